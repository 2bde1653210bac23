package org.drey.alerts.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.page.AlertView.Judged;
import org.drey.alerts.verdict.History;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.jspecify.annotations.Nullable;

/** Where an alert is in its life, who decided what, and how long there is. */
final class Standing {
  private final History history;
  private final Alert alert;
  private final Instant now;

  Standing(History history, Instant now) {
    this.history = history;
    this.alert = history.alert();
    this.now = now;
  }

  List<String> sentences() {
    List<String> said = new ArrayList<>();
    said.add(
        switch (alert.getState()) {
          case OPEN -> open();
          case CLOSED -> closed();
          case WITHDRAWN -> "Withdrawn: later data have shown that there was nothing to alert on.";
          case UNKNOWN -> "In a state that is newer than this program.";
        });
    if (alert.getState() != AlertState.WITHDRAWN) {
      said.add(
          String.format(
              Locale.ROOT,
              "Severity %d of 4; confidence %s: it rests on %s.",
              alert.getSeverity(),
              EventWords.words(alert.getConfidence().name()),
              alert.getStreams().isEmpty()
                  ? "nothing any more"
                  : StreamWords.list(StreamWords.of(alert.getStreams()))));
    }
    pending(said);
    if (alert.getSuppressed() > 0) {
      said.add(alert.getSuppressed() + " findings do not count, because verdicts suppress them.");
    }
    return said;
  }

  /** What was decided, and the job does not know of yet. */
  private void pending(List<String> said) {
    Instant newest = alert.getVerdictTime();
    history.verdicts().stream()
        .filter(one -> newest == null || one.getVerdictTime().isAfter(newest))
        .forEach(
            one ->
                said.add(
                    "Not taken up by the job yet: "
                        + one.getVerdict()
                        + " of "
                        + one.getAnalyst()
                        + "."));
  }

  private String open() {
    String episode =
        alert.getEpisode() > 1 ? ", for the " + ordinal(alert.getEpisode()) + " time" : "";
    String newest = alert.getVerdict();
    return newest == null
        ? "Open" + episode + ". No one has decided yet."
        : "Open" + episode + ". The newest verdict is " + newest + ", which has not closed it.";
  }

  private static String ordinal(int number) {
    return switch (number) {
      case 2 -> "second";
      case 3 -> "third";
      default -> number + "th";
    };
  }

  private String closed() {
    if (!history.isClosedByVerdict()) {
      return "Closed by quiet: for more than 90 days there was nothing new.";
    }
    Verdict closing = history.closing();
    if (closing == null) {
      return "Closed by " + alert.getClosedBy() + "; that verdict is not among those at hand.";
    }
    return "Closed by "
        + closing.getAnalyst()
        + (closing.getSecondAnalyst() == null ? "" : " and " + closing.getSecondAnalyst())
        + " on "
        + Times.utc(closing.getVerdictTime())
        + ": "
        + closing.getVerdict()
        + ", "
        + EventWords.words(closing.getReason().name())
        + ".";
  }

  @Nullable String timeLeft() {
    Instant due = alert.getDueBy();
    if (alert.getState() != AlertState.OPEN || due == null) {
      return null;
    }
    Duration left = Duration.between(now, due);
    return left.isNegative()
        ? "overdue by " + Times.words(left) + " (since " + Times.utc(due) + ")"
        : Times.words(left) + " left (until " + Times.utc(due) + ")";
  }

  List<Judged> verdicts() {
    Verdict closing = history.closing();
    return history.verdicts().stream()
        .map(
            one ->
                new Judged(
                    one,
                    History.actsAt(one).toEpochMilli(),
                    one.equals(closing),
                    history.takenBack().contains(one.getVerdictId())))
        .toList();
  }
}
