package org.drey.rules.score;

/** The meaning of a score; by the rounded score. */
public enum Band {
  NONE(0),
  WATCH(30),
  ALERT(50),
  HIGH(70),
  CRITICAL(85);

  private final double from;

  Band(double from) {
    this.from = from;
  }

  /** The lowest score of it. */
  public double from() {
    return from;
  }

  public static Band of(double score) {
    Band band = NONE;
    for (Band candidate : values()) {
      if (score >= candidate.from) {
        band = candidate;
      }
    }
    return band;
  }
}
