package org.drey.alerts.decide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.verdict.VerdictType;

/**
 * First verdicts on an open alert that wait for a second analyst: the newest ones that would have
 * closed it, had someone else agreed. What they say is shown to another analyst only after that one
 * has chosen.
 *
 * @param verdicts the newest first
 */
public record ProposedVerdicts(List<Verdict> verdicts) {

  /** Those on an alert; none where it is closed, or where one analyst is enough. */
  public static ProposedVerdicts of(VerdictHistory history, boolean needsSecondEyes) {
    List<Verdict> waiting = new ArrayList<>();
    if (history.alert().getState() == AlertState.OPEN && needsSecondEyes) {
      List<Verdict> newestFirst = new ArrayList<>(history.verdicts());
      Collections.reverse(newestFirst);
      for (Verdict one : newestFirst) {
        boolean isTakenBack = history.takenBack().contains(one.getVerdictId());
        if (one.getSecondAnalyst() != null || (!isTakenBack && !closes(one))) {
          break; // what is before was answered
        }
        if (!isTakenBack) {
          waiting.add(one);
        }
      }
    }
    return new ProposedVerdicts(List.copyOf(waiting));
  }

  private static boolean closes(Verdict verdict) {
    for (VerdictType type : VerdictType.values()) {
      if (type.name().equals(verdict.getVerdict().name())) {
        return type.closes();
      }
    }
    return false;
  }

  /**
   * Those of others, which an analyst does not see before choosing. Who is called the same but for
   * the case is no other.
   */
  public List<Verdict> ofOthers(String analyst) {
    return verdicts.stream().filter(one -> !one.getAnalyst().equalsIgnoreCase(analyst)).toList();
  }

  /** The newest of another analyst that {@linkplain #agrees agrees}. */
  public Optional<Verdict> agreed(String analyst, VerdictType type, Alert alert) {
    return ofOthers(analyst).stream().filter(one -> agrees(one, type, alert)).findFirst();
  }

  /**
   * Returns whether a verdict says the same of all that an alert has now: who has not seen what
   * came later has not agreed to it.
   */
  public static boolean agrees(Verdict one, VerdictType type, Alert alert) {
    return one.getVerdict().name().equals(type.name())
        && one.getSeen().containsAll(alert.getFindings());
  }
}
