package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;

/**
 * The summary that is read first of an entity: enough to see that most findings change nothing.
 * Where nothing else is kept it is all there is.
 *
 * @param wake when the entity is to be looked at, milliseconds since 1970; {@link #NO_LOOK} if not
 * @param tried whether shadow alerts stand on their own, since a rule on trial found something
 * @param evidence where the events behind its findings begin and end
 * @param tracks the tracks on which anything is known
 */
public record EntitySummary(
    long wake, boolean tried, EntityEvidence.Head evidence, Map<AlertTrack, Part> tracks) {
  static final long NO_LOOK = Long.MAX_VALUE;

  static final EntitySummary NOTHING =
      new EntitySummary(NO_LOOK, false, EntityEvidence.Head.NOTHING, Map.of());

  /** The newest days of a track, of which a summary has everything. */
  private static final int NEWEST_DAYS = 2;

  /**
   * Above so many findings those of older days move to the ledger, so that it is seldom written.
   */
  private static final int MAX_NEWEST = 16;

  /**
   * The part of a summary on one track.
   *
   * @param revision whether an alert was ever emitted
   * @param shadowRevision whether a shadow alert that stands on its own was
   * @param older whether there is a ledger of older days
   * @param benign whether that is of benign findings alone, of which none was ever of an alert
   * @param verdicts whether there are verdicts on its alert
   * @param from the first UTC day of which everything is here, {@link #NO_LOOK} for none
   * @param newest what is kept of that day and those after it
   */
  public record Part(
      boolean revision,
      boolean shadowRevision,
      boolean older,
      boolean benign,
      boolean verdicts,
      long from,
      List<LedgerEntry> newest) {
    static final Part NOTHING = new Part(false, false, false, false, false, NO_LOOK, List.of());

    /** The same of a whole ledger: its newest days that are not settled. */
    Part of(Ledger ledger) {
      long first = first(ledger);
      List<LedgerEntry> there = new ArrayList<>(ledger.kept());
      boolean isLeft = there.removeIf(entry -> entry.day() < first);
      boolean isOlder = isLeft || ledger.until() != Long.MIN_VALUE;
      boolean isBenign =
          isOlder
              && ledger.settled().number() == 0
              && ledger.shadow() == null
              && ledger.kept().stream().noneMatch(e -> e.day() < first && e.isShown());
      return new Part(
          revision, shadowRevision, isOlder, isBenign, verdicts, first, List.copyOf(there));
    }

    /** The first day of a whole ledger that is here: as it was, unless that would be too much. */
    private long first(Ledger ledger) {
      LongSummaryStatistics days =
          ledger.kept().stream().mapToLong(LedgerEntry::day).summaryStatistics();
      if (days.getCount() == 0) {
        return NO_LOOK;
      }
      long newest = days.getMax() - (NEWEST_DAYS - 1);
      long first = Math.min(newest, older ? from : days.getMin());
      boolean isTooMuch = ledger.kept().stream().filter(e -> e.day() >= first).count() > MAX_NEWEST;
      long until = ledger.until();
      long unsettled = until == Long.MIN_VALUE ? until : Math.floorDiv(until, LedgerEntry.DAY) + 1;
      return Math.max(isTooMuch ? newest : first, unsettled);
    }

    /** Returns whether so much is here that some of it belongs into the ledger. */
    boolean isTooMuch() {
      return newest.size() > MAX_NEWEST
          && newest.stream().mapToLong(LedgerEntry::day).max().orElse(from) - from >= NEWEST_DAYS;
    }

    /** Returns whether everything that is kept of the day of a finding is here. */
    boolean hasDayOf(LedgerEntry finding) {
      return finding.day() >= from;
    }

    Part with(List<LedgerEntry> other) {
      return new Part(revision, shadowRevision, older, benign, verdicts, from, List.copyOf(other));
    }

    /** The same, by whether there are last revisions and verdicts. */
    Part beside(boolean live, boolean shadow, boolean verdict) {
      return new Part(live, shadow, older, benign, verdict, from, newest);
    }

    /** Returns what of a whole ledger is not here. */
    Ledger rest(Ledger ledger) {
      List<LedgerEntry> rest = new ArrayList<>(ledger.kept());
      rest.removeIf(this::hasDayOf);
      return new Ledger(rest, ledger.settled(), ledger.shadow());
    }
  }
}
