package org.drey.alerts.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that can be given on an alert now, and would change something.
 *
 * @param reasons that may be given for it, sorted
 * @param effect what it says and does, in words
 * @param takesBack the verdict that it would undo; null unless it is REOPENED
 */
public record VerdictChoice(
    VerdictType verdict, List<String> reasons, String effect, @Nullable String takesBack) {

  /** Returns what an analyst can decide now; nothing on an alert that is withdrawn. */
  public static List<VerdictChoice> of(VerdictHistory history, Instant now) {
    AlertTrack track = RecordSymbols.track(history.alert());
    List<VerdictChoice> choices = new ArrayList<>();
    if (track == null || history.alert().getState() == AlertState.WITHDRAWN) {
      return choices;
    }
    for (VerdictType type : VerdictType.values()) {
      List<String> reasons = type.reasons(track).stream().sorted().toList();
      boolean isFutile = type.closes() && history.isClosedByVerdict();
      if (type.takesBack()) {
        for (Verdict one : history.canBeTakenBack(now)) {
          choices.add(new VerdictChoice(type, reasons, effect(history, type), one.getVerdictId()));
        }
      } else if (!reasons.isEmpty() && !isFutile) {
        choices.add(new VerdictChoice(type, reasons, effect(history, type), null));
      }
    }
    return choices;
  }

  private static String effect(VerdictHistory history, VerdictType type) {
    String closes =
        history.needsTwo()
            ? "; closes it once two analysts agree, and what was seen "
            : "; closes it, and what was seen ";
    return switch (type) {
      case CONFIRMED -> "it is what it looks like" + closes + "goes on counting";
      case LIKELY -> "it probably is what it looks like" + closes + "goes on counting";
      case UNFOUNDED -> "there is nothing to it" + closes + "counts no more";
      case BENIGN_EXPLAINED -> "it has a lawful explanation" + closes + "counts no more";
      case DUPLICATE -> "another alert or case has it already" + closes + "goes on counting";
      case NEEDS_MORE ->
          "it cannot be decided yet; leaves it " + VerdictEffects.words(history.alert().getState());
      case REOPENED -> "undoes that verdict, as if it had never been given";
    };
  }
}
