package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;

/**
 * The entries of a ledger that no score needs which can still be asked for: those at later entries,
 * and those of the past that an alert may say again.
 */
final class LedgerCleanup {
  private final AlertTrack track;
  private final VerdictEntries entries;
  private final long until;

  /** The past times whose scores may be emitted again, and the end of the settled part. */
  private final long[] asked;

  /**
   * Finds the entries to forget once an episode is settled.
   *
   * @param entries as the verdicts that have settled leave them
   * @param others times whose scores on other tracks may be emitted again
   */
  LedgerCleanup(AlertTrack track, VerdictEntries entries, Episode settled, long... others) {
    this.track = track;
    this.entries = entries;
    this.until = settled.until();
    LongStream own = settled.number() > 0 ? LongStream.of(settled.asOf()) : LongStream.empty();
    this.asked =
        LongStream.concat(LongStream.concat(own, LongStream.of(others)), LongStream.of(until))
            .filter(time -> time <= until)
            .sorted()
            .toArray();
  }

  /** Returns what of a ledger can go: the hidden before the entries that hide them. */
  List<LedgerEntry> gone() {
    Set<LedgerEntry> hidden = new HashSet<>();
    List<LedgerEntry> over = new ArrayList<>();
    Map<String, List<LedgerEntry>> benign = new HashMap<>();
    for (IndicatorDay day : entries.days()) {
      List<LedgerEntry> ofDay = day.entries(entries.cuts());
      boolean isOver = day.findings().stream().allMatch(this::isOver);
      for (LedgerEntry one : day.findings()) {
        if (!ofDay.contains(one)) {
          if (isOver || (isSettled(one) && !one.always())) {
            hidden.add(one);
          }
        } else if (isOver) {
          over.add(one);
        } else if (isSettled(one) && isBenign(one)) {
          benign.computeIfAbsent(one.indicator(), i -> new ArrayList<>()).add(one);
        }
      }
    }
    benign.values().forEach(settled -> over.addAll(superseded(settled)));
    List<LedgerEntry> gone = new ArrayList<>(hidden);
    gone.addAll(over);
    return gone;
  }

  /**
   * Benign evidence counts once, in full, by its newest entry: of one indicator's settled entries
   * those that are the newest at none of the times that can still be asked for.
   */
  private Collection<LedgerEntry> superseded(List<LedgerEntry> settled) {
    if (settled.stream().anyMatch(one -> one.expiresAt() != Finding.NEVER)) {
      return List.of(); // when the newest expires, the one before it is the newest
    }
    settled.sort(LedgerEntry.ORDER);
    Set<LedgerEntry> gone = new HashSet<>(settled);
    for (long time : asked) {
      Ledger.at(time, settled).stream().reduce(ScoredEntry::newer).ifPresent(gone::remove);
    }
    return gone;
  }

  private boolean isSettled(LedgerEntry one) {
    return one.foldedAt() <= until;
  }

  /** Returns whether no score that can still be asked for counts it. */
  private boolean isOver(LedgerEntry one) {
    if (entries.isSuppressed(one)) {
      return isSettled(one); // no score ever counts it
    }
    long needed = asked.length == 0 ? until : asked[0];
    return one.foldedAt() < needed && Math.min(one.time() + use(one), ends(one)) < needed;
  }

  /**
   * Returns when a verdict ends what a finding is good for; one of a child holds a score down
   * anyhow.
   */
  private long ends(LedgerEntry one) {
    long ends = entries.end(one);
    return !track.holds().isEmpty()
        ? Math.max(ends, one.time() + EntityScorer.VICTIM_MILLIS)
        : ends;
  }

  /**
   * Returns how long a finding may matter to a score, in milliseconds; on the victim track also
   * another's.
   */
  private long use(LedgerEntry one) {
    long lifetime = lifetime(one);
    return !track.holds().isEmpty() ? Math.max(lifetime, EntityScorer.VICTIM_MILLIS) : lifetime;
  }

  private long lifetime(LedgerEntry one) {
    ScoringPart scoring = entries.scoring(one);
    return scoring == null ? 0 : ScoredEntry.lifetime(scoring);
  }

  private boolean isBenign(LedgerEntry one) {
    ScoringPart scoring = entries.scoring(one);
    return scoring != null && scoring.isBenign();
  }
}
