package org.drey.rules.score;

import java.util.List;

/**
 * A score and what it is made of: reasons, offsets and gates add up to it.
 *
 * @param value over 0 to 100, rounded to 0.1
 * @param hard the points of hard families, not rounded
 * @param streams the log sources of counted families, sorted
 */
public record Score(
    double value,
    double hard,
    List<Reason> reasons,
    List<Offset> offsets,
    List<Gate> gates,
    List<String> streams) {

  /** What an indicator counts, of the one before it in its family. */
  public static final double DAMPING = 0.6;

  /** The most ids of findings on a reason. */
  public static final int MAX_FINDINGS = 50;

  /**
   * What an indicator brings.
   *
   * @param entry its newest evidence
   * @param findings ids of its newest findings that count, the newest first
   */
  public record Reason(
      String indicator, String family, double points, LedgerEntry entry, List<String> findings) {}

  /** What a benign look-alike takes away; points are below zero. */
  public record Offset(String indicator, String ruleId, double points) {}

  /** What holds the score down; points are below zero. */
  public record Gate(String id, double points) {}

  public Band band() {
    return Band.of(value);
  }

  /** Whether there is so much hard evidence that no gate but the ceiling holds it down. */
  boolean isHard() {
    return Tenths.reaches(hard, GateRule.HARD_FROM);
  }
}
