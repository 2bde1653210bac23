package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.ScoringPart;

/**
 * The evidence that counts at a time, benign findings apart: an alert names it.
 *
 * @param findings ids of all entries, also of those beside a stronger one of their day, and of all
 *     findings that are judged for themselves; the newest first
 * @param firstSeen when the earliest entry was found, also of those beside a stronger one
 * @param lastSeen when the newest was
 */
record CountedEvidence(List<String> findings, long firstSeen, long lastSeen) {

  static CountedEvidence at(long time, VerdictEntries all) {
    List<LedgerEntry> existing = counting(time, all.existing(time), all);
    int last = existing.size() - 1;
    return new CountedEvidence(
        counting(time, all.listed(time), all).stream()
            .map(LedgerEntry::findingId)
            .distinct()
            .toList(),
        last < 0 ? time : Math.min(time, existing.get(last).time()),
        last < 0 ? time : existing.get(0).time());
  }

  private static List<LedgerEntry> counting(long time, List<LedgerEntry> of, VerdictEntries all) {
    List<LedgerEntry> counting = new ArrayList<>();
    for (LedgerEntry entry : of) {
      ScoringPart scoring = all.positive(entry);
      if (scoring != null && ScoredEntry.counts(entry, scoring, time)) {
        counting.add(entry);
      }
    }
    counting.sort(ScoredEntry.NEWEST_FIRST);
    return counting;
  }
}
