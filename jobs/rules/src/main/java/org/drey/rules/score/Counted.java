package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;

/**
 * The findings of a ledger that count at a time, benign ones apart: what an alert names.
 *
 * @param time the time
 * @param entries the entries that a score counts then, the newest first
 * @param findings ids of all entries, also of those beside a stronger one of their day, and of all
 *     findings that stand for themselves; the newest first
 */
record Counted(long time, List<LedgerEntry> entries, List<String> findings) {

  static Counted at(long time, List<LedgerEntry> entries, Ledger ledger, RuleSet rules) {
    List<LedgerEntry> listed = new ArrayList<>();
    ledger.days().forEach(day -> listed.addAll(day.listed()));
    return new Counted(
        time,
        counting(time, Ledger.at(time, entries), rules),
        counting(time, listed, rules).stream().map(LedgerEntry::findingId).distinct().toList());
  }

  private static List<LedgerEntry> counting(long time, List<LedgerEntry> of, RuleSet rules) {
    List<LedgerEntry> counting = new ArrayList<>();
    for (LedgerEntry entry : of) {
      RuleHead rule = rules.byId(entry.ruleId());
      boolean scored = rule != null && rule.scoring() != null && !rule.scoring().isBenign();
      if (scored && Families.counts(entry, rule.scoring(), time)) {
        counting.add(entry);
      }
    }
    counting.sort(Families.NEWEST_FIRST);
    return counting;
  }

  long firstSeen() {
    return entries.isEmpty() ? time : Math.min(time, entries.get(entries.size() - 1).time());
  }

  long lastSeen() {
    return entries.isEmpty() ? time : entries.get(0).time();
  }
}
