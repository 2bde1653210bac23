package org.drey.rules.match;

/** A comparison of a number with a limit; Sigma's words. */
public enum NumberComparison {
  GT,
  GTE,
  LT,
  LTE,
  EQ,
  NEQ;

  /**
   * Returns whether the comparison holds.
   *
   * @param sign the sign of value minus limit, as {@link Comparable#compareTo} gives it
   */
  public boolean holds(int sign) {
    return switch (this) {
      case GT -> sign > 0;
      case GTE -> sign >= 0;
      case LT -> sign < 0;
      case LTE -> sign <= 0;
      case EQ -> sign == 0;
      case NEQ -> sign != 0;
    };
  }

  /** Returns what holds of each number of which this does not. */
  NumberComparison contrary() {
    return switch (this) {
      case GT -> LTE;
      case GTE -> LT;
      case LT -> GTE;
      case LTE -> GT;
      case EQ -> NEQ;
      case NEQ -> EQ;
    };
  }

  /** Returns whether a value that grows can only make it true. */
  public boolean isMonotone() {
    return this == GT || this == GTE;
  }
}
