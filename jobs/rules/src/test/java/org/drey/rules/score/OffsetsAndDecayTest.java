package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.Ledger.LedgerChange;
import org.junit.jupiter.api.Test;

/**
 * Benign offsets, decay, noisy-OR, damping and caps. An entry of n points has strength one half.
 */
class OffsetsAndDecayTest {
  private static final double MOMENT = 1.0 / Evidence.DAY;

  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-A", AlertTrack.PAYER, "payment", "PAYVAL", 40),
          Evidence.soft("PAY-B", AlertTrack.PAYER, "payment", "PAYVAL", 20),
          Evidence.soft("LIV-A", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.soft("LIV-B", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-A", AlertTrack.PAYER, 60),
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10),
          Evidence.benign("BEN-20", AlertTrack.PAYER, -20),
          Evidence.benign("BEN-30", AlertTrack.PAYER, -30));

  private static Person payer() {
    return new Person(RULES, AlertTrack.PAYER);
  }

  private static List<String> offsets(Score score) {
    return score.offsets().stream().map(o -> o.indicator() + " " + o.points()).toList();
  }

  @Test
  void benignFindingsTakeTheirPointsAwayOnceEach() {
    Score score = payer().with("PAY-A", 9).with("LIV-A", 9).with("BEN-10", 0, 1, 2).score();
    assertEquals(30, score.value());
    assertEquals(List.of("BEN-10 -10.0"), offsets(score));
  }

  @Test
  void togetherTheyTakeAtMostThirtySixAway() {
    Score score =
        payer().with("PAY-A", 0).with("LIV-A", 0).with("BEN-20", 0).with("BEN-30", 0).score();
    assertEquals(4, score.value());
    assertEquals(List.of("BEN-30 -21.6", "BEN-20 -14.4"), offsets(score));
  }

  @Test
  void theyNeverGoBelowNothing() {
    Score score = payer().with("PAY-A", 0).with("BEN-30", 0).with("BEN-10", 0).score();
    assertEquals(0, score.value());
    assertEquals(List.of("BEN-30 -15.0", "BEN-10 -5.0"), offsets(score));
  }

  @Test
  void theyNeverReduceHardEvidence() {
    Score score = payer().with("EXT-A", 0).with("PAY-A", 0).with("BEN-30", 0).score();
    assertEquals(30, score.value());
    assertEquals(List.of("BEN-30 -20.0"), offsets(score));
  }

  @Test
  void alsoWithoutAnyEvidenceTheScoreIsNothing() {
    Score score = payer().with("BEN-30", 0).score();
    assertEquals(0, score.value());
    assertEquals(List.of(), score.offsets());
    assertEquals(List.of(), score.reasons());
  }

  @Test
  void theyCountForHalfAYear() {
    Person payer = payer().with("BEN-10", 0).with("PAY-A", 179).with("LIV-A", 179);
    assertEquals(30, payer.at(179).value());
    assertEquals(List.of("BEN-10 -10.0"), offsets(payer.at(180 - MOMENT)));
    assertEquals(List.of(), offsets(payer.at(180)));
  }

  @Test
  void aFutureFindingDoesNotExistYet() {
    Person payer = payer().with("PAY-A", 0).with("LIV-A", 1).with("BEN-10", 1);
    assertEquals(20, payer.at(0).value());
    assertEquals(19.7, payer.at(1 - MOMENT).value());
    assertEquals(List.of(), offsets(payer.at(1 - MOMENT)));
    assertEquals(List.of("BEN-10 -10.0"), offsets(payer.at(1)));
  }

  @Test
  void halfOfTheEvidenceIsLeftAfterAHalfLife() {
    // y = ln 2 decays to ln 2 / 2, so 40 · (1 − 2^−½) is left
    assertEquals(11.7, payer().with("PAY-A", 0).at(30).value());
  }

  @Test
  void evidenceIsForgottenAfterTenHalfLives() {
    Person payer = payer().with("PAY-A", 0).with("PAY-B", 0).with("LIV-A", 0).with("LIV-B", 0);
    assertEquals(0.1, payer.at(300).value());
    assertEquals(0, payer.at(300 + MOMENT).value());
  }

