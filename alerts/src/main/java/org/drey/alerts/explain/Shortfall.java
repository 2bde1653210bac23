package org.drey.alerts.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Reason;
import org.drey.event.SignalDetails;
import org.drey.rules.compile.Scoring;
import org.drey.rules.score.Score;

/**
 * Why a reason brings less than its indicator can: a report by its confidence, evidence of few
 * days, evidence that has faded, or its place among others of its kind. It is the score's own
 * arithmetic, read backwards from the points.
 */
final class Shortfall {
  /** Less than a point needs no explanation: points are rounded, and a cap scales them. */
  private static final double WORTH_SAYING = 1;

  private static final double SURE = 0.995;

  private final Alert alert;
  private final Reason reason;
  private final Scoring scoring;
  private final boolean atCap;

  /**
   * Of a reason.
   *
   * @param scoring what its rule says about points
   * @param atCap whether its family brings no more than its cap
   */
  Shortfall(Alert alert, Reason reason, Scoring scoring, boolean atCap) {
    this.alert = alert;
    this.reason = reason;
    this.scoring = scoring;
    this.atCap = atCap;
  }

  /** Whether the reason brings less than its indicator can by a point or more. */
  boolean isAny() {
    return reason.getPoints() < scoring.points() - WORTH_SAYING;
  }

  /** The sentence: "EXT-01 brings 59.4 of 68: the reporter's confidence is 0.97; …". */
  String sentence() {
    return reason.getIndicator()
        + " brings "
        + NotHigher.points(reason.getPoints())
        + " of "
        + NotHigher.whole(scoring.points())
        + ": "
        + String.join("; ", causes())
        + ".";
  }

  private List<String> causes() {
    List<String> causes = new ArrayList<>();
    int place = place();
    if (place > 0) {
      causes.add(
          "beside stronger evidence of its kind ("
              + reason.getFamily()
              + ") it counts at most "
              + NotHigher.points(scoring.points() * Math.pow(Score.DAMPING, place)));
    }
    if (atCap) {
      causes.add("its kind of evidence is at its cap");
    }
    OptionalDouble confidence = confidence();
    double sure = confidence.orElse(1);
    if (sure < SURE) {
      causes.add(
          String.format(
              Locale.ROOT,
              days() == 1 ? "the reporter's confidence is %.2f" : "the reporters' is at most %.2f",
              sure));
    }
    double fresh = fresh(sure);
    double growing = atCap ? 0 : scoring.points() - fresh;
    double fading = atCap ? 0 : fresh - reason.getPoints() / Math.pow(Score.DAMPING, place);
    if (growing >= WORTH_SAYING || (causes.isEmpty() && growing >= fading)) {
      causes.add(growing(confidence.isPresent()));
    }
    if (fading >= WORTH_SAYING || causes.isEmpty()) {
      causes.add("it has faded since: of each day's evidence half is left after " + halfLife());
    }
    return causes;
  }

  private String growing(boolean isReport) {
    if (isReport) {
      return "one report brings at most "
          + NotHigher.points(scoring.points() * scoring.strength())
          + ", one on a further day more";
    }
    return "it grows with each further day of evidence, and so far there "
        + (days() == 1 ? "is 1" : "are " + days());
  }

  /** What all its days of evidence bring as long as none of them has faded. */
  private double fresh(double confidence) {
    double strength = Math.min(0.99, scoring.strength() * confidence);
    return scoring.points() * (1 - Math.pow(1 - strength, days()));
  }

  /** One finding of a day counts. */
  private int days() {
    return Math.max(1, reason.getFindings().size());
  }

  /** How many reasons of the family come first. */
  private int place() {
    return (int)
        alert.getReasons().stream()
            .filter(one -> one.getFamily().equals(reason.getFamily()))
            .takeWhile(one -> !one.getIndicator().equals(reason.getIndicator()))
            .count();
  }

  /** The highest of the reports behind it; empty if it rests on no reports. */
  private OptionalDouble confidence() {
    return alert.getEvents().stream()
        .filter(one -> one.getIndicators().contains(reason.getIndicator()))
        .map(AlertEvent::getSignal)
        .filter(Objects::nonNull)
        .mapToDouble(SignalDetails::getConfidence)
        .max();
  }

  private String halfLife() {
    long days = Duration.ofMillis(scoring.halfLifeMillis()).toDays();
    return days == 1 ? "a day" : days == 0 ? "hours" : days + " days";
  }
}
