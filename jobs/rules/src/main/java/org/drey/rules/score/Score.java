package org.drey.rules.score;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.rules.compile.ScoringPart;

/**
 * A score and what it is made of: reasons, offsets and gates add up to it.
 *
 * @param value over 0 to 100, rounded to 0.1
 * @param hard the points of hard families, not rounded
 * @param reasons what adds to it, the largest first
 * @param offsets what lowers it
 * @param gates what holds it down, at most one
 * @param streams the log sources of counted families, sorted
 * @param faint evidence that brings less than 0.05 points: no lines of the sum
 * @param idle benign evidence that takes away as little
 * @param held whether a recent finding on another track of the entity holds it down
 */
public record Score(
    double value,
    double hard,
    List<Reason> reasons,
    List<Offset> offsets,
    List<Gate> gates,
    List<String> streams,
    List<Reason> faint,
    List<Offset> idle,
    boolean held) {

  /** So many points of hard evidence are enough by themselves: scoring.md. */
  static final double MUCH_HARD = 40;

  /**
   * The points of an indicator.
   *
   * @param scoring its points
   * @param sources the log sources of its rules, sorted
   * @param points rounded
   * @param steps how they come about
   * @param entries all its evidence that counts, the newest first
   */
  public record Reason(
      ScoringPart scoring,
      List<String> sources,
      double points,
      PointSteps steps,
      List<LedgerEntry> entries) {

    public String indicator() {
      return scoring.indicator();
    }

    public ScoringPart.Family family() {
      return Objects.requireNonNull(scoring.family(), "what adds points has a family");
    }

    /** Returns the newest evidence. */
    public LedgerEntry entry() {
      return entries.get(0);
    }

    /** Returns the strength of one entry at a time that brings what all after the first bring. */
    public double rest(int first, long time) {
      double mass = 0;
      for (LedgerEntry entry : entries.subList(Math.min(first, entries.size()), entries.size())) {
        mass += new ScoredEntry(entry, scoring, sources).mass(time);
      }
      return -Math.expm1(-mass);
    }

    Reason with(double other) {
      return new Reason(scoring, sources, other, steps, entries);
    }
  }

  /**
   * Steps in which an indicator's points come about.
   *
   * @param most what it brings at full strength
   * @param fresh what its evidence would bring if none had faded
   * @param undamped what its evidence brings by itself
   * @param damping the share of that which counts beside stronger evidence of its family
   * @param capped the share of that which counts below the family's cap; 1 where it is not reached
   */
  public record PointSteps(
      double most, double fresh, double undamped, double damping, double capped) {
    double points() {
      return undamped * damping * capped;
    }
  }

  /**
   * Points that a benign look-alike takes away.
   *
   * @param points below zero, or 0 if it is idle
   * @param full where there is enough to take it from
   */
  public record Offset(String indicator, String ruleId, double points, double full) {}

  /** The points by which a gate holds the score down; they are below zero. */
  public record Gate(String id, double points) {}

  /** Returns the entries that it counts, the newest first; benign ones apart. */
  List<LedgerEntry> entries() {
    return Stream.concat(reasons.stream(), faint.stream())
        .flatMap(reason -> reason.entries().stream())
        .sorted(ScoredEntry.NEWEST_FIRST)
        .toList();
  }

  public Band band() {
    return Band.of(value);
  }

  /** Returns whether there is so much hard evidence that no gate but the ceiling holds it down. */
  boolean isHard() {
    return ScoreTenths.reaches(hard, GateRule.HARD_FROM);
  }
}
