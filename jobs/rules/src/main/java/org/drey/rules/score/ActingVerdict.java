package org.drey.rules.score;

import java.util.HashSet;
import java.util.Set;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that ends an episode, and what it does to the evidence.
 *
 * @param id the verdict
 * @param at when it acts, milliseconds since 1970; it cuts its day there
 * @param seen ids of the findings that the analyst saw
 * @param spends whether these count no more
 * @param suppress families that are ignored after it
 * @param suppressUntil for findings before this time
 * @param undone the time from which it leaves the evidence alone, see {@link StoredVerdict}
 * @param last the oldest that was seen, if an alert lists no more than was seen: what is older was
 *     there to be seen but for the length of the list; null if the list is complete
 */
record ActingVerdict(
    String id,
    long at,
    Set<String> seen,
    boolean spends,
    Set<String> suppress,
    long suppressUntil,
    long undone,
    @Nullable LedgerEntry last) {

  static ActingVerdict of(StoredVerdict one) {
    Verdict verdict = one.verdict();
    long at = one.foldedAt();
    long lastDay = Math.floorDiv(at, LedgerEntry.DAY) + verdict.suppressDays();
    return new ActingVerdict(
        one.id(),
        at,
        new HashSet<>(verdict.seen()),
        verdict.type().spends(),
        Set.copyOf(verdict.suppress()),
        lastDay * LedgerEntry.DAY,
        one.undone(),
        null);
  }

  /** The same on what a ledger has: where the list that was seen ends, if it is cut off. */
  ActingVerdict on(Ledger ledger) {
    if (seen.size() < AlertContent.MAX_FINDINGS) {
      return this;
    }
    LedgerEntry oldest =
        ledger.kept().stream()
            .filter(entry -> seen.contains(entry.findingId()))
            .max(ScoredEntry.NEWEST_FIRST)
            .orElse(null);
    return new ActingVerdict(id, at, seen, spends, suppress, suppressUntil, undone, oldest);
  }

  /**
   * Returns whether the analyst saw a finding, or would have if the list were not cut off before
   * it.
   */
  boolean saw(LedgerEntry entry) {
    return seen.contains(entry.findingId())
        || (last != null && ScoredEntry.NEWEST_FIRST.compare(entry, last) > 0);
  }

  /** The moment at which the score is taken of what the analyst did not see. */
  long after() {
    return at + 1;
  }

  /** Returns whether it takes away an entry that is not benign, once it has acted. */
  boolean spends(LedgerEntry entry) {
    return spends && entry.time() <= at && saw(entry);
  }

  /**
   * Returns whether an entry that is not benign is ignored: never one that is judged for itself.
   */
  boolean suppresses(LedgerEntry entry, ScoringPart scoring) {
    return entry.time() > at
        && entry.time() < suppressUntil
        && !scoring.hard()
        && !scoring.opens()
        && scoring.family() != null
        && suppress.contains(scoring.family().name());
  }

  /** Returns whether because of it an entry that is not benign does not exist at a time. */
  boolean hides(LedgerEntry entry, ScoringPart scoring, long time) {
    return time > at && time < undone && (spends(entry) || suppresses(entry, scoring));
  }
}
