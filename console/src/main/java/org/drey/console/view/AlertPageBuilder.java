package org.drey.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.AlertView.VerdictView;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.TimeWords;
import org.drey.base.PlainText;
import org.drey.console.index.AlertIndex.Revision;
import org.drey.console.triage.AlertChange;
import org.drey.console.view.AlertPageView.NoteLine;
import org.drey.console.view.AlertPageView.VerdictLine;
import org.drey.console.work.AnalystNotes;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/** Makes the page of an alert of what is known of it. */
public final class AlertPageBuilder {
  private static final String WAITS_FOR_A_SECOND =
      "Open. A first analyst has decided; it closes when a second one says the same. You see the"
          + " first verdict when you have chosen.";

  /** More cases than these are a table, but for the largest. */
  private static final int MAX_STARS = 3;

  private static final int STARS_BEFORE_TABLE = 1;

  private AlertPageBuilder() {}

  /**
   * Parts of a page, beside the alert.
   *
   * @param people whom it names beside the one that it is about
   * @param isHeld whether its token leads to the holder's own system
   * @param urgency ids of the alerts of its cases, the most urgent first
   * @param victims who of its cases may be a victim by another alert
   * @param isHiding whether what other analysts have proposed is left out
   * @param firstChoices what second analysts had chosen before they saw the first verdict
   * @param rules in whose words and texts it is explained
   */
  public record Parts(
      OtherPeople people,
      boolean isHeld,
      List<String> urgency,
      @Nullable AlertChange change,
      @Nullable String claim,
      @Nullable ProgressView progress,
      boolean isHiding,
      List<Case> cases,
      PossibleVictims victims,
      List<Revision> revisions,
      List<AnalystNotes.Note> notes,
      List<String> firstChoices,
      DecideView decide,
      RuleBook rules) {}

  /** The page. */
  public static AlertPageView of(PageFrame frame, AlertView view, Parts parts, Instant now) {
    Alert alert = view.alert();
    List<CaseStarView> stars =
        parts.cases().stream()
            .map(one -> CaseStarView.of(one, alert.getAlertId(), parts.urgency(), parts.victims()))
            .toList();
    int drawn = stars.size() > MAX_STARS ? STARS_BEFORE_TABLE : stars.size();
    return new AlertPageView(
        frame,
        view,
        standing(view, parts.isHiding()),
        PlainText.text(alert.getEntity()),
        parts.isHeld(),
        AlertLine.due(alert, now),
        view.hidesScore() ? null : String.format(Locale.ROOT, "%.1f", alert.getScore()),
        AlertLine.shown(alert, parts.change()),
        parts.claim(),
        parts.progress(),
        PointBarsView.of(view, parts.rules()),
        StoryPart.of(view),
        stars.subList(0, drawn),
        stars.subList(drawn, stars.size()),
        view.hidesScore() ? null : ScoreChart.of(parts.revisions()),
        RevisionLines.of(
            parts.revisions(), new AppliedVerdictText(view.verdicts()), view.hidesScore()),
        LinkLine.of(parts.people(), parts.cases()),
        parts.people().words(),
        parts.decide(),
        verdicts(view, parts.notes()),
        parts.notes().stream()
            .filter(note -> view.verdicts().stream().noneMatch(one -> isOf(note, one)))
            .map(
                note ->
                    new NoteLine(
                        PlainText.text(note.analyst()) + ", " + TimeWords.utc(note.at()),
                        note.text()))
            .toList(),
        parts.firstChoices());
  }

  private static List<VerdictLine> verdicts(AlertView view, List<AnalystNotes.Note> notes) {
    return view.verdicts().stream()
        .map(
            one ->
                new VerdictLine(
                    PlainText.text(one.sentence()),
                    one.takenBack(),
                    notes.stream()
                        .filter(note -> isOf(note, one))
                        .map(AnalystNotes.Note::text)
                        .collect(Collectors.joining("\n"))))
        .toList();
  }

  private static boolean isOf(AnalystNotes.Note note, VerdictView judged) {
    return note.id().equals(judged.verdict().getNoteRef());
  }

  /** The first sentence says what was decided. */
  private static List<String> standing(AlertView view, boolean isHiding) {
    List<String> sentences = new ArrayList<>(view.standing());
    if (isHiding && !sentences.isEmpty()) {
      sentences.set(0, WAITS_FOR_A_SECOND);
    }
    return sentences;
  }
}
