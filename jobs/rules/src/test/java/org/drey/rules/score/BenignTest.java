package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** Benign evidence counts once, by its newest entry: of what is settled little is kept. */
class BenignTest {
  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -8),
          Evidence.benign("BEN-30", AlertTrack.PAYER, -15));

  private static final Fold FOLD = new Fold(RULES);

  private static List<LedgerEntry> findings(Random random) {
    List<LedgerEntry> findings = new ArrayList<>();
    findings.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-10", Evidence.day(-1), 1));
    int days = 100 + random.nextInt(500);
    double share = random.nextDouble();
    for (int day = 0; day < days; day++) {
      day += random.nextInt(60) == 0 ? 100 : 0; // an episode ends, and stays reported
      long time = Evidence.day(day) + random.nextInt(10) * Evidence.HOUR;
      if (random.nextDouble() < share) {
        findings.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-10", time, 1));
      }
      if (random.nextInt(40) == 0) {
        findings.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-30", time + Evidence.HOUR, 1));
      }
      String[] soft = {"PAY-30", "LIV-20", "EXT-04"};
      if (random.nextInt(25) == 0) {
        findings.add(
            Evidence.of(
                RULES, AlertTrack.PAYER, soft[random.nextInt(3)], time, random.nextDouble()));
      }
    }
    return findings;
  }

  @Test
  void whatIsForgottenChangesNoScoreThatCanStillBeAskedFor() {
    Random random = new Random(51);
    int alerts = 0;
    int kept = 0;
    int all = 0;
    for (int i = 0; i < 50; i++) {
      long settle = random.nextLong(120) * Evidence.DAY;
      List<LedgerEntry> come = findings(random);
      List<Long> arrivals = new ArrayList<>();
      come.forEach(e -> arrivals.add(e.time() + (settle == 0 ? 0 : random.nextLong(settle))));
      List<Integer> order = new ArrayList<>();
      for (int n = 0; n < come.size(); n++) {
        order.add(n);
      }
      order.sort(Comparator.comparing(arrivals::get));
      Ledger ledger = Ledger.empty();
      List<LedgerEntry> before = new ArrayList<>();
      for (int n : order) {
        if (random.nextInt(15) == 0) {
          long until = Evidence.endOfDayBefore(arrivals.get(n) - settle);
          ledger = Evidence.settled(FOLD, AlertTrack.PAYER, ledger, Ledger.empty(), until);
        }
        ledger.add(come.get(n));
        before.add(come.get(n));
        if (random.nextInt(15) == 0) {
          assertSame(before, ledger, random);
        }
      }
      assertSame(before, ledger, random);
      alerts += NaiveFold.of(AlertTrack.PAYER, before, List.of(), RULES).number();
      kept += ledger.kept().size();
      all += before.size();
    }
    assertTrue(alerts > 16, alerts + " episodes");
    assertTrue(kept < all / 2, kept + " of " + all + " kept");
  }

  /** The alert, and the scores of all times after what is settled. */
  private static void assertSame(List<LedgerEntry> all, Ledger ledger, Random random) {
    AlertContent content = FOLD.content(AlertTrack.PAYER, ledger, Ledger.empty());
    assertEquals(NaiveFold.of(AlertTrack.PAYER, all, List.of(), RULES), NaiveFold.of(content));
    List<LedgerEntry> entries = NaiveFold.ledger(all);
    long until = Math.max(ledger.settled().until(), all.get(0).time());
    for (int i = 0; i < 5; i++) {
      long time = until + 1 + random.nextLong(300 * Evidence.DAY);
      assertEquals(
          NaiveScore.at(time, AlertTrack.PAYER, entries, List.of(), RULES),
          new EntityScorer(RULES).at(time, AlertTrack.PAYER, ledger.entries(), List.of()).value(),
          1e-9);
    }
  }

  @Test
  void ofSettledBenignEntriesTheNewestIsKept() {
    Ledger ledger = Ledger.empty();
    for (int day = 0; day < 200; day++) {
      ledger.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-10", Evidence.day(day), 1));
    }
    long until = 150 * Evidence.DAY - 1;
    ledger = Evidence.settled(FOLD, AlertTrack.PAYER, ledger, Ledger.empty(), until);
    assertEquals(51, ledger.kept().size());
    assertEquals(Evidence.day(149), ledger.kept().get(0).time());
  }

  @Test
  void theOneThatAnAlertWasReportedWithIsKeptToo() {
    Ledger ledger = Ledger.empty();
    ledger.add(Evidence.of(RULES, AlertTrack.PAYER, "EXT-04", Evidence.day(50), 1));
    ledger.add(Evidence.of(RULES, AlertTrack.PAYER, "PAY-30", Evidence.day(50), 1));
    for (int day = 0; day < 45; day++) {
      ledger.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-10", Evidence.day(day), 1));
      ledger.add(Evidence.of(RULES, AlertTrack.PAYER, "BEN-10", Evidence.day(150 + day), 1));
    }
    AlertContent before = FOLD.content(AlertTrack.PAYER, ledger, Ledger.empty());
    assertEquals(1, before.score().offsets().size());
    long until = 190 * Evidence.DAY - 1;
    ledger = Evidence.settled(FOLD, AlertTrack.PAYER, ledger, Ledger.empty(), until);
    assertEquals(before, FOLD.content(AlertTrack.PAYER, ledger, Ledger.empty()));
    assertEquals(
        List.of(Evidence.day(44), Evidence.day(50), Evidence.day(50), Evidence.day(189)),
        ledger.kept().stream().map(LedgerEntry::time).limit(4).toList());
  }
}
