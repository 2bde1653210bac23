package org.drey.rules.correlate;

import org.drey.rules.log.LogSizes;
import org.drey.rules.log.PartCache;
import org.drey.rules.log.WorkBudget;

/**
 * The bounds of one entity's work and state, and of what is remembered of all.
 *
 * @param observations the most observations; beyond it the oldest goes and is counted
 * @param look how much work one look does, see {@link WorkBudget}; the next goes on
 * @param near how many observations before and after a late one are looked at when it comes in; the
 *     others wait until they have settled
 * @param sizes how the log is cut
 * @param parts how many parts of logs are remembered, see {@link PartCache}
 */
record EntityBounds(int observations, int look, int near, LogSizes sizes, int parts) {
  /** {@code near} is more than the evidence of a finding. */
  static final EntityBounds USUAL =
      new EntityBounds(Correlator.MAX_OBSERVATIONS, 6_000, 64, LogSizes.USUAL, 500);
}
