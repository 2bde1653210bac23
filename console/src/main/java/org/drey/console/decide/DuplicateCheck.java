package org.drey.console.decide;

import java.util.List;
import java.util.regex.Pattern;
import org.drey.console.index.AlertIndex;
import org.drey.event.Alert;

/** The check that what a duplicate names is there, and is not the alert itself. */
final class DuplicateCheck {
  /** As many letters of an id as lists show, or more. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8,32}");

  /** The alert itself, another, and one too many. */
  private static final int MAX_ALERTS = 3;

  private final AlertIndex index;

  DuplicateCheck(AlertIndex index) {
    this.index = index;
  }

  /**
   * Refuses a duplicate of nothing, of itself, and of what is not known.
   *
   * @throws DecisionProcess.NotNowException says what is missing
   */
  void demandOther(Alert alert, DecisionForm form) throws DecisionProcess.NotNowException {
    if (!form.isDuplicate()) {
      return;
    }
    String named = form.sameAs();
    if (named.isEmpty()) {
      throw new DecisionProcess.NotNowException(
          "A duplicate says which alert or case has it already. Write its id, or the first 8"
              + " letters of it, into the field for that.");
    }
    long others = ID.matcher(named).matches() ? others(alert, named) : 0;
    if (others == 0) {
      throw new DecisionProcess.NotNowException(
          "No other alert or case has the id that is named, or begins with it. Nothing was sent.");
    }
    if (others > 1) {
      throw new DecisionProcess.NotNowException(
          "More than one alert or case begins so. Write more of its id. Nothing was sent.");
    }
  }

  private long others(Alert alert, String named) {
    List<String> alerts = index.find(named, MAX_ALERTS);
    return alerts.stream().filter(id -> !id.equals(alert.getAlertId())).count()
        + index.related().casesLike(named);
  }
}
