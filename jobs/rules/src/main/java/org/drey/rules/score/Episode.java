package org.drey.rules.score;

import org.jspecify.annotations.Nullable;

/**
 * How far the fold over a ledger has come.
 *
 * @param number how many episodes there have been; 0 for none
 * @param open whether the last one is open
 * @param peak its highest score so far
 * @param openedByRule whether a rule opened it regardless of the score
 * @param asOf its newest entry, {@link Long#MIN_VALUE} if there has been no episode
 * @param lastEntry the newest entry of all, {@link Long#MIN_VALUE} for none
 * @param until entries not later than this are settled, {@link Long#MIN_VALUE} for none
 * @param endedBy the id of the verdict that ended the last one; null if none did
 */
public record Episode(
    int number,
    boolean open,
    double peak,
    boolean openedByRule,
    long asOf,
    long lastEntry,
    long until,
    @Nullable String endedBy) {

  public static final Episode NONE =
      new Episode(0, false, 0, false, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, null);

  /** An episode ends when no entry came for longer than this. */
  public static final long QUIET_MILLIS = 90 * LedgerEntry.DAY;

  static final double OPENS_FROM = 50;

  /** After an entry at a time, with the score at that time. */
  Episode next(long time, double score, boolean opens) {
    if (open && time - lastEntry <= QUIET_MILLIS) {
      double highest = Math.max(peak, score);
      return new Episode(number, true, highest, openedByRule, time, time, until, null);
    }
    if (opens || score >= OPENS_FROM) {
      return new Episode(number + 1, true, score, opens, time, time, until, null);
    }
    return new Episode(number, false, peak, openedByRule, asOf, time, until, endedBy);
  }

  Episode settledUntil(long time) {
    return new Episode(number, open, peak, openedByRule, asOf, lastEntry, time, endedBy);
  }
}
