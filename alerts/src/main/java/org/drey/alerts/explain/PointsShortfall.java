package org.drey.alerts.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.event.LogSource;
import org.drey.event.TopicNames;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.Score.PointSteps;
import org.drey.rules.score.Score.Reason;
import org.drey.rules.score.ScoreInputs;
import org.drey.rules.words.QualityWords;

/**
 * The causes for which a reason brings less than its indicator can: a report by its confidence,
 * evidence of few days, evidence that has faded, or its place among others of its kind.
 */
final class PointsShortfall {
  /** Less than a point needs no explanation: points are rounded. */
  private static final double WORTH_SAYING = 1;

  private static final double SURE = 0.995;

  private final ScoreInputs inputs;
  private final Reason reason;
  private final ScoringPart scoring;
  private final PointSteps steps;
  private final List<String> caveats;

  /**
   * The shortfall of a reason.
   *
   * @param inputs what its score is computed from
   * @param caveats why its newest finding does not count in full, sentences
   */
  PointsShortfall(ScoreInputs inputs, Reason reason, List<String> caveats) {
    this.inputs = inputs;
    this.reason = reason;
    this.caveats = caveats;
    this.scoring = reason.scoring();
    this.steps = reason.steps();
  }

  /** Returns whether the reason brings less than its indicator can by a point or more. */
  boolean isAny() {
    return reason.points() < steps.most() - WORTH_SAYING;
  }

  /** The sentence: "EXT-01 brings 59.4 of 68: the reporter's confidence is 0.97; …". */
  String sentence() {
    return reason.indicator()
        + " brings "
        + ScoreLimits.points(reason.points())
        + " of "
        + ScoreLimits.whole(steps.most())
        + ": "
        + String.join("; ", causes())
        + ".";
  }

  private List<String> causes() {
    List<String> causes = new ArrayList<>();
    if (steps.damping() < 1) {
      causes.add(
          "beside stronger evidence of its kind ("
              + reason.family().name()
              + ") it counts at most "
              + ScoreLimits.points(steps.most() * steps.damping()));
    }
    if (isAtCap(reason)) {
      causes.add("its kind of evidence is at its cap");
    }
    double quality = reason.entry().quality().value();
    if (quality < SURE) {
      causes.add(quality(quality));
    }
    double growing = isAtCap(reason) ? 0 : steps.most() - steps.fresh();
    double fading = isAtCap(reason) ? 0 : steps.fresh() - steps.undamped();
    if (growing >= WORTH_SAYING || (causes.isEmpty() && growing >= fading)) {
      causes.add(growing());
      again(causes);
    }
    if (fading >= WORTH_SAYING || causes.isEmpty()) {
      causes.add("it has faded since: of each day's evidence half is left after " + halfLife());
    }
    return causes;
  }

  static boolean isAtCap(Reason reason) {
    return reason.steps().capped() < SURE;
  }

  private boolean isReport() {
    return reason.sources().equals(List.of(LogSource.of(TopicNames.EXTERNAL_SIGNALS).label()));
  }

  /** A report's is the confidence of its source. */
  private String quality(double quality) {
    if (isReport() && caveats.isEmpty()) {
      String newest = days() == 1 ? "" : "newest ";
      return String.format(Locale.ROOT, "the %sreporter's confidence is %.2f", newest, quality);
    }
    return (days() == 1 ? "its finding " : "its newest finding ")
        + QualityWords.of(quality, caveats);
  }

  private String growing() {
    if (isReport()) {
      return "one report brings at most "
          + ScoreLimits.points(steps.most() * scoring.strengthAt(1))
          + ", one on a further day more";
    }
    return "it grows with each further day of evidence, and so far there "
        + (days() == 1 ? "is 1" : "are " + days());
  }

  /** Adds the effect of one more finding like the newest, if it has one. */
  private void again(List<String> causes) {
    double after = inputs.again(reason).value();
    if (after > inputs.value()) {
      causes.add("with one more now the score would be " + ScoreLimits.points(after));
    }
  }

  /** One finding of a day counts. */
  private int days() {
    return reason.entries().size();
  }

  private String halfLife() {
    long days = Duration.ofMillis(scoring.halfLifeMillis()).toDays();
    return days == 1 ? "a day" : days == 0 ? "hours" : days + " days";
  }
}
