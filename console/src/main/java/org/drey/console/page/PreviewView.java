package org.drey.console.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.alerts.page.Plain;
import org.drey.alerts.page.Times;
import org.drey.console.work.Notes;
import org.drey.event.Verdict;

/**
 * What a decision would do.
 *
 * @param verdict in words
 * @param first what other analysts have decided before, which is shown now that this one has chosen
 * @param effects sentences
 * @param fields what the form sends again
 * @param sending what the button says
 */
public record PreviewView(
    Frame frame,
    String alertId,
    String who,
    String token,
    String verdict,
    List<String> first,
    List<String> effects,
    List<Map.Entry<String, String>> fields,
    String note,
    String sending) {

  /** A verdict and its reason. */
  public static String words(Verdict verdict) {
    return DecideView.words(verdict.getVerdict().name())
        + ": "
        + verdict.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What another analyst has decided, and whether the one who chooses now agrees. */
  public static String proposal(Verdict first, Verdict chosen, List<Notes.Note> notes) {
    String note =
        notes.stream()
            .filter(one -> one.id().equals(first.getNoteRef()))
            .map(one -> " Their note: " + one.text())
            .findFirst()
            .orElse("");
    return Plain.text(
        first.getAnalyst()
            + " said on "
            + Times.utc(first.getVerdictTime())
            + ": "
            + words(first)
            + (first.getAnalyst().equals(chosen.getSecondAnalyst())
                ? ". You agree: it counts as of you both."
                : ". You do not agree: both verdicts are kept, and neither closes the alert.")
            + note);
  }
}
