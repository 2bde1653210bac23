package org.drey.rules.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The older observations of a log: chunks, found by time or by rank through nodes of a fixed size.
 * Whatever it holds, one observation is reached through few nodes, and a change writes those that
 * lead to it. Chunks and nodes are read when they are touched and written at the end of the step.
 */
final class Index {
  /** How many chunks that did not change a step keeps: one that reads much needs little memory. */
  private static final int MOST_LOADED = 64;

  private final EntityKey entity;
  private final LogStore store;
  private final Ends ends;
  private final Sizes sizes;
  private final Node root;
  private int mostLoaded = MOST_LOADED;
  private int height;
  private int next;
  private final Map<Integer, Node> nodes = new HashMap<>();
  private final Map<Integer, Chunk> chunks = new HashMap<>();
  private final List<Node> path = new ArrayList<>();
  private final List<Integer> turns = new ArrayList<>();
  private @Nullable Chunk at;
  private int base;

  /**
   * An index.
   *
   * @param root the parts that the head names
   * @param height how many nodes lead to a chunk, the root among them; 0 without any
   * @param next the first number that no part has
   */
  Index(
      EntityKey entity,
      LogStore store,
      Ends ends,
      Sizes sizes,
      List<Ref> root,
      int height,
      int next) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.sizes = sizes;
    this.root = new Node(-1, root);
    this.height = height;
    this.next = next;
  }

  List<Ref> root() {
    return root.refs;
  }

  int height() {
    return height;
  }

  int next() {
    return next;
  }

  int size() {
    return root.size();
  }

  Observation get(int rank) {
    seek(rank);
    return at.observations.get(rank - base);
  }

  /** The rank of the first observation that is later than a time. */
  int firstAfter(long time) {
    if (height == 0 || root.refs.get(0).first() > time) {
      return 0;
    }
    Node node = root;
    int before = 0;
    for (int level = height; ; level--) {
      int turn = 0;
      while (turn + 1 < node.refs.size() && node.refs.get(turn + 1).first() <= time) {
        before += node.refs.get(turn).size();
        turn++;
      }
      Ref ref = node.refs.get(turn);
      if (level == 1) {
        return before + chunk(ref.number()).until(time);
      }
      node = node(ref.number());
    }
  }

  void replace(int rank, Observation observation) {
    seek(rank);
    at.observations.set(rank - base, observation);
    at.changed = true;
    raise(null, false);
  }

  /** Adds an observation before the one of a rank, of the size after the last. */
  void add(int rank, Observation observation) {
    if (height == 0) {
      Chunk first = new Chunk(next++, List.of(observation));
      chunks.put(first.number, first);
      first.changed = true;
      height = 1;
      root.refs.add(ref(first));
      at = null;
      return;
    }
    seek(rank);
    int place = rank - base;
    boolean last = place == at.size();
    at.observations.add(place, observation);
    at.changed = true;
    raise(at.size() > sizes.chunk() ? ref(split(last)) : null, last);
    at = null;
  }

  /** Takes the last part of the chunk at hand; what is added at the end leaves a full one. */
  private Chunk split(boolean last) {
    List<Observation> moved =
        at.observations.subList(last ? sizes.chunk() : at.size() / 2, at.size());
    Chunk right = new Chunk(next++, moved);
    moved.clear();
    right.changed = true;
    chunks.put(right.number, right);
    return right;
  }

  private Node split(Node node, boolean last) {
    List<Ref> moved =
        node.refs.subList(last ? sizes.node() : node.refs.size() / 2, node.refs.size());
    Node right = newNode(moved);
    moved.clear();
    return right;
  }

  /**
   * Notes in the nodes above the chunk at hand that it has changed.
   *
   * @param added what stands after it from now on, or null
   */
  private void raise(@Nullable Ref added, boolean last) {
    Ref changed = ref(at);
    Ref more = added;
    for (int level = path.size() - 1; level >= 0; level--) {
      Node node = path.get(level);
      node.changed = true;
      node.refs.set(turns.get(level), changed);
      if (more != null) {
        node.refs.add(turns.get(level) + 1, more);
        more = node.refs.size() > sizes.node() ? split(node, last).ref() : null;
      }
      changed = node.ref();
    }
    if (more != null) {
      Node left = newNode(root.refs);
      root.refs.clear();
      root.refs.add(left.ref());
      root.refs.add(more);
      height++;
    }
  }

  private Node newNode(List<Ref> refs) {
    Node node = new Node(next++, refs);
    node.changed = true;
    nodes.put(node.number, node);
    return node;
  }

  void remove(int rank) {
    seek(rank);
    at.observations.remove(rank - base);
    if (at.size() > 0) {
      at.changed = true;
      raise(null, false);
      at = null;
      return;
    }
    store.put(key(at.number), null);
    chunks.remove(at.number);
    for (int level = path.size() - 1; level >= 0; level--) {
      Node node = path.get(level);
      node.refs.remove((int) turns.get(level));
      node.changed = true;
      if (!node.refs.isEmpty() || level == 0) {
        refreshAbove(level);
        break;
      }
      forget(node);
    }
    at = null;
    height = root.refs.isEmpty() ? 0 : height;
  }

  /**
   * Removes what has ended.
   *
   * @param until nothing later than this goes
   * @param most about how many observations to look at
   * @param gone what is handed each one that goes
   */
  void expire(long clock, long until, int most, Consumer<Observation> gone) {
    if (height > 0) {
      expire(root, height, new Ended(clock, until, gone), most);
      height = root.refs.isEmpty() ? 0 : height;
      at = null;
    }
  }

  private record Ended(long clock, long until, Consumer<Observation> gone) {}

  private int expire(Node node, int level, Ended ended, int most) {
    int left = most;
    for (int i = 0; i < node.refs.size() && left > 0; i++) {
      Ref ref = node.refs.get(i);
      if (ref.end() > ended.clock() || ref.first() > ended.until()) {
        continue;
      }
      node.changed = true;
      @Nullable Ref after;
      if (level == 1) {
        Chunk chunk = chunk(ref.number());
        left -= chunk.size();
        after = expire(chunk, ended);
      } else {
        Node below = node(ref.number());
        left = expire(below, level - 1, ended, left);
        after = below.refs.isEmpty() ? forget(below) : below.ref();
      }
      if (after == null) {
        node.refs.remove(i--);
      } else {
        node.refs.set(i, after);
      }
    }
    return left;
  }

  private @Nullable Ref expire(Chunk chunk, Ended ended) {
    chunk.observations.removeIf(
        observation -> {
          boolean goes = hasEnded(observation, ended.clock(), ended.until());
          if (goes) {
            ended.gone().accept(observation);
          }
          return goes;
        });
    chunk.changed = true;
    if (chunk.size() > 0) {
      return ref(chunk);
    }
    chunks.remove(chunk.number);
    store.put(key(chunk.number), null);
    return null;
  }

  private boolean hasEnded(Observation observation, long clock, long until) {
    return observation.time() <= until && ends.of(observation) <= clock;
  }

  private @Nullable Ref forget(Node node) {
    nodes.remove(node.number);
    store.put(key(node.number), null);
    return null;
  }

  /** When the first of what there is has to be looked at, to end it. */
  long nextLook() {
    return root.refs.isEmpty() ? Long.MAX_VALUE : root.ref().end();
  }

  /** Goes to the chunk of a rank, of the size to the last one. */
  private void seek(int rank) {
    if (at != null && rank >= base && rank < base + at.size()) {
      return;
    }
    path.clear();
    turns.clear();
    base = 0;
    Node node = root;
    for (int level = height; ; level--) {
      int turn = 0;
      while (turn + 1 < node.refs.size() && base + node.refs.get(turn).size() <= rank) {
        base += node.refs.get(turn).size();
        turn++;
      }
      path.add(node);
      turns.add(turn);
      int number = node.refs.get(turn).number();
      if (level == 1) {
        at = chunk(number);
        return;
      }
      node = node(number);
    }
  }

  private void refreshAbove(int lowest) {
    for (int level = lowest - 1; level >= 0; level--) {
      path.get(level).refs.set(turns.get(level), path.get(level + 1).ref());
      path.get(level).changed = true;
    }
  }

  private Ref ref(Chunk chunk) {
    long end = Long.MAX_VALUE;
    for (Observation observation : chunk.observations) {
      end = Math.min(end, ends.look(observation));
    }
    return new Ref(chunk.number, chunk.first(), chunk.size(), end);
  }

  private Node node(int number) {
    return nodes.computeIfAbsent(number, n -> Node.decode(n, store.get(key(n))));
  }

  private Chunk chunk(int number) {
    if (chunks.size() > mostLoaded) {
      chunks.values().removeIf(chunk -> !chunk.changed && chunk != at);
      mostLoaded = chunks.size() + MOST_LOADED;
    }
    return chunks.computeIfAbsent(
        number, n -> new Chunk(n, ChunkCodec.decode(entity, store.get(key(n)))));
  }

  private static String key(int number) {
    return "c" + Integer.toString(number, Character.MAX_RADIX);
  }

  /** Writes what has changed. */
  void write() {
    for (Chunk chunk : chunks.values()) {
      if (chunk.changed) {
        store.put(key(chunk.number), ChunkCodec.encode(entity, chunk.observations));
      }
    }
    for (Node node : nodes.values()) {
      if (node.changed) {
        store.put(key(node.number), node.encode());
      }
    }
  }
}
