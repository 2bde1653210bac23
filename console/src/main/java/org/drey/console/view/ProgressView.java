package org.drey.console.view;

import org.drey.base.PlainText;
import org.drey.console.decide.DecisionForm;
import org.drey.console.decide.DecisionProcess;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a verdict that was given here.
 *
 * @param isElsewhere whether it is of another alert than the page's
 * @param isWaiting whether the job has not answered
 * @param isPolled whether it is asked for again by itself
 * @param takeBack how a form takes it back; null if it cannot be
 */
public record ProgressView(
    String alertId,
    boolean isElsewhere,
    String stage,
    String words,
    boolean isWaiting,
    boolean isPolled,
    @Nullable TakeBack takeBack) {

  /** The verdict that undoes it. */
  public record TakeBack(String choice, long generation, long revision) {}

  /**
   * The view of what is known.
   *
   * @param canTakeBack whether it can still be taken back
   */
  public static ProgressView of(
      Alert alert, DecisionProcess.Progress progress, boolean canTakeBack, boolean isElsewhere) {
    TakeBack takeBack =
        canTakeBack
            ? new TakeBack(
                DecisionForm.choice("REOPENED", "MISTAKE", progress.sent().verdictId()),
                alert.getGeneration(),
                alert.getRevision())
            : null;
    boolean isWaiting =
        progress.stage() == DecisionProcess.Stage.SENT
            || progress.stage() == DecisionProcess.Stage.UNCONFIRMED
            || (progress.stage() == DecisionProcess.Stage.WRITTEN
                && !canTakeBack); // not read back yet
    return new ProgressView(
        alert.getAlertId(),
        isElsewhere,
        progress.stage().name(),
        PlainText.text(words(progress)),
        isWaiting,
        isWaiting,
        takeBack);
  }

  /** As one of several, which are asked for again together. */
  public ProgressView together() {
    return new ProgressView(alertId, true, stage, words, isWaiting, false, takeBack);
  }

  /** The beginning of the id of the alert, by which it is known where several are. */
  public String shortId() {
    return SentView.shorten(alertId);
  }

  private static String words(DecisionProcess.Progress progress) {
    String verdict =
        DecideView.words(progress.sent().verdict()) + " by " + progress.sent().analyst();
    return switch (progress.stage()) {
      case WRITTEN ->
          verdict
              + " is written to "
              + progress.sent().topic()
              + ". It counts at the next replay that reads that file.";
      case UNCONFIRMED ->
          verdict
              + " may not have been sent: the topic has not confirmed it. Sent again, it counts"
              + " once.";
      case SENT ->
          verdict
              + " is sent. The job has not taken it up yet; until it has, the alert is as before.";
      case TAKEN_UP ->
          verdict + " is taken up: the job's newest answer is " + progress.detail() + ".";
      case TOO_LATE ->
          verdict
              + " is taken up, and it closed nothing: "
              + progress.detail()
              + " had closed the alert before.";
      case PROPOSED ->
          verdict
              + " is taken up as a first verdict ("
              + progress.detail()
              + "). The alert closes when a second analyst says the same.";
      case REFUSED -> verdict + " was refused by the job: " + progress.detail();
    };
  }
}
