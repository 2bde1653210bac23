package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.log.LogSizes;

/**
 * The bounds of one entity's state, and of what is remembered of all.
 *
 * @param observations the most observations, see {@link OverflowEviction}
 * @param sizes how the log is cut
 * @param chunks how many chunks of logs are remembered
 */
record EntityBounds(int observations, LogSizes sizes, int chunks) {
  static final EntityBounds USUAL =
      new EntityBounds(CorrelationRule.MAX_EVENTS, LogSizes.USUAL, 500);
}
