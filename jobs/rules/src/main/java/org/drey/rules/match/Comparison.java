package org.drey.rules.match;

/** How a number is compared with a limit; Sigma's words. */
public enum Comparison {
  GT,
  GTE,
  LT,
  LTE,
  EQ,
  NEQ;

  /**
   * Whether the comparison holds.
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

  /** What holds of each number of which this does not. */
  Comparison contrary() {
    return switch (this) {
      case GT -> LTE;
      case GTE -> LT;
      case LT -> GTE;
      case LTE -> GT;
      case EQ -> NEQ;
      case NEQ -> EQ;
    };
  }

  /** Whether a value that grows can only make it true. */
  public boolean isMonotone() {
    return this == GT || this == GTE;
  }
}
