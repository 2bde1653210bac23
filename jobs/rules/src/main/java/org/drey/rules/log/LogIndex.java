package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The older observations of a log: chunks, found by time through nodes of a fixed size. A node only
 * has bounds of what its parts hold, so that one more observation changes its chunk and, unless
 * that is full, no node.
 *
 * <p>A place is the way to an observation: which part of each node, and where in the chunk.
 */
final class LogIndex {
  /** The place after the last one: more than any other. */
  static final long END = 1L << 62;

  /** The most bits of a place for each node and for the chunk; a high log has fewer in each. */
  private static final int BITS = 10;

  private final LogParts parts;
  private final LogSizes sizes;
  private int root;
  private int height;
  private int bits;
  private int mask;
  private final List<IndexNode> path = new ArrayList<>();
  private final List<Integer> turns = new ArrayList<>();
  private @Nullable LogChunk at;
  private long base;

  /**
   * An index.
   *
   * @param root the number of the node that leads to all others, if there is one
   * @param height how many nodes lead to a chunk, the root among them; 0 without any
   */
  LogIndex(LogParts parts, LogSizes sizes, int root, int height) {
    this.parts = parts;
    this.sizes = sizes;
    this.root = root;
    setHeight(height);
  }

  private void setHeight(int next) {
    height = next;
    bits = Math.min(BITS, Long.numberOfTrailingZeros(END) / (1 + height));
    mask = (1 << bits) - 1;
    if (mask < Math.max(sizes.chunk(), sizes.node() - 1)) { // or one place would mean two
      throw new IllegalStateException("a log of " + height + " nodes to a chunk has no places");
    }
  }

  int root() {
    return root;
  }

  int height() {
    return height;
  }

  /** The place of the first observation. */
  long begin() {
    return height == 0 ? END : 0;
  }

  LoggedEvent get(long place) {
    return seek(place).observations.get((int) place & mask);
  }

  /** The place after one. */
  long next(long place) {
    return normal(seek(place), place + 1);
  }

  /** The place before one, of the end that of the last; none before the first. */
  long previous(long place) {
    return (place & mask) > 0 && place < END ? place - 1 : floor(place - 1);
  }

  /** The last place that is not after a number, which need not be a place. */
  long floor(long number) {
    int last = seek(number).size() - 1;
    return base | (number >>> bits == base >>> bits ? Math.min(number & mask, last) : last);
  }

  /** The place of the first observation that is later than a time. */
  long firstAfter(long time) {
    if (height == 0) {
      return END;
    }
    IndexNode node = parts.node(root);
    long prefix = 0;
    for (int level = height; ; level--) {
      int turn = node.turnTo(time);
      prefix = (prefix | turn) << bits;
      if (level == 1) {
        LogChunk chunk = seek(prefix);
        return normal(chunk, prefix + chunk.until(time));
      }
      node = parts.node(node.refs.get(turn).number());
    }
  }

  /** A place of the chunk at hand, or the beginning of the next one if it is after its last. */
  private long normal(LogChunk chunk, long place) {
    if ((place & mask) < chunk.size()) {
      return place;
    }
    for (int level = height - 1, shift = bits; level >= 0; level--, shift += bits) {
      if (turns.get(level) + 1 < path.get(level).refs.size()) {
        return ((base >>> shift) + 1) << shift;
      }
    }
    return END;
  }

  /** Puts another version of an observation in its place, which ends no earlier. */
  void replace(long place, LoggedEvent observation) {
    seek(place).set((int) place & mask, observation);
  }

  /**
   * Adds an observation before the one of a place.
   *
   * @return its place, -1 if it has to be searched for because others have new ones too
   */
  long add(long place, LoggedEvent observation) {
    if (height == 0) {
      PartReference first = parts.refOf(parts.newChunk(List.of(observation)));
      root = parts.newNode(List.of(first)).number;
      setHeight(1);
      return 0;
    }
    LogChunk chunk = seek(place == END ? floor(place) : place);
    int to = place == END ? chunk.size() : (int) place & mask;
    if (to == 0 && base > 0 && observation.time() < ref().first()) {
      chunk = seek(floor(base - 1)); // what is between two chunks goes to the former
      to = chunk.size();
    }
    PartReference added;
    if (place == END && to >= sizes.chunk()) { // the full one is not written again
      added = parts.refOf(parts.newChunk(List.of(observation)));
      raise(ref(), added, true);
    } else {
      PartReference grown = ref().with(observation.time(), parts.look(observation));
      chunk.add(to, observation);
      added = chunk.size() > sizes.chunk() ? parts.refOf(parts.split(chunk)) : null;
      raise(grown, added, place == END);
    }
    if (added == null) {
      return base | to;
    }
    at = null;
    return -1;
  }

