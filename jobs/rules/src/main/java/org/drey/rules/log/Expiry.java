package org.drey.rules.log;

import org.jspecify.annotations.Nullable;

/** Removes from an index what has ended, chunk by chunk, as far as there is work left. */
final class Expiry {
  private final Parts parts;
  private final Ended ended;
  private final Work work;
  private boolean begun;

  Expiry(Parts parts, Ended ended, Work work) {
    this.parts = parts;
    this.ended = ended;
    this.work = work;
  }

  /**
   * Goes through the parts of a node in which something may have ended.
   *
   * @param level how many nodes lead from this one to a chunk, itself among them
   */
  void of(Node node, int level) {
    for (int i = 0; i < node.refs.size() && (work.isLeft() || !begun); i++) {
      Ref ref = node.refs.get(i);
      if (ref.end() > ended.clock() || ref.first() > ended.until()) {
        continue;
      }
      Ref after = level == 1 ? ofChunk(ref.number()) : ofNode(ref.number(), level - 1);
      node.put(i, after);
      i -= after == null ? 1 : 0;
    }
  }

  private @Nullable Ref ofChunk(int number) {
    Chunk chunk = parts.chunk(number, null);
    work.spend(chunk.size() * Work.STEP);
    begun = true; // each look comes further
    chunk.changed |= chunk.observations.removeIf(ended);
    return parts.refOf(chunk);
  }

  private @Nullable Ref ofNode(int number, int level) {
    Node below = parts.node(number);
    of(below, level);
    return parts.refOf(below);
  }
}
