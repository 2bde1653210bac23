package org.drey.rules.score;

import org.jspecify.annotations.Nullable;

/**
 * An episode: how far the fold over a ledger has come.
 *
 * @param number how many episodes there have been; 0 for none
 * @param open whether the last one is open
 * @param peak its highest score so far
 * @param asOf its newest entry, {@link Long#MIN_VALUE} if there has been no episode
 * @param lastEntry the newest entry of all, or when an analyst opened the episode again, from which
 *     its quiet time counts; {@link Long#MIN_VALUE} for none
 * @param until entries not later than this are settled, {@link Long#MIN_VALUE} for none
 * @param endedBy the id of the verdict that ended the last one; null if none did
 */
public record Episode(
    int number,
    boolean open,
    double peak,
    long asOf,
    long lastEntry,
    long until,
    @Nullable String endedBy) {

  public static final Episode NONE =
      new Episode(0, false, 0, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, null);

  /** An episode ends when no entry came for longer than this. */
  public static final long QUIET_MILLIS = 90 * LedgerEntry.DAY;

  /** An episode opens when the score reaches this. */
  public static final double OPENS_FROM = Band.ALERT.from();

  /**
   * After entries of one time, with the score at that time.
   *
   * @param opens whether one of them opens an alert by its rule
   * @param positive whether one of them is not benign: no other opens an episode after a verdict
   */
  Episode next(long time, double score, boolean opens, boolean positive) {
    if (isOpenAt(time)) {
      double highest = Math.max(peak, score);
      return new Episode(number, true, highest, time, time, until, null);
    }
    if ((opens || score >= OPENS_FROM) && (positive || endedBy == null)) {
      return new Episode(number + 1, true, score, time, time, until, null);
    }
    return new Episode(number, false, peak, asOf, time, until, endedBy);
  }

  private boolean isOpenAt(long time) {
    return open && time - lastEntry <= QUIET_MILLIS;
  }

  /** After a verdict has ended it. */
  Episode endedBy(String verdict) {
    return new Episode(number, false, peak, asOf, lastEntry, until, verdict);
  }

  /** After a verdict has been taken back: what quiet alone had ended is open again. */
  Episode reopened(long time) {
    boolean isOver = number > 0 && endedBy == null && !isOpenAt(time);
    return isOver ? new Episode(number, true, peak, asOf, time, until, null) : this;
  }

  /** As if no verdict had ended it. */
  Episode resumed() {
    return new Episode(number, true, peak, asOf, lastEntry, until, null);
  }

  Episode settledUntil(long time) {
    return new Episode(number, open, peak, asOf, lastEntry, time, endedBy);
  }
}
