package org.drey.rules.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The chunks and nodes of a log during one step: read when they are touched, written at its end.
 */
final class Parts {
  /**
   * The most chunks that did not change which a step keeps: one that reads much needs little
   * memory.
   */
  private static final int MAX_LOADED = 64;

  private final EntityKey entity;
  private final LogStore store;
  private final Ends ends;
  private final PartCache cache;
  private final List<Integer> removed = new ArrayList<>();
  private final Map<Integer, Node> nodes = new HashMap<>();
  private final Map<Integer, Chunk> chunks = new HashMap<>();
  private final Work work;
  private int mostLoaded = MAX_LOADED;
  private int next;

  /**
   * Parts of an entity's log.
   *
   * @param next the first number that none of them has
   */
  Parts(EntityKey entity, LogStore store, Ends ends, PartCache cache, int next, Work work) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.cache = cache;
    this.next = next;
    this.work = work;
  }

  /** The first number that no part has. */
  int next() {
    return next;
  }

  Chunk newChunk(List<Observation> observations) {
    Chunk chunk = new Chunk(next++, observations);
    chunk.changed = true;
    chunks.put(chunk.number, chunk);
    return chunk;
  }

  Node newNode(List<Ref> refs) {
    Node node = new Node(next++, refs);
    node.changed = true;
    nodes.put(node.number, node);
    return node;
  }

  /** Moves the later half of a chunk to a new one. */
  Chunk split(Chunk chunk) {
    List<Observation> moved = chunk.observations.subList(chunk.size() / 2, chunk.size());
    Chunk right = newChunk(moved);
    moved.clear();
    return right;
  }

  /** Moves what a node has beyond its first parts to a new one. */
  Node split(Node node, int left) {
    List<Ref> moved = node.refs.subList(left, node.refs.size());
    Node right = newNode(moved);
    moved.clear();
    return right;
  }

  Node node(int number) {
    Node loaded = nodes.get(number);
    if (loaded == null) {
      List<Ref> known = cache.node(entity, number);
      loaded = known != null ? new Node(number, known) : Node.decode(number, read(number));
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
  Chunk chunk(int number, @Nullable Chunk atHand) {
    if (chunks.size() > mostLoaded) {
      chunks.values().removeIf(chunk -> !chunk.changed && chunk != atHand);
      mostLoaded = chunks.size() + MAX_LOADED;
    }
    Chunk loaded = chunks.get(number);
    if (loaded == null) {
      List<Observation> known = cache.chunk(entity, number);
      loaded = new Chunk(number, known != null ? known : ChunkCodec.decode(entity, read(number)));
      chunks.put(number, loaded);
      if (known == null) {
        cache.keep(entity, loaded);
      }
    }
    return loaded;
  }

  private byte[] read(int number) {
    work.spend(Work.PART);
    return Objects.requireNonNull(
        store.parts().get(number), () -> "part " + number + " of a log is not in state");
  }

  /** Returns when to look for an observation that ends. */
  long look(Observation observation) {
    return ends.look(observation);
  }

  /** Returns how a chunk is found from the node above it; null for an empty one, which goes. */
  @Nullable Ref refOf(Chunk chunk) {
    if (chunk.size() > 0) {
      return new Ref(chunk.number, chunk.first(), chunk.nextLook(ends));
    }
    remove(chunk);
    return null;
  }

  /** Returns how a node is found from the one above it; null for an empty one, which goes. */
  @Nullable Ref refOf(Node node) {
    if (!node.refs.isEmpty()) {
      return node.ref();
    }
    remove(node);
    return null;
  }

  private void remove(Chunk chunk) {
    chunks.remove(chunk.number);
    removed.add(chunk.number);
    store.parts().put(chunk.number, null);
  }

  private void remove(Node node) {
    nodes.remove(node.number);
    removed.add(node.number);
    store.parts().put(node.number, null);
  }

  /** Writes what has changed. */
  void write() {
    for (Chunk chunk : chunks.values()) {
      if (chunk.changed) {
        store.parts().put(chunk.number, ChunkCodec.encode(entity, chunk.observations).toBytes());
      }
    }
    for (Node node : nodes.values()) {
      if (node.changed) {
        store.parts().put(node.number, node.encode());
      }
    }
  }

  /** Has the cache know what was written: after all else, so that a step may fail half-way. */
  void remember() {
    removed.forEach(number -> cache.forget(entity, number));
    chunks.values().stream().filter(chunk -> chunk.changed).forEach(c -> cache.keep(entity, c));
    nodes.values().stream().filter(node -> node.changed).forEach(n -> cache.keep(entity, n));
  }
}
