package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;

/** The fold as scoring.md writes it, over all findings that ever were. */
record NaiveFold(int number, boolean open, double peak, long asOf, double score) {

  /** Of each indicator and day the strongest, of equals the earliest, of those the smallest id. */
  static List<LedgerEntry> ledger(List<LedgerEntry> findings) {
    Map<String, LedgerEntry> best = new HashMap<>();
    for (LedgerEntry one : findings) {
      String day = one.indicator() + " " + Math.floorDiv(one.time(), Evidence.DAY);
      best.merge(day, one, NaiveFold::better);
    }
    return new ArrayList<>(best.values());
  }

  private static LedgerEntry better(LedgerEntry a, LedgerEntry b) {
    if (a.strength() != b.strength()) {
      return a.strength() > b.strength() ? a : b;
    }
    if (a.time() != b.time()) {
      return a.time() < b.time() ? a : b;
    }
    return a.findingId().compareTo(b.findingId()) <= 0 ? a : b;
  }

  static NaiveFold of(
      AlertTrack track, List<LedgerEntry> findings, List<LedgerEntry> victim, RuleSet rules) {
    List<LedgerEntry> entries = ledger(findings);
    List<LedgerEntry> victims = ledger(victim);
    int number = 0;
    boolean open = false;
    double peak = 0;
    long asOf = 0;
    long last = 0;
    TreeSet<Long> times = new TreeSet<>(entries.stream().map(LedgerEntry::time).toList());
    for (long time : times) {
      double score = NaiveScore.at(time, track, entries, victims, rules);
      boolean opens =
          entries.stream()
              .anyMatch(e -> e.time() == time && rules.byId(e.ruleId()).scoring().opens());
      open &= time - last <= 90 * Evidence.DAY;
      if (!open && (score >= 50 || opens)) {
        open = true;
        number++;
        peak = 0;
      }
      if (open) {
        asOf = time;
        peak = Math.max(peak, score);
      }
      last = time;
    }
    double score = number == 0 ? 0 : NaiveScore.at(asOf, track, entries, victims, rules);
    return new NaiveFold(number, open, peak, asOf, score);
  }

  static NaiveFold of(AlertContent content) {
    return content == null
        ? new NaiveFold(0, false, 0, 0, 0)
        : new NaiveFold(
            content.episode(),
            content.open(),
            content.peak(),
            content.asOf(),
            content.score().value());
  }
}
