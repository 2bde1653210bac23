package org.drey.console.view;

import java.util.List;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.AlertView.EventView;
import org.drey.alerts.weigh.WeighedLookAlike;
import org.drey.console.triage.AlertChange;
import org.drey.event.AlertState;
import org.jspecify.annotations.Nullable;

/**
 * The page of an alert.
 *
 * @param view what is known of it, in words
 * @param standing where it is in its life, sentences
 * @param token whom it is about
 * @param isHeld whether the token leads to the holder's own system
 * @param due how urgent it is
 * @param score in one figure; null where it may not come first
 * @param change since the analyst's last look; null if there is none
 * @param claim whose it is; null if no one's
 * @param progress what became of the newest verdict given here; null if none was
 * @param bars what adds up to the score
 * @param story what happened; null without events
 * @param stars the cases that it is in, drawn; if they are many, the largest
 * @param smaller the other cases, which are in one table
 * @param course of its score; null if there is one revision only
 * @param revisions the newest first
 * @param links what its findings name; of people those who have an alert
 * @param people how many they name; null if none
 * @param decide what can be decided
 * @param verdicts who decided what, and why
 * @param notes what was written down otherwise
 * @param firstChoices what second analysts had chosen before they saw the first verdict, sentences
 */
public record AlertPageView(
    PageFrame frame,
    AlertView view,
    List<String> standing,
    String token,
    boolean isHeld,
    String due,
    @Nullable String score,
    @Nullable AlertChange change,
    @Nullable String claim,
    @Nullable ProgressView progress,
    PointBarsView bars,
    @Nullable StoryPart story,
    List<CaseStarView> stars,
    List<CaseStarView> smaller,
    @Nullable ScoreChart course,
    List<RevisionLine> revisions,
    List<LinkLine> links,
    @Nullable String people,
    DecideView decide,
    List<VerdictLine> verdicts,
    List<NoteLine> notes,
    List<String> firstChoices) {

  /** An event that is kept; null if only its id is left. */
  public @Nullable EventView event(String id) {
    return view.events().stream().filter(one -> one.eventId().equals(id)).findFirst().orElse(null);
  }

  /** The look-alikes that are weighed first; none where they are not weighed. */
  public List<WeighedLookAlike> likeliest() {
    List<WeighedLookAlike> all = view.questions();
    return all.subList(0, view.hidesScore() ? 0 : Math.min(WeighedLookAlike.LIKELIEST, all.size()));
  }

  /** The other ones. */
  public List<WeighedLookAlike> lessLikely() {
    return view.questions().subList(likeliest().size(), view.questions().size());
  }

  /** Returns whether anything is to be done on it. */
  public boolean isOpen() {
    return view.alert().getState() == AlertState.OPEN;
  }

  /** A revision and what it changed. */
  public record RevisionLine(String number, String time, String state, String score, String what) {}

  /**
   * A verdict.
   *
   * @param note what was written down with it; empty if nothing was, or it is not shown
   */
  public record VerdictLine(String sentence, boolean takenBack, String note) {}

  /** A note. */
  public record NoteLine(String by, String text) {}
}
