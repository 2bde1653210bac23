package org.drey.console.view;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.alerts.explain.TimeWords;
import org.drey.base.PlainText;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.FirstChoices.FirstChoice;
import org.drey.event.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A preview of what a decision would do.
 *
 * @param verdict in words
 * @param first what other analysts have decided before, which is shown now that this one has chosen
 * @param effects sentences
 * @param victimAlert the alert that has to be named, as the same person may be a victim by it; null
 *     for none
 * @param isOfChildren whether it has to be said that hosts are assured to be children
 * @param fields what the form sends again
 * @param sending what the button says
 */
public record PreviewView(
    PageFrame frame,
    String alertId,
    String who,
    String token,
    String verdict,
    List<String> first,
    List<String> effects,
    @Nullable String victimAlert,
    boolean isOfChildren,
    List<Map.Entry<String, String>> fields,
    String note,
    String sending) {

  /** A verdict and its reason. */
  public static String words(Verdict verdict) {
    return words(verdict.getVerdict().name(), verdict.getReason().name());
  }

  static String words(String verdict, String reason) {
    return DecideView.words(verdict) + ": " + reason.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Returns what other analysts have decided first, whether the one who chooses now agrees, and
   * what that one had chosen before it was shown.
   */
  public static List<String> proposals(
      List<Verdict> first,
      Verdict chosen,
      List<AnalystNotes.Note> notes,
      List<FirstChoice> choices) {
    Stream<String> said = first.stream().map(one -> proposal(one, chosen, notes));
    Stream<String> before =
        choices.stream()
            .filter(one -> one.analyst().equals(chosen.getAnalyst()) && !one.says(chosen))
            .filter(one -> first.stream().anyMatch(shown -> isOn(one, shown)))
            .map(PreviewView::before);
    return Stream.concat(said, before.distinct()).map(PlainText::text).toList();
  }

  /**
   * Returns what second analysts chose before they saw what the first one had decided, where it is
   * not what they sent.
   *
   * @param verdicts those that are shown
   * @param waiting first verdicts that no one has answered; what was chosen on them is not shown
   */
  public static List<String> firstChoices(
      List<FirstChoice> choices, List<Verdict> verdicts, List<Verdict> waiting) {
    return choices.stream()
        .filter(one -> verdicts.stream().anyMatch(shown -> isOn(one, shown)))
        .filter(one -> waiting.stream().noneMatch(first -> isOn(one, first)))
        .filter(one -> verdicts.stream().noneMatch(one::isGivenBy))
        .map(
            one ->
                PlainText.text(
                    one.analyst()
                        + " had chosen "
                        + words(one.verdict(), one.reason())
                        + " on "
                        + TimeWords.utc(one.at())
                        + ", before seeing the first verdict"))
        .distinct()
        .toList();
  }

  private static boolean isOn(FirstChoice choice, Verdict shown) {
    return shown.getVerdictId().equals(choice.proposalId());
  }

  private static String before(FirstChoice choice) {
    return "Before you saw that, you had chosen "
        + words(choice.verdict(), choice.reason())
        + ". That is kept, and will be beside what you send.";
  }

  private static String proposal(Verdict first, Verdict chosen, List<AnalystNotes.Note> notes) {
    String note =
        notes.stream()
            .filter(one -> one.id().equals(first.getNoteRef()))
            .map(one -> " Their note: " + one.text())
            .findFirst()
            .orElse("");
    return first.getAnalyst()
        + " said on "
        + TimeWords.utc(first.getVerdictTime())
        + ": "
        + words(first)
        + ". "
        + agreement(first, chosen)
        + note;
  }

  private static String agreement(Verdict first, Verdict chosen) {
    String second = chosen.getSecondAnalyst();
    if (first.getAnalyst().equals(second)) {
      return "You agree: it counts as of you both.";
    }
    if (!first.getVerdict().equals(chosen.getVerdict())) {
      return second == null
          ? "You do not agree: both verdicts are kept, and neither closes the alert."
          : "You do not agree: theirs is kept beside yours.";
    }
    if (first.getSeen().containsAll(chosen.getSeen())) {
      return "You say the same.";
    }
    String unseen = "You say the same, but the alert has findings since that they have not seen";
    return second == null
        ? unseen + ": yours is the new first verdict, and closes nothing until another agrees."
        : unseen + ".";
  }
}
