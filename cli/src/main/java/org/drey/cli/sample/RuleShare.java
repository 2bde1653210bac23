package org.drey.cli.sample;

import java.util.List;
import org.drey.rules.compile.RuleHead;

/**
 * The share of a stream's sample that a detection rule selects.
 *
 * @param rule the rule
 * @param topic its stream
 * @param matched how many events of the sample it selects
 * @param events how many events of its stream the sample has
 * @param correlations the correlations that are built on it, which keep what it selects
 */
record RuleShare(
    RuleHead rule, String topic, long matched, long events, List<RuleHead> correlations) {

  /** The part, 0 to 1; 0 without any events. */
  double share() {
    return events == 0 ? 0 : (double) matched / events;
  }

  /** Returns whether correlations keep more than so much of the stream. */
  boolean keepsMoreThan(double most) {
    return !correlations.isEmpty() && share() > most;
  }
}
