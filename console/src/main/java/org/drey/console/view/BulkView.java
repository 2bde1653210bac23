package org.drey.console.view;

import java.time.Instant;
import java.util.List;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictHistory;
import org.jspecify.annotations.Nullable;

/**
 * Several alerts that are decided together, by one verdict and its reason.
 *
 * @param error why the last attempt was refused; null if it was not
 * @param choices verdicts that close them, with their reasons
 * @param choice what was chosen for all; empty if nothing was
 * @param sameAs of duplicates what has them already; empty for nothing
 * @param rows those that can be decided
 * @param alone those that have to be decided alone
 * @param isChosen whether it was chosen: then it says what it does to each, and can be sent
 */
public record BulkView(
    PageFrame frame,
    @Nullable String error,
    List<DecideView.VerdictOption> choices,
    String choice,
    String sameAs,
    List<Row> rows,
    List<AloneAlert> alone,
    boolean isChosen) {

  /**
   * An alert.
   *
   * @param revision that is shown, with its generation
   * @param chosen what was chosen, in words; empty before
   * @param effects what that does; empty before
   */
  public record Row(AlertLine line, String revision, String chosen, List<String> effects) {}

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
