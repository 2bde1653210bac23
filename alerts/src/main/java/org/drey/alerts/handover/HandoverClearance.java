package org.drey.alerts.handover;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.drey.alerts.decide.RecordSymbols;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.jspecify.annotations.Nullable;

/**
 * The clearance of an alert for others: given only by CONFIRMED and LIKELY, as long as nothing
 * newer says otherwise and nothing is undecided.
 *
 * @param decided null if it stays
 * @param refusal why it stays; empty if it may go
 */
record HandoverClearance(@Nullable ClearingVerdict decided, String refusal) {
  static final String NO_VERDICT = "no verdict CONFIRMED or LIKELY";

  private static HandoverClearance stays(String why) {
    return new HandoverClearance(null, why);
  }

  /**
   * Decides.
   *
   * @param counting keys of verdicts that count though no job has taken them up yet; one that
   *     speaks against going out always does
   * @param eyes where two analysts have to agree; a job that has taken a verdict up has seen to it
   */
  static HandoverClearance of(VerdictHistory history, Set<String> counting, SecondEyes eyes) {
    if (history.alert().getState() == AlertState.WITHDRAWN) {
      return stays("withdrawn");
    }
    for (VerdictHistory.RefusedVerdict one : history.refused()) {
      if (counting.contains(VerdictKey.of(one.verdict()))) {
        return stays("the jobs refuse its verdict: " + one.why());
      }
    }
    Verdict pending = pending(history);
    if (pending == null) {
      return taken(history);
    }
    HandoverClearance clearance =
        pending(history, pending, counting.contains(VerdictKey.of(pending)));
    ClearingVerdict decided = clearance.decided();
    return decided == null || decided.twoAnalysts()
        ? clearance
        : alone(clearance, history.alert(), eyes);
  }

  /** By one analyst, and no job has said that this is enough. */
  private static HandoverClearance alone(
      HandoverClearance clearance, Alert alert, SecondEyes eyes) {
    if (!eyes.known()) {
      return stays(
          "its verdict is by one analyst; whether that is enough the jobs' configuration says"
              + " (--config FILE)");
    }
    return eyes.areNeeded(alert.getPeakBand())
        ? stays("its verdict is by one analyst, and two have to agree (four_eyes)")
        : clearance;
  }

  /** The newest verdict that the job does not know of yet. */
  private static @Nullable Verdict pending(VerdictHistory history) {
    List<Verdict> later =
        history.pending().stream()
            .filter(one -> !history.takenBack().contains(one.getVerdictId()))
            .filter(one -> !history.isVoid(one))
            .toList();
    return later.isEmpty() ? null : later.get(later.size() - 1);
  }

  private static HandoverClearance pending(
      VerdictHistory history, Verdict pending, boolean counts) {
    String verdict = pending.getVerdict().name();
    Alert alert = history.alert();
    if (!RecordSymbols.mayGoToOthers(verdict)) {
      return stays(otherwise(history, verdict, pending));
    }
    if (!counts) {
      return stays("its verdict is not taken up yet: replay with it (or --verdicts FILE)");
    }
    if (!pending.getSeen().containsAll(alert.getFindings())) {
      return stays("it has evidence that its verdict has not seen: decide again");
    }
    return new HandoverClearance(decided(verdict, pending, pending.getVerdictTime(), false), "");
  }

  private static HandoverClearance taken(VerdictHistory history) {
    Alert alert = history.alert();
    String verdict = alert.getVerdict();
    Instant time = alert.getVerdictTime();
    Verdict record = history.newestTakenUp();
    if (record != null && history.isVoid(record)) {
      record = history.newestInForce();
      verdict = record == null ? null : record.getVerdict().name();
      time = record == null ? null : record.getVerdictTime();
    }
    if (verdict == null || time == null) {
      return stays(NO_VERDICT);
    }
    Verdict alone = history.waitingForSecond();
    if (!RecordSymbols.mayGoToOthers(verdict)) {
      return stays(alone == null ? otherwise(history, verdict, record) : waits(alone));
    }
    if (alert.getState() != AlertState.CLOSED) {
      return stays("open again since its verdict: decide on what is new first");
    }
    String closedBy = alert.getClosedBy();
    if (closedBy == null) {
      return stays("its newest episode ended by quiet, without a verdict");
    }
    if (!RecordSymbols.mayGoToOthers(closedBy)) {
      return stays("it was closed by " + closedBy);
    }
    return new HandoverClearance(decided(verdict, record, time, true), "");
  }

  /** Returns why the newest verdict keeps an alert, and what lets it go again. */
  private static String otherwise(
      VerdictHistory history, String verdict, @Nullable Verdict record) {
    String newest = "the newest verdict is " + verdict;
    boolean wouldGo = RecordSymbols.mayGoToOthers(history.alert().getClosedBy());
    return record != null && wouldGo && history.isTooLateToClose(record)
        ? newest
            + ", which closed nothing: taken back by REOPENED (--takes-back "
            + record.getVerdictId()
            + "), the alert goes again"
        : newest;
  }

  private static String waits(Verdict alone) {
    return "it waits for a second analyst: "
        + alone.getVerdict()
        + " of "
        + alone.getAnalyst()
        + " alone closes nothing (four_eyes)";
  }

  private static ClearingVerdict decided(
      String verdict, @Nullable Verdict record, Instant time, boolean takenUp) {
    if (record == null) {
      return new ClearingVerdict(verdict, null, time, false, takenUp);
    }
    String second = record.getSecondAnalyst();
    return new ClearingVerdict(
        verdict,
        record.getReason().name(),
        time,
        second != null && !second.equals(record.getAnalyst()),
        takenUp);
  }
}
