package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** When an alert opens, stays open, ends and opens again. Strong evidence is 50 points at once. */
class EpisodesTest {
  private static final double MOMENT = 1.0 / Evidence.DAY;

  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.soft("LINK-10", AlertTrack.PAYER, "payment", "LINK", 20),
          Evidence.hard("EXT-4", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10));

  private static Person payer() {
    return new Person(RULES, AlertTrack.PAYER);
  }

  private static Person strong(double day) {
    return payer().with("PAY-30", day).with("LIV-20", day);
  }

  @Test
  void anAlertOpensAtFifty() {
    AlertContent alert = strong(0).alert();
    assertEquals(50, alert.score().value());
    assertTrue(alert.open());
    assertEquals(1, alert.episode());
    assertEquals(Band.ALERT, alert.score().band());
  }

  @Test
  void belowFiftyNothingOpens() {
    assertNull(payer().with("PAY-30", 0).withQuality(0.98, "LIV-20", 0).alert());
    assertNull(payer().alert());
    assertNull(payer().with("BEN-10", 0).alert());
  }

  @Test
  void entriesOfOneMomentAreSeenTogether() {
    assertEquals(50, strong(0).alert().peak());
    assertNull(strong(0).with("BEN-10", 0).alert());
  }

  @Test
  void aRuleMayOpenAtAnyScore() {
    AlertContent alert = payer().with("EXT-4", 0).alert();
    assertEquals(4, alert.score().value());
    assertTrue(alert.open());
  }

  @Test
  void itStaysOpenAtAnyScore() {
    AlertContent alert = strong(0).with("BEN-10", 1).alert();
    assertTrue(alert.open());
    assertEquals(50, alert.peak());
    assertEquals(Evidence.day(1), alert.asOf());
    assertEquals(39.2, alert.score().value());
  }

  @Test
  void theScoreIsThatOfTheNewestEntryAndThePeakTheHighest() {
    AlertContent alert = strong(0).with("LINK-10", 2, 40).alert();
    assertEquals(Evidence.day(40), alert.asOf());
    assertEquals(payer0().at(2).value(), alert.peak());
    assertTrue(alert.score().value() < alert.peak());
  }

  private static Person payer0() {
    return strong(0).with("LINK-10", 2, 40);
  }

  @Test
  void itEndsAfterNinetyDaysWithoutAnEntry() {
    AlertContent still = strong(0).with("BEN-10", 90).alert();
    assertTrue(still.open());
    assertEquals(Evidence.day(90), still.asOf());
    AlertContent ended = strong(0).with("BEN-10", 90 + MOMENT).alert();
    assertFalse(ended.open());
    assertEquals(1, ended.episode());
    assertEquals(Evidence.day(0), ended.asOf());
    assertEquals(50, ended.score().value());
  }

  @Test
  void anyEntryKeepsItOpen() {
    assertTrue(strong(0).with("BEN-10", 80, 160, 240).alert().open());
  }

  @Test
  void theNextOpeningIsANewEpisode() {
    AlertContent alert =
        strong(0).with("LINK-10", 0).with("PAY-30", 200).with("LIV-20", 200).alert();
    assertEquals(2, alert.episode());
    assertTrue(alert.open());
    assertEquals(Evidence.day(200), alert.asOf());
    assertTrue(alert.peak() < 60, () -> "the peak is the new episode's: " + alert.peak());
  }

  @Test
  void firstAndLastSeenAreOfEvidenceThatStillCounts() {
    AlertContent alert = strong(0).with("LINK-10", -281, 10).with("BEN-10", -200, 20).alert();
    assertEquals(Evidence.day(20), alert.asOf());
    assertEquals(Evidence.day(0), alert.firstSeen());
    assertEquals(Evidence.day(10), alert.lastSeen());
    assertEquals(Evidence.day(-280), strong(0).with("LINK-10", -281, -280, 20).alert().firstSeen());
  }

  @Test
  void lateEvidenceMayMeanThatItNeverOpened() {
    Person payer = strong(10);
    assertTrue(payer.alert().open());
    assertNull(payer.with("BEN-10", 5).alert());
  }

  @Test
  void lateEvidenceMayJoinTwoEpisodes() {
    Person payer = strong(0).with("PAY-30", 100).with("LIV-20", 100);
    assertEquals(2, payer.alert().episode());
    assertEquals(1, payer.with("LINK-10", 50).alert().episode());
  }
}
