package org.drey.rules.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The chunks and nodes of a log during one step: read when they are touched, written at its end.
 */
final class LogParts {
  /**
   * The most chunks that did not change which a step keeps: one that reads much needs little
   * memory.
   */
  private static final int MAX_LOADED = 64;

  private final EntityKey entity;
  private final LogStore store;
  private final ObservationEnds ends;
  private final PartCache cache;

  /** What changes in state, by number; null for what is removed. */
  private final Map<Integer, byte @Nullable []> written = new HashMap<>();

  private final Map<Integer, IndexNode> nodes = new HashMap<>();
  private final Map<Integer, LogChunk> chunks = new HashMap<>();
  private final WorkBudget work;
  private int mostLoaded = MAX_LOADED;
  private int next;

  /**
   * Parts of an entity's log.
   *
   * @param next the first number that none of them has
   */
  LogParts(
      EntityKey entity,
      LogStore store,
      ObservationEnds ends,
      PartCache cache,
      int next,
      WorkBudget work) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.cache = cache;
    this.next = next;
    this.work = work;
  }

  /** Takes the node that the head has; returns its number. */
  int root(int number, List<PartReference> refs) {
    if (!refs.isEmpty()) {
      nodes.put(number, new IndexNode(number, refs));
    }
    return number;
  }

  /** The first number that no part has. */
  int next() {
    return next;
  }

  LogChunk newChunk(List<LoggedEvent> observations) {
    LogChunk chunk = new LogChunk(next++, observations);
    chunk.changed = true;
    chunks.put(chunk.number, chunk);
    return chunk;
  }

  IndexNode newNode(List<PartReference> refs) {
    IndexNode node = new IndexNode(next++, refs);
    node.changed = true;
    nodes.put(node.number, node);
    return node;
  }

  /** Moves the later half of a chunk to a new one. */
  LogChunk split(LogChunk chunk) {
    List<LoggedEvent> moved = chunk.observations.subList(chunk.size() / 2, chunk.size());
    LogChunk right = newChunk(moved);
    moved.clear();
    return right;
  }

  /** Moves what a node has beyond its first parts to a new one. */
  IndexNode split(IndexNode node, int left) {
    List<PartReference> moved = node.refs.subList(left, node.refs.size());
    IndexNode right = newNode(moved);
    moved.clear();
    return right;
  }

  IndexNode node(int number) {
    IndexNode loaded = nodes.get(number);
    if (loaded == null) {
      List<PartReference> known = cache.node(entity, number);
      loaded =
          known != null ? new IndexNode(number, known) : IndexNode.decode(number, read(number));
      nodes.put(number, loaded);
      if (known == null) {
        cache.keep(entity, loaded);
      }
    }
    return loaded;
  }

  /**
   * A chunk.
   *
   * @param atHand another one that must not be read again, null for none
   */
  LogChunk chunk(int number, @Nullable LogChunk atHand) {
    if (chunks.size() > mostLoaded) {
      chunks.values().removeIf(chunk -> !chunk.changed && chunk != atHand);
      mostLoaded = chunks.size() + MAX_LOADED;
    }
    LogChunk loaded = chunks.get(number);
    if (loaded == null) {
      List<LoggedEvent> known = cache.chunk(entity, number);
      loaded =
          new LogChunk(number, known != null ? known : ChunkCodec.decode(entity, read(number)));
      chunks.put(number, loaded);
      if (known == null) {
        cache.keep(entity, loaded);
      }
    }
    return loaded;
  }

  private byte[] read(int number) {
    work.spend(WorkBudget.PART);
    return Objects.requireNonNull(
        store.parts().get(number), () -> "part " + number + " of a log is not in state");
  }

  /** Returns when to look for an observation that ends. */
  long look(LoggedEvent observation) {
    return ends.look(observation);
  }

  /** Returns how a chunk is found from the node above it; null for an empty one, which goes. */
  @Nullable PartReference refOf(LogChunk chunk) {
    if (chunk.size() > 0) {
      return new PartReference(chunk.number, chunk.first(), chunk.nextLook(ends));
    }
    remove(chunk);
    return null;
  }

  /** Returns how a node is found from the one above it; null for an empty one, which goes. */
  @Nullable PartReference refOf(IndexNode node) {
    if (!node.refs.isEmpty()) {
      return node.ref();
    }
    remove(node);
    return null;
  }

  private void remove(LogChunk chunk) {
    chunks.remove(chunk.number);
    written.put(chunk.number, null);
  }

  private void remove(IndexNode node) {
    nodes.remove(node.number);
    written.put(node.number, null);
  }

  /**
   * Returns what has changed, as it is to be written; null for what is removed.
   *
   * @param root the node that the head has
   */
  Map<Integer, byte @Nullable []> encode(int root) {
    for (LogChunk chunk : chunks.values()) {
      if (chunk.changed) {
        written.put(chunk.number, ChunkCodec.encode(entity, chunk.observations).bytes().toBytes());
      }
    }
    for (IndexNode node : nodes.values()) {
      if (node.changed && node.number != root) {
        written.put(node.number, node.encode());
      }
    }
    return written;
  }

  /** Has the cache know what was written: after all else, so that a step may fail half-way. */
  void remember() {
    written.keySet().forEach(number -> cache.forget(entity, number));
    chunks.values().stream().filter(chunk -> chunk.changed).forEach(c -> cache.keep(entity, c));
    nodes.values().stream().filter(node -> node.changed).forEach(n -> cache.keep(entity, n));
  }
}
