package org.drey.cli.size;

/**
 * The load that a deployment is planned for.
 *
 * @param queriesPerSecond DNS queries and web requests in the busiest hour
 * @param paymentsPerDay payments on an average day
 * @param streamsPerDay records of livestreams on an average day
 * @param subscribers people who pay or watch
 * @param sendersAbroad how many of them make the small payments abroad
 * @param listEntries entries of all lists
 */
record ExpectedLoad(
    double queriesPerSecond,
    double paymentsPerDay,
    double streamsPerDay,
    double subscribers,
    double sendersAbroad,
    long listEntries) {
  private static final double SECONDS_A_DAY = 86_400;

  /** Returns the payments and records of livestreams a second, averaged over a day. */
  double eventsPerSecond() {
    return perSecond(paymentsPerDay + streamsPerDay);
  }

  /** Returns a number a day as one a second. */
  static double perSecond(double perDay) {
    return perDay / SECONDS_A_DAY;
  }
}
