package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.rules.RandomCases;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.Ledger.LedgerChange;
import org.junit.jupiter.api.Test;

/** Findings that come late, before and after the score has settled what they are about. */
class BehindTest {
  private static final int CASES = RandomCases.count(250);

  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 40) + "  opens: true\n");

  private static final Fold FOLD = new Fold(RULES);

  private static LedgerEntry found(String indicator, double day) {
    return Evidence.of(RULES, AlertTrack.PAYER, indicator, Evidence.day(day), 1);
  }

  /** Settled up to the end of a day. */
  private static Ledger settled(Ledger ledger, int day) {
    return Evidence.settled(FOLD, AlertTrack.PAYER, ledger, Ledger.empty(), after(day) - 1);
  }

  /** The first moment after a day. */
  private static long after(int day) {
    return (day + 1) * Evidence.DAY;
  }

  private static AlertContent content(Ledger ledger) {
    return FOLD.content(AlertTrack.PAYER, ledger, Ledger.empty());
  }

  @Test
  void aReportOlderThanWhatIsSettledOpensAnAlert() {
    Ledger ledger = Ledger.empty();
    assertEquals(LedgerChange.KEPT, ledger.add(found("PAY-30", 0)).taken());
    ledger = settled(ledger, 2);
    assertEquals(LedgerChange.KEPT_BEHIND, ledger.add(found("EXT-04", 0.3)).taken());
    AlertContent alert = content(ledger);
    assertTrue(alert.open());
    assertEquals(after(2), alert.asOf());
    assertEquals(Evidence.day(0), alert.firstSeen());
    assertEquals(Evidence.day(0.3), alert.lastSeen());
    assertEquals(
        List.of("PAY-30", "EXT-04"),
        alert.score().reasons().stream().map(Score.Reason::indicator).toList());
  }

  @Test
  void evidenceOlderThanWhatIsSettledLiftsTheScoreFromThenOn() {
    Ledger ledger = Ledger.empty();
    ledger.add(found("PAY-30", 0));
    ledger = settled(ledger, 2);
    assertNull(content(ledger));
    ledger.add(found("LIV-20", 1));
    assertNull(content(ledger), "decayed below fifty by then");
    ledger.add(found("PAY-30", 1.6));
    assertTrue(content(ledger).score().value() > 50);
    assertEquals(after(2), content(ledger).asOf());
  }

  @Test
  void whatIsSettledStaysAsItIsWithAnythingThatComesAfterIt() {
    Ledger ledger = Ledger.empty();
    ledger.add(found("PAY-30", 0));
    ledger.add(found("LIV-20", 0));
    ledger = settled(ledger, 200);
    AlertContent before = content(ledger);
    assertEquals(50, before.score().value());
    ledger.add(found("PAY-30", -1));
    assertEquals(before.score(), content(ledger).score());
    assertFalse(content(ledger).open(), "the episode has been over for long");
  }

  @Test
  void aStrongerFindingOfASettledDayIsKeptBesideTheKnownOneAndCountsAlone() {
    Ledger ledger = Ledger.empty();
    LedgerEntry weak = Evidence.of(RULES, AlertTrack.PAYER, "PAY-30", Evidence.day(0), 0.5);
    ledger.add(weak);
    ledger = settled(ledger, 2);
    LedgerEntry strong = found("PAY-30", 0.1);
    assertEquals(LedgerChange.KEPT_BEHIND, ledger.add(strong).taken());
    assertEquals(
        LedgerChange.NOT_KEPT, ledger.add(found("PAY-30", 0.2)).taken(), "later of the same day");
    assertEquals(2, ledger.entries().size());
    long at = after(2);
    double both =
        new EntityScorer(RULES).at(at, AlertTrack.PAYER, ledger.entries(), List.of()).value();
    double alone =
        new EntityScorer(RULES).at(at, AlertTrack.PAYER, List.of(strong), List.of()).value();
    assertEquals(alone, both);
  }

  /** An alert names it too, so that a verdict on what was seen is one on both. */
  @Test
  void theOneBesideAStrongerFindingOfASettledDayIsNamedButCountsNot() {
    Ledger ledger = Ledger.empty();
    LedgerEntry weak = Evidence.of(RULES, AlertTrack.PAYER, "EXT-04", Evidence.day(0), 0.5);
    ledger.add(weak);
    ledger = settled(ledger, 2);
    LedgerEntry strong = found("EXT-04", 0.1);
    ledger.add(strong);
    AlertContent alert = content(ledger);
    assertEquals(List.of(strong.findingId(), weak.findingId()), alert.findings());
    assertEquals(
        List.of(strong.findingId()),
        alert.score().reasons().get(0).entries().stream().map(LedgerEntry::findingId).toList());
    assertEquals(strong.time(), alert.firstSeen());
  }

  @Test
  void theSettledVersionOfASettledFindingTakesItsPlace() {
    Ledger ledger = Ledger.empty();
    ledger.add(found("PAY-30", 0));
    ledger = settled(ledger, 2);
    assertEquals(LedgerChange.KEPT, ledger.add(fuller(found("PAY-30", 0))).taken());
    assertEquals(1, ledger.entries().size());
    assertEquals(9, ledger.entries().get(0).observed());
    assertEquals(Evidence.day(0), ledger.entries().get(0).foldedAt());
  }

  private static LedgerEntry fuller(LedgerEntry of) {
    return new LedgerEntry(
        of.indicator(),
        of.ruleId(),
        of.findingId(),
        of.time(),
        of.strength(),
        FindingQuality.FULL,
        9,
        9,
        of.expiresAt(),
        of.always(),
        0);
  }

  @Test
  void aSignalCountsBeforeItExpires() {
    Ledger ledger = Ledger.empty();
    ledger.add(expiring(found("EXT-04", 0), Evidence.day(3)));
    ledger.add(found("PAY-30", 2.9));
    assertTrue(hasReport(content(ledger)));
    ledger.add(found("LIV-20", 3));
    assertFalse(hasReport(content(ledger)));
    assertEquals(Evidence.day(2.9), content(ledger).firstSeen());
    assertTrue(content(ledger).open(), "expiry closes nothing");
  }

  @Test
  void aReportThatExpiredBeforeItCouldBeFoldedOpensNonetheless() {
    Ledger ledger = settled(Ledger.empty(), 2);
    ledger.add(expiring(found("EXT-04", 0), Evidence.day(1)));
    assertTrue(content(ledger).open());
    assertTrue(hasReport(content(ledger)));
  }

  private static boolean hasReport(AlertContent alert) {
    return alert.score().reasons().stream().anyMatch(r -> r.indicator().equals("EXT-04"));
  }

  private static LedgerEntry expiring(LedgerEntry of, long at) {
    return new LedgerEntry(
        of.indicator(),
        of.ruleId(),
        of.findingId(),
        of.time(),
        of.strength(),
        FindingQuality.FULL,
        of.observed(),
        of.events(),
        at,
        of.always(),
        0);
  }

  @Test
  void findingsThatAreLateByLessThanTheSettleTimeEndAsInAReplay() {
    Random random = RandomCases.random(21);
    long settle = 40 * Evidence.DAY;
    int alerts = 0;
    for (int i = 0; i < CASES; i++) {
      RandomLedger one = new RandomLedger(random);
      Fold fold = new Fold(one.rules);
      Ledger victim = RandomLedger.ledger(one.victim);
      Map<LedgerEntry, Long> arrivals = new HashMap<>();
      one.entries.forEach(e -> arrivals.put(e, e.time() + random.nextLong(settle)));
      List<LedgerEntry> inOrder = new ArrayList<>(one.entries);
      inOrder.sort(Comparator.comparingLong(arrivals::get));
      Ledger live = Ledger.empty();
      for (LedgerEntry entry : inOrder) {
        if (random.nextInt(3) == 0) {
          long until = Evidence.endOfDayBefore(arrivals.get(entry) - settle);
          live = Evidence.settled(fold, one.track, live, victim, until);
        }
        assertFalse(live.add(entry).taken() == LedgerChange.KEPT_BEHIND);
      }
      AlertContent replayed = fold.content(one.track, RandomLedger.ledger(one.entries), victim);
      assertEquals(replayed, fold.content(one.track, live, victim));
      alerts += replayed == null ? 0 : 1;
    }
    assertTrue(alerts > CASES / 10, alerts + " alerts");
  }

  @Test
  void whatOpensIsNeverLostHoweverLate() {
    Random random = RandomCases.random(22);
    for (int i = 0; i < CASES; i++) {
      Ledger ledger = Ledger.empty();
      for (int n = random.nextInt(5); n > 0; n--) {
        ledger.add(found(random.nextBoolean() ? "PAY-30" : "LIV-20", random.nextInt(300)));
      }
      ledger = settled(ledger, random.nextInt(600));
      int before = content(ledger) == null ? 0 : content(ledger).episode();
      double day = random.nextInt(600);
      ledger.add(found("EXT-04", day));
      AlertContent alert = content(ledger);
      long quiet = Evidence.day(day) + Episode.QUIET_MILLIS;
      boolean isOver = ledger.kept().stream().anyMatch(entry -> entry.foldedAt() > quiet);
      assertTrue(alert.open() || alert.episode() > before || isOver, () -> "report of day " + day);
      assertTrue(hasReport(alert), () -> "report of day " + day);
    }
  }
}
