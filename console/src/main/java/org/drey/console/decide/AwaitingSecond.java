package org.drey.console.decide;

import java.util.List;
import org.drey.alerts.explain.DueWords;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.SignedInPerson;
import org.drey.console.index.AlertIndex;
import org.drey.event.Alert;

/** The alerts that wait for a second analyst. */
public final class AwaitingSecond {
  private final DecisionProcess deciding;
  private final AlertIndex index;

  /** Alerts of an index, by the rules that decisions are made by. */
  public AwaitingSecond(DecisionProcess deciding, AlertIndex index) {
    this.deciding = deciding;
    this.index = index;
  }

  /**
   * Ids of the alerts on which a first verdict of another waits for a person; none for one who may
   * not agree, and where one analyst is enough.
   */
  public List<String> forPerson(SignedInPerson person) {
    boolean mayAgree = person.may().contains(ConsolePermission.AGREE);
    if (!mayAgree || deciding.rules().eyes().from() == null) {
      return List.of();
    }
    List<String> decided = index.related().openWithVerdictsOfOthers(person.id());
    return index.alerts(decided).values().stream()
        .filter(alert -> isWaiting(alert, person))
        .map(Alert::getAlertId)
        .toList();
  }

  /**
   * Returns which of some open alerts, on which there are verdicts that close, no second analyst is
   * waited for: the next replay closes them.
   */
  public List<String> closing(List<String> decided) {
    return index.alerts(decided).values().stream()
        .filter(DueWords::isReplayed)
        .filter(alert -> deciding.history(alert).isDecidedBeforeItIsKnown())
        .map(Alert::getAlertId)
        .toList();
  }

  private boolean isWaiting(Alert alert, SignedInPerson person) {
    return !deciding.proposals(deciding.history(alert)).ofOthers(person.id()).isEmpty();
  }
}
