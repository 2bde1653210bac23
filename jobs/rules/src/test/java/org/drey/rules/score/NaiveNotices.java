package org.drey.rules.score;

import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.score.NaiveVerdicts.Result;
import org.jspecify.annotations.Nullable;

/** Of which changes of an alert an analyst is notified, and by when to look, as the pages say. */
final class NaiveNotices {
  private final AlertTrack track;
  private @Nullable Result before;
  private @Nullable State state;
  private @Nullable Result notified;
  private long due;

  /** What a revision says. */
  record Notice(State state, boolean notifies, long due) {}

  NaiveNotices(AlertTrack track) {
    this.track = track;
  }

  /** The clock has come so far: an episode may have ended by quiet, which notifies no one. */
  void quiet(boolean isQuiet) {
    if (state == State.OPEN && isQuiet) {
      state = State.CLOSED;
    }
  }

  /**
   * The revision by which the alert says something new; null if there is none.
   *
   * @param isQuiet whether the clock says that the episode has ended by quiet
   * @param isUndone whether a verdict that closes is taken back
   */
  @Nullable Notice next(Result now, boolean isQuiet, boolean isUndone, long clock) {
    State next = state(now, isQuiet);
    boolean isNew = next != null && (next != state || !now.equals(before));
    boolean isWithdrawn = next == State.WITHDRAWN && state != State.WITHDRAWN;
    boolean notifies = isNew && (isWithdrawn || (next == State.OPEN && isNews(now, isUndone)));
    if (notifies) {
      notified = now;
      due = clock + (isWithdrawn ? 24 * Evidence.HOUR : now.rank().due(track));
    }
    if (next == State.WITHDRAWN) {
      notified = null;
    }
    state = next;
    before = now;
    return isNew ? new Notice(next, notifies, due) : null;
  }

  private @Nullable State state(Result now, boolean isQuiet) {
    if (now.number() == 0) {
      return state == null ? null : State.WITHDRAWN;
    }
    return now.open() && !isQuiet ? State.OPEN : State.CLOSED;
  }

  private boolean isNews(Result now, boolean isUndone) {
    Result then = notified;
    if (then == null || now.number() != then.number()) {
      return true; // opened
    }
    boolean isClosedByVerdict = before != null && before.closedBy() != null;
    boolean isReopened = state == State.CLOSED && (isClosedByVerdict || isUndone);
    Set<String> known = then.rank().streams();
    return isReopened
        || Math.round(now.score() * 10) >= Math.round(then.score() * 10) + 100
        || now.rank().streams().stream().anyMatch(one -> !known.contains(one))
        || (now.rank().hard() && !then.rank().hard())
        || now.rank().severity() > then.rank().severity();
  }
}
