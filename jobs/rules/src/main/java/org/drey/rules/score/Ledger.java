package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of an entity on one track: for each indicator and UTC day the strongest finding.
 *
 * @param entries sorted by time, then indicator; a mutable list that belongs to this ledger alone
 * @param settled what the fold had come to before the first entry that may still change
 */
public record Ledger(List<LedgerEntry> entries, Episode settled) {

  private static final Comparator<LedgerEntry> ORDER =
      Comparator.comparingLong(LedgerEntry::time).thenComparing(LedgerEntry::indicator);

  public static Ledger empty() {
    return new Ledger(new ArrayList<>(), Episode.NONE);
  }

  /** Takes in a finding; false if nothing changes. */
  public boolean add(LedgerEntry entry) {
    for (int i = 0; i < entries.size(); i++) {
      LedgerEntry known = entries.get(i);
      if (known.indicator().equals(entry.indicator()) && known.day() == entry.day()) {
        if (!entry.outranks(known)) {
          return false;
        }
        entries.remove(i);
        break;
      }
    }
    entries.add(entry);
    entries.sort(ORDER);
    return true;
  }
}