  @Test
  void findingsOfSeveralDaysAddByNoisyOr() {
    double left = Math.pow(2, -1 - Math.pow(2, -1 / 180.0));
    assertEquals(60 * (1 - left), payer().with("EXT-A", 0, 1).score().hard(), 1e-9);
  }

  @Test
  void withinADayOnlyTheStrongestCountsInAnyOrder() {
    LedgerEntry weak = Evidence.of(RULES, AlertTrack.PAYER, "EXT-A", Evidence.day(0), 0.2);
    LedgerEntry strong = Evidence.of(RULES, AlertTrack.PAYER, "EXT-A", Evidence.day(0.1), 0.9);
    for (List<LedgerEntry> order : List.of(List.of(weak, strong), List.of(strong, weak))) {
      Ledger ledger = Ledger.empty();
      order.forEach(ledger::add);
      assertEquals(List.of(strong), ledger.entries());
    }
  }

  @Test
  void ofEquallyStrongTheEarliestThenTheSmallestIdCounts() {
    LedgerEntry early = entry("b", 0);
    LedgerEntry late = entry("a", 0.1);
    LedgerEntry other = entry("c", 0);
    Ledger ledger = Ledger.empty();
    assertEquals(LedgerChange.KEPT, ledger.add(late).taken());
    assertEquals(LedgerChange.KEPT, ledger.add(other).taken());
    assertEquals(LedgerChange.KEPT, ledger.add(early).taken());
    assertEquals(LedgerChange.NOT_KEPT, ledger.add(other).taken());
    assertEquals(LedgerChange.NOT_KEPT, ledger.add(late).taken());
    assertEquals(List.of(early), ledger.entries());
  }

  private static LedgerEntry entry(String id, double day) {
    LedgerEntry one = Evidence.of(RULES, AlertTrack.PAYER, "PAY-A", Evidence.day(day), 1);
    return new LedgerEntry(
        one.indicator(),
        one.ruleId(),
        id,
        one.time(),
        one.strength(),
        FindingQuality.FULL,
        1,
        1,
        Finding.NO_EXPIRY,
        false,
        0);
  }

  @Test
  void aDayIsAUtcDayAlsoBefore1970() {
    Ledger ledger = Ledger.empty();
    assertEquals(LedgerChange.KEPT, ledger.add(entry("a", -0.6)).taken());
    assertEquals(LedgerChange.KEPT, ledger.add(entry("b", -0.4)).taken());
    assertEquals(LedgerChange.KEPT, ledger.add(entry("c", 0.4)).taken(), "the last of its day");
    assertEquals(3, ledger.kept().size());
    assertEquals(2, ledger.entries().size());
  }

  @Test
  void aFullerVersionOfAFindingTakesItsPlace() {
    Ledger ledger = Ledger.empty();
    LedgerEntry first = entry("a", 0);
    LedgerEntry fuller =
        new LedgerEntry(
            first.indicator(),
            first.ruleId(),
            "a",
            first.time(),
            first.strength(),
            FindingQuality.FULL,
            4,
            4,
            Finding.NO_EXPIRY,
            false,
            0);
    assertEquals(LedgerChange.KEPT, ledger.add(first).taken());
    assertEquals(LedgerChange.KEPT, ledger.add(fuller).taken());
    assertEquals(LedgerChange.NOT_KEPT, ledger.add(first).taken());
    assertEquals(4, ledger.entries().get(0).observed());
  }

  @Test
  void withinAFamilyTheSecondCountsForThreeFifths() {
    Person payer = payer().with("PAY-A", 0).with("PAY-B", 0);
    assertEquals(26, payer.familyPoints("PAYVAL"), 1e-9);
    assertEquals(26, payer.score().value());
  }

  @Test
  void aFamilyIsCappedAndItsReasonsShareTheCap() {
    Person payer = payer().with("LIV-A", 0).with("LIV-B", 0);
    assertEquals(24, payer.familyPoints("LIVE"), 1e-9);
    List<Double> points = payer.score().reasons().stream().map(Score.Reason::points).toList();
    assertEquals(List.of(15.0, 9.0), points);
  }

  @Test
  void strengthIsAtMostAlmostCertain() {
    Person payer = payer().withQuality(5, "LIV-A", 0);
    assertEquals(0.99, payer.ledger.entries().get(0).strength());
  }
}
