package org.drey.console.view;

import java.time.Instant;
import java.util.List;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictHistory;
import org.jspecify.annotations.Nullable;

/**
 * Several alerts that are decided together, each with its own reason.
 *
 * @param error why the last attempt was refused; null if it was not
 * @param rows those that can be decided
 * @param alone those that have to be decided alone
 * @param isChosen whether each has its reason: then it says what they do, and can be sent
 */
public record BulkView(
    PageFrame frame,
    @Nullable String error,
    List<Row> rows,
    List<AloneAlert> alone,
    boolean isChosen) {

  /**
   * An alert.
   *
   * @param revision that is shown, with its generation
   * @param choices verdicts that close it, with their reasons
   * @param choice what was chosen; empty if nothing was
   * @param chosen the same in words
   * @param effects what that does; empty before
   */
  public record Row(
      AlertLine line,
      String revision,
      List<DecideView.VerdictOption> choices,
      String choice,
      String chosen,
      List<String> effects) {}

  /** An alert that has to be decided alone, and why. */
  public record AloneAlert(AlertLine line, String why) {}

  /** The verdicts that close an alert; nothing else is decided together. */
  public static List<DecideView.VerdictOption> choices(VerdictHistory history, Instant now) {
    return VerdictChoice.of(history, now).stream()
        .filter(choice -> choice.verdict().closes())
        .map(DecideView::verdicts)
        .toList();
  }
}
