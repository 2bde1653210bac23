package org.drey.rules.correlate;

import org.drey.rules.log.Sizes;

/**
 * What bounds the work and the state of one entity.
 *
 * @param observations the most observations; beyond it the oldest goes and is counted
 * @param look about how many observations one look goes through; the next goes on
 * @param near how many observations before and after a late one are looked at when it comes in, if
 *     its windows have more than twice as many; the others wait until they have settled
 * @param sizes how the log is cut
 */
record Bounds(int observations, int look, int near, Sizes sizes) {
  /** {@code near} is more than the evidence of a finding. */
  static final Bounds USUAL = new Bounds(Correlator.MOST_OBSERVATIONS, 1_000, 64, Sizes.USUAL);
}
