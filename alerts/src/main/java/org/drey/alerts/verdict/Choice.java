package org.drey.alerts.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.compile.Track;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that can be given on an alert now, and would change something.
 *
 * @param reasons that may be given for it, sorted
 * @param effect what it does, in words
 * @param takesBack the verdict that it would undo; null unless it is REOPENED
 */
public record Choice(
    VerdictType verdict, List<String> reasons, String effect, @Nullable String takesBack) {

  /** What an analyst can decide now; nothing on an alert that is withdrawn. */
  public static List<Choice> of(History history, Instant now) {
    Track track = Kinds.track(history.alert());
    List<Choice> choices = new ArrayList<>();
    if (track == null || history.alert().getState() == AlertState.WITHDRAWN) {
      return choices;
    }
    for (VerdictType type : VerdictType.values()) {
      List<String> reasons = type.reasons(track).stream().sorted().toList();
      boolean isFutile = type.closes() && history.isClosedByVerdict();
      if (type.takesBack()) {
        for (Verdict one : history.canBeTakenBack(now)) {
          choices.add(new Choice(type, reasons, effect(type), one.getVerdictId()));
        }
      } else if (!reasons.isEmpty() && !isFutile) {
        choices.add(new Choice(type, reasons, effect(type), null));
      }
    }
    return choices;
  }

  private static String effect(VerdictType type) {
    if (type.takesBack()) {
      return "undoes that verdict, as if it had never been given";
    }
    if (type.spends()) {
      return "closes it; what was seen counts no more";
    }
    return type.closes()
        ? "closes it; what was seen goes on counting"
        : "leaves it open; what was seen goes on counting";
  }
}
