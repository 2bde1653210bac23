package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of an entity on one track: for each indicator and UTC day the strongest finding.
 * Where part of a day is settled there may be two: what came in too late to be folded at its own
 * time stands beside what was folded before.
 *
 * @param entries sorted by the time at which they are folded, then indicator; a mutable list that
 *     belongs to this ledger alone
 * @param settled what the fold had come to before the first entry that may still change
 */
public record Ledger(List<LedgerEntry> entries, Episode settled) {

  private static final Comparator<LedgerEntry> ORDER =
      Comparator.comparingLong(LedgerEntry::foldedAt)
          .thenComparing(LedgerEntry::indicator)
          .thenComparing(LedgerEntry::findingId);

  /** What became of a finding. */
  public enum Taken {
    /** Nothing changes. */
    NOT_KEPT,
    KEPT,
    /** It is older than what is settled, and is folded as of the end of that. */
    KEPT_BEHIND
  }

  public static Ledger empty() {
    return new Ledger(new ArrayList<>(), Episode.NONE);
  }

  /** Takes in a finding. */
  public Taken add(LedgerEntry finding) {
    boolean behind = finding.time() <= settled.until();
    LedgerEntry entry = behind ? finding.foldedAs(settled.until() + 1) : finding;
    List<LedgerEntry> ofDay = entries.stream().filter(finding::isOfDay).toList();
    for (LedgerEntry known : ofDay) {
      if (!finding.outranks(known)) {
        return Taken.NOT_KEPT;
      }
      if (known.findingId().equals(finding.findingId())) {
        behind = false; // the same finding, settled
        entry = finding.foldedAs(known.folded());
      }
    }
    for (LedgerEntry known : ofDay) {
      boolean same = known.findingId().equals(finding.findingId());
      if (same || known.foldedAt() > settled.until()) {
        entries.remove(known);
      }
    }
    entries.add(entry);
    entries.sort(ORDER);
    return behind ? Taken.KEPT_BEHIND : Taken.KEPT;
  }

  /** The entries that a score at a time counts: of one indicator and day the strongest alone. */
  static List<LedgerEntry> at(long time, List<LedgerEntry> entries) {
    List<LedgerEntry> there = new ArrayList<>();
    boolean behind = false;
    for (LedgerEntry entry : entries) {
      if (entry.exists(time)) {
        there.add(entry);
        behind |= entry.folded() != 0;
      }
    }
    if (behind) {
      List<LedgerEntry> all = List.copyOf(there);
      there.removeIf(entry -> all.stream().anyMatch(o -> o.isOfDay(entry) && o.outranks(entry)));
    }
    return there;
  }
}
