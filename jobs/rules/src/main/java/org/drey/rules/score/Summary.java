package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.Track;

/**
 * What is read first of an entity: enough to see that most findings change nothing. Where nothing
 * else is kept it is all there is.
 *
 * @param wake when the entity is to be looked at, milliseconds since 1970; {@link #NEVER} if not
 * @param tried whether there is another book, with what rules on trial found, see {@link
 *     EntityBooks}
 * @param tracks the tracks on which anything is known
 */
public record Summary(long wake, boolean tried, Map<Track, Part> tracks) {
  static final long NEVER = Long.MAX_VALUE;

  static final Summary NOTHING = new Summary(NEVER, false, Map.of());

  /** The newest days of a track that a summary has, so that it stays small. */
  private static final int NEWEST_DAYS = 2;

  /**
   * What it has of a track.
   *
   * @param lastRevision whether an alert was ever emitted
   * @param older whether there is a ledger of older days
   * @param verdicts whether there are verdicts on its alert
   * @param from the first UTC day of which everything is here, {@link #NEVER} for none
   * @param newest what is kept of that day and those after it
   */
  public record Part(
      boolean lastRevision, boolean older, boolean verdicts, long from, List<LedgerEntry> newest) {
    static final Part NOTHING = new Part(false, false, false, NEVER, List.of());

    /** Of a whole ledger: its newest days that are not settled. */
    static Part of(Ledger ledger, boolean emitted, boolean verdicts) {
      long until = ledger.settled().until();
      long from = ledger.kept().stream().mapToLong(LedgerEntry::day).max().orElse(NEVER);
      if (from != NEVER) {
        from -= NEWEST_DAYS - 1;
        if (until != Long.MIN_VALUE) {
          from = Math.max(from, Math.floorDiv(until, LedgerEntry.DAY) + 1);
        }
      }
      long first = from;
      List<LedgerEntry> newest = ledger.kept().stream().filter(e -> e.day() >= first).toList();
      boolean older = newest.size() < ledger.kept().size() || until != Long.MIN_VALUE;
      return new Part(emitted, older, verdicts, from, newest);
    }

    /** Whether everything that is kept of the day of a finding is here. */
    boolean hasDayOf(LedgerEntry finding) {
      return finding.day() >= from;
    }

    Part with(List<LedgerEntry> other) {
      return new Part(lastRevision, older, verdicts, from, List.copyOf(other));
    }

    /** What of a whole ledger is not here. */
    Ledger rest(Ledger ledger) {
      List<LedgerEntry> rest = new ArrayList<>(ledger.kept());
      rest.removeIf(this::hasDayOf);
      return new Ledger(rest, ledger.settled());
    }
  }
}
