package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;

/**
 * The extent to which state keeps the events of a correlation.
 *
 * @param details whether it keeps the details that an alert shows
 * @param latest how many settled events of a group it keeps, the latest; 0 for all
 * @param neededMillis how long an event matters after its time, or after its arrival if it is late
 * @param longestMillis how long it may stay, because one look ends many
 */
public record KeptObservations(boolean details, int latest, long neededMillis, long longestMillis) {

  /** Returns the extent for a correlation of some rules. */
  public static KeptObservations of(RuleSet rules, CorrelationRule rule) {
    boolean isUsed = !rules.uses(rule.head().index()).isEmpty();
    int needed = BenignEviction.needs(rule, isUsed);
    return new KeptObservations(
        CorrelationView.isShown(rule, isUsed),
        needed == Integer.MAX_VALUE ? 0 : needed,
        rule.retentionMillis(),
        ObservationRetention.longest(rule));
  }
}
