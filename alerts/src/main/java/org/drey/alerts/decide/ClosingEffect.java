package org.drey.alerts.decide;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.Episode;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * Effects of a closing verdict: whether it closes, what it takes out of the score, what is next.
 */
final class ClosingEffect {
  private static final int OPENS = (int) Episode.OPENS_FROM;
  private final VerdictHistory history;
  private final Alert alert;
  private final VerdictForecast forecast;
  private final Verdict verdict;
  private final VerdictType type;
  private final DecisionChannel surface;

  ClosingEffect(
      VerdictHistory history,
      VerdictForecast forecast,
      Verdict verdict,
      VerdictType type,
      DecisionChannel surface) {
    this.history = history;
    this.alert = history.alert();
    this.forecast = forecast;
    this.verdict = verdict;
    this.type = type;
    this.surface = surface;
  }

  void say(List<String> said, VerdictRules rules) {
    if (forecast.effect() == Effect.LACKED_EYES) {
      said.add(lacked(rules.eyes()));
      return;
    }
    if (forecast.effect() != Effect.ACTED) {
      said.add(nothing());
      return;
    }
    said.add(
        "Closes the alert: episode "
            + alert.getEpisode()
            + " ends, and keeps its "
            + (history.isOfYoungPerson()
                ? ""
                : "score of " + VerdictEffects.points(alert.getScore()) + " and its ")
            + "reasons.");
    eyes(said, rules.eyes());
    evidence(said, rules);
    suppression(said);
    next(said, rules);
    if (alert.getTrack() == Track.VICTIM) {
      said.add(
          "It makes no suspect of the young person: what was found about them goes on holding"
              + " their score as a "
              + (alert.getEntityKind() == EntityKind.HOST ? "host" : "payer")
              + " down.");
    }
    var end = VerdictHistory.actsAt(verdict).plus(VerdictHistory.CAN_BE_TAKEN_BACK);
    said.add("Can be taken back until " + VerdictEffects.day(end) + " (REOPENED).");
  }

  private String lacked(SecondEyes eyes) {
    return "Closes nothing yet: the configuration asks for a second analyst from the band "
        + eyes.from()
        + " on, and this alert's highest is "
        + alert.getPeakBand()
        + surface.of(
            ". Without --second-analyst it only says that more is needed.",
            ". Until another analyst says the same, it only says that more is needed.");
  }

  private String nothing() {
    if (forecast.state() == AlertState.WITHDRAWN) {
      return "Closes nothing: the alert is withdrawn, so there is no episode to end, and nothing is"
          + " cleared in advance. The alert will only name this verdict.";
    }
    Verdict before =
        history.verdicts().stream()
            .filter(one -> one.getVerdictId().equals(forecast.closedBy()))
            .findFirst()
            .orElse(null);
    return "Closes nothing: "
        + (before == null
            ? alert.getClosedBy()
            : before.getVerdict()
                + " of "
                + before.getAnalyst()
                + " of "
                + VerdictEffects.day(before.getVerdictTime()))
        + " has closed this alert already, and no alert is judged twice. The alert will only"
        + " name this verdict beside it. To decide again, take that back first"
        + (before == null
            ? "."
            : surface.of(
                ": REOPENED with --takes-back " + before.getVerdictId() + ".",
                ": choose Reopened, on the page of the alert."))
        + handedOn(before);
  }

  /** Only what was confirmed goes to others, and only as long as nothing newer says otherwise. */
  private String handedOn(@Nullable Verdict before) {
    boolean wasLetGo = before != null && RecordSymbols.mayGoToOthers(before.getVerdict().name());
    return !wasLetGo || RecordSymbols.mayGoToOthers(type.name())
        ? ""
        : " While this verdict is the newest, the alert is not handed on; taking this one back"
            + " lets it go again.";
  }

