package org.drey.rules.score;

import java.util.Comparator;
import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.ScoringPart;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry with what its rule says about points.
 *
 * @param entry the entry
 * @param scoring its rule's points
 * @param sources the log sources that its rule is built on
 */
public record ScoredEntry(LedgerEntry entry, ScoringPart scoring, List<String> sources) {
  /** Evidence is forgotten after this many half-lives, when a thousandth of it is left. */
  private static final int HALF_LIVES = 10;

  private static final long BENIGN_MILLIS = 180 * LedgerEntry.DAY;

  static final Comparator<LedgerEntry> NEWEST_FIRST =
      Comparator.comparingLong(LedgerEntry::time).reversed().thenComparing(LedgerEntry::findingId);

  /** Returns how long after its time an entry may count, in milliseconds. */
  static long lifetime(ScoringPart scoring) {
    return scoring.isBenign() ? BENIGN_MILLIS - 1 : HALF_LIVES * scoring.halfLifeMillis();
  }

  /**
   * Returns how long after its time an entry may matter to a score, in milliseconds: on the victim
   * track also to another's.
   *
   * @param scoring its rule's points, null if there is no such rule any more
   */
  public static long use(AlertTrack track, @Nullable ScoringPart scoring) {
    long lifetime = scoring == null ? 0 : lifetime(scoring);
    return track.holds().isEmpty() ? lifetime : Math.max(lifetime, EntityScorer.VICTIM_MILLIS);
  }

  /** Returns whether an entry is there at a time and not yet forgotten. */
  static boolean counts(LedgerEntry entry, ScoringPart scoring, long time) {
    return entry.exists(time) && time - entry.time() <= lifetime(scoring);
  }

  /** Returns the one by which a benign indicator counts, of two in their order. */
  static LedgerEntry newer(LedgerEntry one, LedgerEntry next) {
    return next.time() >= one.time() ? next : one;
  }

  /** Returns what it adds to its indicator's exponent at a time, by its age. */
  double mass(long time) {
    double age = time - entry.time();
    return fresh() * Math.pow(2, -age / scoring.halfLifeMillis());
  }

  /** Returns what it adds at its own time. */
  double fresh() {
    return -Math.log1p(-entry.strength());
  }
}
