package org.drey.alerts.verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.alerts.verdict.VerdictRules.SecondEyes;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** What a verdict does, in sentences. */
final class Effects {
  private final History history;
  private final Wish wish;
  private final VerdictType type;
  private final @Nullable Verdict undone;
  private final Verdict verdict;

  Effects(History history, Wish wish, @Nullable Verdict undone, Verdict verdict) {
    this.history = history;
    this.wish = wish;
    this.type = wish.type();
    this.undone = undone;
    this.verdict = verdict;
  }

  List<String> sentences(SecondEyes eyes) {
    List<String> said = new ArrayList<>();
    if (type.closes()) {
      closing(said, eyes);
    } else if (undone != null) {
      said.add(
          "Takes back "
              + undone.getVerdict()
              + " of "
              + undone.getAnalyst()
              + ": the alert is as if that had never been given.");
    } else {
      said.add("Leaves the alert as it is, and says that more is needed.");
    }
    return said;
  }

  private void closing(List<String> said, SecondEyes eyes) {
    if (history.isClosedByVerdict()) {
      Verdict closing = history.closing();
      said.add(
          "Closes nothing: "
              + history.alert().getClosedBy()
              + " has closed this alert already, and no alert is judged twice. The alert will only"
              + " name this verdict beside it. To decide anew, take that back first"
              + (closing == null
                  ? "."
                  : ": REOPENED with --takes-back " + closing.getVerdictId() + "."));
      return;
    }
    boolean hasSecond =
        wish.secondAnalyst() != null && !Objects.equals(wish.secondAnalyst(), wish.analyst());
    if (!hasSecond && eyes.areNeeded(history.alert().getPeakBand())) {
      said.add(
          "Closes nothing yet: the configuration asks for a second analyst from the band "
              + eyes.from()
              + " on, and this alert's highest is "
              + history.alert().getPeakBand()
              + ". Without --second-analyst it only says that more is needed.");
      return;
    }
    said.add("Closes the alert.");
    if (!hasSecond && !eyes.known()) {
      said.add(
          "If the jobs' configuration asks for second eyes (four_eyes) at this band, it closes"
              + " nothing without a --second-analyst who is another person; --config FILE says.");
    }
    int seen = verdict.getSeen().size();
    said.add(
        type.spends()
            ? "What was seen counts no more: " + seen + (seen == 1 ? " finding." : " findings.")
            : "What was seen goes on counting, so the next evidence may open it again as a new"
                + " episode.");
    if (type.spends()) {
      said.add(
          "Evidence that was not seen counts, also if it happened before: it may open the alert"
              + " again.");
    }
    suppression(said);
    if (history.alert().getTrack() == Track.VICTIM) {
      said.add("It makes no suspect of the young person.");
    }
    said.add(
        "Can be taken back until "
            + day(History.actsAt(verdict).plus(History.CAN_BE_TAKEN_BACK))
            + " (REOPENED).");
  }

  private void suppression(List<String> said) {
    if (!wish.suppress().isEmpty()) {
      long days =
          wish.suppressDays() == null
              ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS
              : wish.suppressDays();
      Instant end =
          History.actsAt(verdict).plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS);
      said.add(
          "Findings of "
              + String.join(", ", wish.suppress())
              + " do not count before "
              + day(end)
              + " UTC; they are counted as suppressed. Hard evidence, and what always opens an"
              + " alert, still counts.");
    }
  }

  private static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
