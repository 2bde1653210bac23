package org.drey.cli.size;

/**
 * The margins of a plan: assumed, not measured.
 *
 * @param peakFactor how many times the average of a day its busiest second has of payments and
 *     livestreams
 * @param utilisation the share of a core that is used at the peak; the rest works off a backlog
 * @param replication how many brokers have each record
 * @param queryHours for how long queries and requests are kept on their topics
 * @param eventHours for how long all other events are
 */
record PlanMargins(
    double peakFactor, double utilisation, int replication, double queryHours, double eventHours) {
  private static final double WEEK_HOURS = 7 * 24;

  /**
   * A backlog is worked off as fast as new records come in, all topics are kept for a week, as
   * {@code ./drey topics} sets them.
   */
  static final PlanMargins USUAL = new PlanMargins(3, 0.5, 3, WEEK_HOURS, WEEK_HOURS);
}