  private void eyes(List<String> said, SecondEyes eyes) {
    boolean hasSecond =
        verdict.getSecondAnalyst() != null
            && !Objects.equals(verdict.getSecondAnalyst(), verdict.getAnalyst());
    if (!hasSecond && !eyes.known()) {
      said.add(
          "If the jobs' configuration asks for second eyes (four_eyes) "
              + (history.isOfYoungPerson() ? "here" : "at the band " + alert.getPeakBand())
              + surface.of(
                  ", it closes nothing without a --second-analyst who is another person; --config"
                      + " FILE says.",
                  ", it closes nothing until another analyst says the same; this console was"
                      + " started without that configuration."));
    }
  }

  private void evidence(List<String> said, VerdictRules rules) {
    int seen = verdict.getSeen().size();
    String left =
        forecast.left() == null || history.isOfYoungPerson()
            ? ""
            : VerdictEffects.points(forecast.left());
    if (!type.spends()) {
      said.add(
          "Nothing is taken out of the score: "
              + VerdictEffects.findings(seen)
              + rules.foundBy(alert)
              + (seen == 1 ? " goes" : " go")
              + " on counting, fading with time"
              + (left.isEmpty() ? "." : "; " + later(left) + "."));
      return;
    }
    said.add(
        "The evidence that you were shown counts no more: "
            + VerdictEffects.findings(seen)
            + rules.foundBy(alert)
            + ".");
    said.add(
        "Evidence that you were not shown counts, also if it happened before"
            + (left.isEmpty() ? "." : "; right after it the score of that is " + left + "."));
    if (!alert.getOffsets().isEmpty()) {
      said.add(
          "The evidence against it ("
              + rules.against(alert)
              + ") is kept, and goes on lowering the score.");
    }
  }

  /**
   * An alert keeps the score of its newest evidence, which may be long ago by now. A replay's own
   * time ends with that evidence.
   */
  private String later(String left) {
    if (alert.getGeneration() == 0) { // a bounded run's
      return "at the newest evidence, of "
          + VerdictEffects.day(alert.getAsOf())
          + ", the score is "
          + VerdictEffects.points(alert.getScore());
    }
    long days = Duration.between(alert.getAsOf(), VerdictHistory.actsAt(verdict)).toDays();
    return days < 1
        ? "right after it the score is " + left
        : "now, "
            + days
            + (days == 1 ? " day" : " days")
            + " after the newest evidence, what is left of the "
            + VerdictEffects.points(alert.getScore())
            + " is "
            + left;
  }

  private void suppression(List<String> said) {
    if (!verdict.getSuppress().isEmpty()) {
      said.add(
          "Findings of "
              + String.join(", ", verdict.getSuppress())
              + " do not count before "
              + VerdictEffects.day(VerdictEffects.suppressesUntil(verdict))
              + " UTC; they are counted as suppressed. Hard evidence, and what always opens an"
              + " alert, still counts.");
    }
  }

  private void next(List<String> said, VerdictRules rules) {
    int next = alert.getEpisode() + 1;
    if (forecast.state() == AlertState.OPEN) {
      said.add(
          "Evidence that this revision does not list opens episode "
              + forecast.episode()
              + " at once"
              + (forecast.score() == null || history.isOfYoungPerson()
                  ? "."
                  : ", with a score of " + VerdictEffects.points(forecast.score()) + "."));
      return;
    }
    AlertTrack track = RecordSymbols.track(alert);
    List<String> opening = track == null ? List.of() : rules.opening(track);
    boolean isHigh =
        !type.spends()
            && (forecast.left() == null ? alert.getScore() : forecast.left()) >= Episode.OPENS_FROM;
    said.add(
        "Episode "
            + next
            + " opens, and an analyst is notified, "
            + (history.isOfYoungPerson() ? "when further findings weigh enough" : reopening(isHigh))
            + (opening.isEmpty() ? "." : "; or with any finding of " + or(opening) + "."));
  }

  private String reopening(boolean isHigh) {
    if (isHigh) {
      return "with the next finding as long as the score is still " + OPENS + " or more then";
    }
    return type.spends()
        ? "when findings that you were not shown reach a score of " + OPENS + " by themselves"
        : "when a further finding brings the score to " + OPENS;
  }

  private static String or(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " or " + items.get(last);
  }
}
