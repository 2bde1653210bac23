package org.drey.cli.dpia;

/**
 * The share of decided alerts that analysts took as leads.
 *
 * @param indicator among the reasons of these alerts; {@code all} for all of them
 * @param decided how many verdicts say whether it was a lead
 * @param leads how many say that it was
 * @param precision the share of leads
 * @param low the lower end of Wilson's interval, 95 %
 * @param high its upper end
 */
record IndicatorPrecision(
    String indicator, int decided, int leads, double precision, double low, double high) {
  /** The quantile of the normal distribution that leaves 2.5 % above it. */
  private static final double Z = 1.959963984540054;

  /** Returns the precision of so many decided alerts, at least one. */
  static IndicatorPrecision of(String indicator, int leads, int decided) {
    double share = (double) leads / decided;
    double square = Z * Z / decided;
    double centre = (share + square / 2) / (1 + square);
    double half =
        Z / (1 + square) * Math.sqrt(share * (1 - share) / decided + square / (4 * decided));
    return new IndicatorPrecision(
        indicator, decided, leads, share, Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
