package org.drey.rules.score;

import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/**
 * A revision of one of an entity's alerts, with all that it says.
 *
 * @param kept what is kept of it: its number and state, and whether it notifies
 * @param content what it says; null of an alert that is withdrawn or that ends
 * @param judgement what it says of verdicts on it
 * @param explanation the evidence for it
 * @param newest when the newest entry of the track was folded, milliseconds since 1970; 0 for none
 * @param now the machine's clock when it was made
 */
public record AlertRevision(
    AlertTrack track,
    LastRevision kept,
    @Nullable AlertContent content,
    VerdictSummary judgement,
    AlertExplanation explanation,
    long newest,
    long now) {

  /** Returns whether there is no such alert any more. */
  public boolean isLast() {
    return kept.state() == LastRevision.State.ENDED;
  }

  /** Returns the revision after which there is no such alert. */
  static AlertRevision last(AlertTrack track, LastRevision before, long now) {
    return new AlertRevision(
        track, before.ended(), null, VerdictSummary.NONE, AlertExplanation.NONE, 0, now);
  }
}
