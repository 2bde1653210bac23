package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The revision of an alert that was last emitted, so that only news is emitted.
 *
 * @param revision the last revision's number; 0 if there is no alert yet
 * @param state the last revision's
 * @param notifies whether an analyst must be notified of the last revision
 * @param digest of the last revision's content
 * @param episode the episode when an analyst was last notified
 * @param score the score then
 * @param streams the log sources then
 * @param hard whether there was hard evidence then
 * @param severity then
 * @param dueBy when that is due, milliseconds since 1970; 0 if no one was notified
 * @param closedBy the verdict that closed the last revision's episode; null if none did
 */
public record LastRevision(
    long revision,
    State state,
    boolean notifies,
    String digest,
    int episode,
    double score,
    List<String> streams,
    boolean hard,
    int severity,
    long dueBy,
    @Nullable VerdictType closedBy) {

  public static final LastRevision NOTHING =
      new LastRevision(0, State.NONE, false, "", 0, 0, List.of(), false, 0, 0, null);

  /** An analyst is notified again when the score has risen by this much since. */
  private static final double RISE = 10;

  /** The digest of one that readers may not have; no content has it. */
  private static final String UNSAID = "?";

  /** States of an alert. */
  public enum State {
    /** There is no alert yet. */
    NONE,
    OPEN,
    CLOSED,
    WITHDRAWN,
    /** It is kept no longer: consumers are to forget it. */
    ENDED
  }

  boolean isWithdrawn() {
    return state == State.WITHDRAWN;
  }

  /** The same, as if what it says were not what it is to say. */
  LastRevision stale() {
    return new LastRevision(
        revision, state, notifies, "", episode, score, streams, hard, severity, dueBy, closedBy);
  }

  /** The same, as if no reader had it: what notified someone notifies again. */
  LastRevision unsent() {
    return new LastRevision(
        revision, state, notifies, UNSAID, episode, score, streams, hard, severity, dueBy,
        closedBy);
  }

  /**
   * Returns what is emitted to make the alert say what the fold says now; null if it does already.
   *
   * @param content the fold's result, null if no episode ever opened
   * @param judgement what it says of verdicts
   * @param closed whether the episode has been quiet long enough to end
   * @param now the machine's clock, from which due times count
   */
  public @Nullable LastRevision revise(
      @Nullable AlertContent content, VerdictSummary judgement, boolean closed, long now) {
    if (content == null) {
      String nextDigest = judgement.digest("");
      boolean gone = isWithdrawn();
      return revision == 0 || (gone && digest.equals(nextDigest))
          ? null
          : withdrawn(nextDigest, !gone, now);
    }
    State next = content.open() && !closed ? State.OPEN : State.CLOSED;
    String nextDigest = judgement.digest(content.digest());
    if (state == next && digest.equals(nextDigest)) {
      return null;
    }
    boolean wasUnsaid = notifies && digest.equals(UNSAID);
    boolean tells = next == State.OPEN && (wasUnsaid || isNews(content) || isReopened(judgement));
    return tells
        ? notified(content, next, nextDigest, now)
        : quiet(next, nextDigest, judgement.closedBy());
  }

  /** Returns whether there was an episode, as far as was emitted. */
  boolean isAlert() {
    return revision > 0 && !isWithdrawn();
  }

  /** The revision after which there is no such alert. */
  LastRevision ended() {
    return new LastRevision(
        revision + 1, State.ENDED, false, "", 0, 0, List.of(), false, 0, 0, null);
  }

  /** After a revision that notifies an analyst. */
  private LastRevision notified(AlertContent content, State next, String nextDigest, long now) {
    return new LastRevision(
        revision + 1,
        next,
        true,
        nextDigest,
        content.episode(),
        content.score().value(),
        content.score().streams(),
        content.isHard(),
        content.severity(),
        now + content.priority().dueMillis(content.track()),
        null);
  }

  /** After one that notifies no one. */
  private LastRevision quiet(State next, String nextDigest, @Nullable VerdictType closed) {
    return new LastRevision(
        revision + 1,
        next,
        false,
        nextDigest,
        episode,
        score,
        streams,
        hard,
        severity,
        dueBy,
        closed);
  }

  /**
   * Returns the withdrawn revision: that there was nothing is to be looked at like the least of
   * alerts; once.
   */
  private LastRevision withdrawn(String nextDigest, boolean notifies, long now) {
    long due = notifies ? now + AlertContent.Priority.P3.dueMillis(AlertTrack.PAYER) : dueBy;
    return new LastRevision(
        revision + 1, State.WITHDRAWN, notifies, nextDigest, 0, 0, List.of(), false, 0, due, null);
  }

  /**
   * Returns whether an analyst took back what had closed it, or late evidence undid that. What
   * quiet alone had ended is open again by a verdict only if that undoes another.
   */
  private boolean isReopened(VerdictSummary judgement) {
    return state == State.CLOSED && (closedBy != null || judgement.undone());
  }

  private boolean isNews(AlertContent content) {
    return content.episode() != episode
        || content.score().value() >= score + RISE
        || !streams.containsAll(content.score().streams())
        || (content.isHard() && !hard)
        || content.severity() > severity;
  }
}