  /** Returns how the chunk at hand is found from the node above it. */
  private PartReference ref() {
    return path.get(height - 1).refs.get(turns.get(height - 1));
  }

  void remove(long place) {
    LogChunk chunk = seek(place);
    chunk.remove((int) place & mask);
    if (chunk.size() == 0) {
      raise(parts.refOf(chunk), null, false);
    }
    at = null;
  }

  /**
   * Notes in the nodes above the chunk at hand what has become of it, as far as they have to know.
   *
   * @param now how it is found, null if it is gone
   * @param added what comes after it from now on, or null
   * @param last whether that is the last of all: a full node before it is not halved
   */
  private void raise(@Nullable PartReference now, @Nullable PartReference added, boolean last) {
    PartReference changed = now;
    PartReference more = added;
    for (int level = height - 1; level >= 0; level--) {
      IndexNode node = path.get(level);
      int turn = turns.get(level);
      if (more == null && node.refs.get(turn).equals(changed)) {
        return;
      }
      node.put(turn, changed);
      if (more != null) {
        node.refs.add(turn + 1, more);
        node.changed = true;
        int left = last ? sizes.node() : node.refs.size() / 2;
        more = node.refs.size() > sizes.node() ? parts.split(node, left).ref() : null;
      }
      changed = parts.refOf(node);
    }
    if (more != null) {
      root = parts.newNode(List.of(changed, more)).number;
      setHeight(height + 1);
    } else if (changed == null) {
      setHeight(0);
    }
  }

  /** Removes what has ended, as far as there is work left. */
  void expire(EndedObservations ended, WorkBudget work) {
    if (height > 0) {
      at = null;
      IndexNode all = parts.node(root);
      new IndexExpiry(parts, ended, work).of(all, height);
      setHeight(parts.refOf(all) == null ? 0 : height);
    }
  }

  /** Returns when the first of what there is has to be looked at, to end it. */
  long nextLook() {
    return height == 0 ? Long.MAX_VALUE : parts.node(root).ref().end();
  }

  /**
   * Goes to the chunk of a place, which is at hand from then on; of a number that is none, to that
   * of the last place before it.
   */
  private LogChunk seek(long place) {
    if (at != null && place >>> bits == base >>> bits) {
      return at;
    }
    path.clear();
    turns.clear();
    base = 0;
    boolean after = false;
    IndexNode node = parts.node(root);
    for (int level = height; ; level--) {
      long way = place >>> (bits * level);
      int lastTurn = node.refs.size() - 1;
      after |= (way & mask) > lastTurn || (level == height && way > mask);
      int turn = after ? lastTurn : (int) way & mask;
      path.add(node);
      turns.add(turn);
      base = (base | turn) << bits;
      int number = node.refs.get(turn).number();
      if (level == 1) {
        LogChunk found = parts.chunk(number, at);
        at = found;
        return found;
      }
      node = parts.node(number);
    }
  }

  /** Removes from an index what has ended, chunk by chunk, as far as there is work left. */
  private static final class IndexExpiry {
    private final LogParts parts;
    private final EndedObservations ended;
    private final WorkBudget work;
    private boolean begun;

    IndexExpiry(LogParts parts, EndedObservations ended, WorkBudget work) {
      this.parts = parts;
      this.ended = ended;
      this.work = work;
    }

    /**
     * Goes through the parts of a node in which something may have ended.
     *
     * @param level how many nodes lead from this one to a chunk, itself among them
     */
    void of(IndexNode node, int level) {
      for (int i = 0; i < node.refs.size() && (work.isLeft() || !begun); i++) {
        PartReference ref = node.refs.get(i);
        if (ref.end() > ended.clock() || ref.first() > ended.until()) {
          continue;
        }
        PartReference after = level == 1 ? ofChunk(ref.number()) : ofNode(ref.number(), level - 1);
        node.put(i, after);
        i -= after == null ? 1 : 0;
      }
    }

    private @Nullable PartReference ofChunk(int number) {
      LogChunk chunk = parts.chunk(number, null);
      work.spend(chunk.size() * WorkBudget.STEP);
      begun = true; // each look comes further
      chunk.changed |= chunk.observations.removeIf(ended);
      return parts.refOf(chunk);
    }

    private @Nullable PartReference ofNode(int number, int level) {
      IndexNode below = parts.node(number);
      of(below, level);
      return parts.refOf(below);
    }
  }
}
