package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.explain.AlertView.VerdictView;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** The state of an alert: where it is in its life, who decided what, and how long there is. */
final class AlertStatus {
  private final VerdictHistory history;
  private final Alert alert;
  private final Instant now;

  AlertStatus(VerdictHistory history, Instant now) {
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
              ConfidenceWords.of(alert),
              alert.getStreams().isEmpty()
                  ? (UnsureReports.areAll(alert)
                      ? "a report to which its source gives no confidence"
                      : "nothing any more")
                  : StreamWords.list(StreamWords.of(alert.getStreams()))));
    }
    pending(said);
    if (alert.getSuppressed() > 0) {
      said.add(alert.getSuppressed() + " findings do not count, because verdicts suppress them.");
    }
    return said;
  }

  /** Adds decisions that the job does not know of yet, or has refused. */
  private void pending(List<String> said) {
    List<Verdict> pending = alert.getVerdict() == null && isOpen() ? List.of() : history.pending();
    for (Verdict one : pending) { // where it is the first, "Open" says so
      said.add(
          (DueWords.isReplayed(alert)
                  ? "Counts at the next replay: "
                  : "Not taken up by the job yet: ")
              + one.getVerdict()
              + " of "
              + one.getAnalyst()
              + ".");
    }
    refused(said);
  }

  private void refused(List<String> said) {
    for (VerdictHistory.RefusedVerdict one : history.refused()) {
      said.add(
          "Refused, and without effect: "
              + one.verdict().getVerdict()
              + " of "
              + one.verdict().getAnalyst()
              + ", because "
              + one.why()
              + ".");
    }
  }

  private String open() {
    String episode =
        alert.getEpisode() > 1 ? ", for the " + ordinal(alert.getEpisode()) + " time" : "";
    String named = alert.getVerdict();
    return "Open" + episode + ". " + (named == null ? undecided() : newest(named));
  }

  private boolean isOpen() {
    return alert.getState() == AlertState.OPEN;
  }

  private String undecided() {
    String given = decided(history.pending());
    return given.isEmpty() ? "No one has decided yet." : given + "; " + notYet(alert) + ".";
  }

  private static String notYet(Alert alert) {
    return DueWords.isReplayed(alert)
        ? "it counts at the next replay"
        : "not taken up by the job yet";
  }

  /** "a17 decided CONFIRMED": who decided what, in order. */
  private static String decided(List<Verdict> verdicts) {
    return StreamWords.list(
        verdicts.stream().map(one -> one.getAnalyst() + " decided " + one.getVerdict()).toList());
  }

  /**
   * Returns what an alert waits for after a verdict, in a few words for a list; null for nothing.
   */
  static @Nullable String waiting(VerdictHistory history) {
    List<Verdict> pending = history.pending();
    if (!pending.isEmpty()) {
      return decided(pending) + "; " + notYet(history.alert());
    }
    Verdict alone = history.waitingForSecond();
    return alone == null
        ? NeedsMoreRequest.asked(history)
        : decided(List.of(alone)) + "; waits for a second analyst";
  }

  /** Returns why an alert is open although there is a verdict on it. */
  private String newest(String named) {
    Verdict newest = history.newestTakenUp();
    String by = newest == null ? "" : " of " + newest.getAnalyst();
    if (newest != null && !newest.getVerdict().name().equals(named)) { // it lacked eyes
      return newest.getVerdict() + by + " has not closed it: a second analyst has to agree.";
    }
    if (named.equals(VerdictType.NEEDS_MORE.name())) {
      return newest == null
          ? "The newest verdict, NEEDS_MORE, says that more is needed."
          : "The newest verdict, NEEDS_MORE"
              + by
              + ", asks for "
              + NeedsMoreRequest.words(newest)
              + ".";
    }
    if (named.equals(VerdictType.REOPENED.name())) {
      return "The newest verdict, REOPENED" + by + ", took back an earlier one.";
    }
    if (newest != null && history.takenBack().contains(newest.getVerdictId())) {
      return "The newest verdict, " + named + by + ", was taken back.";
    }
    return alert.getEpisode() > 1
        ? "The newest verdict, "
            + named
            + by
            + ", was on what there was before; evidence that came since, or was not seen then, has"
            + " opened it again."
        : "The newest verdict, " + named + by + ", came when there was nothing to close yet.";
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
    List<String> closers = history.closers().stream().map(AlertStatus::closer).toList();
    return switch (closers.size()) {
      case 0 -> "Closed by " + alert.getClosedBy() + "; that verdict is not among those at hand.";
      case 1 -> "Closed by " + closers.get(0) + ".";
      default ->
          "Closed by "
              + closers.get(0)
              + "; or, if the jobs' configuration, which is not at hand, asked for a second analyst"
              + " (four_eyes), by "
              + closers.get(1)
              + ".";
    };
  }

  private static String closer(Verdict closing) {
    return closing.getAnalyst()
        + (closing.getSecondAnalyst() == null ? "" : " and " + closing.getSecondAnalyst())
        + " on "
        + TimeWords.utc(closing.getVerdictTime())
        + ": "
        + closing.getVerdict()
        + ", "
        + EventWords.words(closing.getReason().name())
        + " [verdict "
        + closing.getVerdictId()
        + "]";
  }

  @Nullable String timeLeft() {
    Instant due = alert.getDueBy();
    if (alert.getState() != AlertState.OPEN || due == null) {
      return null;
    }
    if (DueWords.isReplayed(alert)) {
      return DueWords.whenLive(alert.getPriority(), alert.getTrack());
    }
    Duration left = Duration.between(now, due);
    return left.isNegative()
        ? "overdue by " + TimeWords.words(left) + " (since " + TimeWords.utc(due) + ")"
        : TimeWords.words(left) + " left (until " + TimeWords.utc(due) + ")";
  }

  List<VerdictView> verdicts() {
    Verdict closing = history.closing();
    return history.verdicts().stream()
        .map(
            one ->
                new VerdictView(
                    one,
                    VerdictHistory.actsAt(one).toEpochMilli(),
                    one.equals(closing),
                    history.takenBack().contains(one.getVerdictId())))
        .toList();
  }
}
