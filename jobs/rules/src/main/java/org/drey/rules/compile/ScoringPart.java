package org.drey.rules.compile;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The points of a rule, from its {@code drey} part.
 *
 * @param indicator the indicator that the rule shows; several rules may show one
 * @param track the track it counts on
 * @param entity the field whose value is scored
 * @param points at full strength; 10 points double the odds; below zero for a benign look-alike
 * @param strength of one firing, over 0 to 1
 * @param halfLifeMillis after which half of the evidence is left; 0 for a benign look-alike
 * @param family indicators that are capped and damped together; null for a benign look-alike
 * @param hard whether benign findings leave it alone
 * @param opens whether a finding opens an alert regardless of the score
 * @param severity what a finding makes of an alert's severity; null if it leaves it alone
 * @param aggregate whether it counts people and speaks of none: an alert says how many
 */
public record ScoringPart(
    String indicator,
    AlertTrack track,
    String entity,
    double points,
    double strength,
    long halfLifeMillis,
    @Nullable Family family,
    boolean hard,
    boolean opens,
    @Nullable SeverityRule severity,
    boolean aggregate)
    implements Serializable {

  /**
   * Indicators that are capped and damped together.
   *
   * @param cap the most points that they bring, 0 to 100
   */
  public record Family(String name, double cap) implements Serializable {}

  /**
   * Harm and immediacy that a finding shows.
   *
   * @param level 1 to 4; an alert whose track has more keeps that
   * @param lastsMillis for how long after the finding; {@link Long#MAX_VALUE} while it counts
   */
  public record SeverityRule(int level, long lastsMillis) implements Serializable {}

  /** No evidence is certain. */
  private static final double MAX_STRENGTH = 0.99;

  /** Returns the strength of a finding of a quality, over 0 to 1. */
  public double strengthAt(double quality) {
    return Math.min(MAX_STRENGTH, strength * quality);
  }

  /** Returns whether an alert may show the events of a finding, and whom they name. */
  public boolean isShown() {
    return !isBenign() && !aggregate;
  }

  /** Returns whether it lowers a score. */
  public boolean isBenign() {
    return points < 0;
  }
}
