package org.drey.rules.score;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers of a score as the page on scores means them: exact. A sum of doubles is off by less than
 * a billionth, which decides only where the exact sum is half a tenth or just a limit: such a sum
 * is taken to be what it is meant to be.
 */
final class ScoreTenths {
  private static final int DIGITS = 9;
  private static final double NOISE = 1e-9;

  private ScoreTenths() {}

  /** Half up to 0.1. */
  static double round(double value) {
    double rounded =
        BigDecimal.valueOf(value)
            .setScale(DIGITS, RoundingMode.HALF_EVEN)
            .setScale(1, RoundingMode.HALF_UP)
            .doubleValue();
    return rounded == 0 ? 0 : rounded; // no negative zero
  }

  /** Returns whether a value is at least a limit. */
  static boolean reaches(double value, double limit) {
    return value >= limit - NOISE;
  }

  /** A value by which to sort: equal ones are equal. */
  static double comparable(double value) {
    return Math.rint(value / NOISE);
  }
}
