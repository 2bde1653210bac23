package org.drey.rules.log;

import org.jspecify.annotations.Nullable;

/** Removes from an index what has ended, chunk by chunk, as far as there is work left. */
final class IndexExpiry {
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
