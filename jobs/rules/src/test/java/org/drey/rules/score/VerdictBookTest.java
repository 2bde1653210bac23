package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** What verdicts read, write and leave in a book, and what happens beyond what is settled. */
class VerdictBookTest {
  private static final double HOUR = 1 / 24.0;

  private final Desk desk = new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, null);

  private static long day(double day) {
    return Evidence.day(day);
  }

  private Desk strong(double day) {
    return finds("PAY-30", day).finds(1, "LIV-20", day(day));
  }

  private Desk finds(String indicator, double day) {
    return desk.takes(desk.finding(AlertTrack.PAYER, 1, indicator, day(day)), day(day));
  }

  private List<String> seen() {
    return desk.alert().content().findings();
  }

  private Desk gives(Says verdict) {
    return desk.takes(verdict.seeing(seen()), verdict.time());
  }

  private static Says unfounded(double day) {
    return Says.of("v1", VerdictType.UNFOUNDED, day);
  }

  private AlertVerdicts kept() {
    return desk.store.verdicts(AlertTrack.PAYER, BookStore.Side.LIVE);
  }

  @Test
  void whereThereAreNoVerdictsNoneAreRead() {
    strong(0);
    desk.store.note();
    finds("PAY-10", 3);
    desk.looks(day(200));
    assertTrue(desk.store.reads.stream().noneMatch(read -> read.startsWith("verdicts")));
    gives(unfounded(201));
    assertEquals(1, desk.store.count("verdicts"));
    desk.store.note();
    finds("PAY-10", 202);
    assertTrue(desk.store.reads.contains("verdicts PAYER"));
  }

  @Test
  void aFindingThatIsNotKeptReadsTheSummaryAloneAfterAVerdictToo() {
    strong(0);
    gives(unfounded(1));
    finds("PAY-10", 2);
    finds("PAY-10", 2 + 2 * HOUR);
    desk.store.note();
    finds("PAY-10", 2 + HOUR);
    assertEquals(List.of("summary"), desk.store.reads);
    assertEquals(List.of(), desk.store.writes);
  }

  @Test
  void aRepeatChangesNothing() {
    strong(0);
    gives(unfounded(1));
    desk.store.note();
    gives(unfounded(1));
    assertEquals(List.of(), desk.store.writes);
  }

  @Test
  void ofRecordsUnderOneIdTheEarliestThenTheSmallestTextCounts() {
    strong(0);
    gives(unfounded(2));
    gives(Says.of("v1", VerdictType.NEEDS_MORE, 3));
    assertEquals("CLOSED 1 54.0 UNFOUNDED by UNFOUNDED", desk.line());
    gives(Says.of("v1", VerdictType.NEEDS_MORE, 1));
    assertEquals("OPEN 1 54.0 NEEDS_MORE by null", desk.line());
    gives(Says.of("v1", VerdictType.CONFIRMED, 1));
    assertEquals("CLOSED 1 54.0 CONFIRMED by CONFIRMED", desk.line(), "CONFIRMED < NEEDS_MORE");
    gives(Says.of("v1", VerdictType.LIKELY, 1));
    assertEquals("CLOSED 1 54.0 CONFIRMED by CONFIRMED", desk.line());
  }

  /** What is known of an id is known with its alert: another alert is another verdict. */
  @Test
  void oneIdOnTwoAlertsIsTwoVerdicts() {
    strong(0);
    desk.takes(desk.finding(AlertTrack.VICTIM, 1, "SXV-01", day(100)), day(100));
    desk.takes(desk.finding(AlertTrack.VICTIM, 1, "SXV-10", day(100)), day(100));
    gives(unfounded(1));
    desk.takes(unfounded(101).on(AlertTrack.VICTIM), day(101));
    assertEquals("CLOSED 1 54.0 UNFOUNDED by UNFOUNDED", desk.line());
    assertEquals(VerdictType.UNFOUNDED, desk.last.get(AlertTrack.VICTIM).judgement().closedBy());
    desk.takes(Says.back("v2", 102, "v1").on(AlertTrack.VICTIM), day(102));
    assertNull(desk.last.get(AlertTrack.VICTIM).judgement().closedBy());
    assertEquals("CLOSED 1 54.0 UNFOUNDED by UNFOUNDED", desk.line(), "the other's stays");
  }

  @Test
  void anAlertTakesAHundredVerdictsAndWhatTheyDidStays() {
    strong(0);
    for (int i = 0; i < AlertVerdicts.MAX_VERDICTS - 1; i++) {
      gives(Says.of("more" + i, VerdictType.NEEDS_MORE, 1));
    }
    gives(unfounded(2));
    assertEquals(AlertVerdicts.MAX_VERDICTS, kept().kept().size());
    gives(Says.of("early", VerdictType.CONFIRMED, 1));
    desk.takes(Says.back("late", 3, "v1"), day(3));
    assertEquals(AlertVerdicts.MAX_VERDICTS, kept().kept().size());
    assertEquals("CLOSED 1 54.0 UNFOUNDED by UNFOUNDED", desk.line());
    gives(Says.of("more7", VerdictType.LIKELY, 0.5));
    assertEquals("CLOSED 1 54.0 UNFOUNDED by LIKELY", desk.line(), "a smaller record of an id");
  }

  @Test
  void atOneTimeEntriesAreBeforeVerdictsAndTheseInOrderOfTheirIds() {
    strong(0);
    gives(Says.of("v2", VerdictType.LIKELY, 1));
    gives(Says.of("v1", VerdictType.DUPLICATE, 1));
    assertEquals("CLOSED 1 54.0 LIKELY by DUPLICATE", desk.line());
    finds("PAY-10", 1);
    AlertContent again = desk.alert().content();
    assertEquals(2, again.episode(), "it was there and not seen");
    assertEquals(day(1) + 1, again.asOf());
  }

  @Test
  void aReopeningMayComeBeforeWhatItTakesBack() {
    strong(0);
    desk.takes(Says.back("v2", 5, "v1"), day(5));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
    gives(unfounded(1));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
  }

  @Test
  void aReopeningThatNamesNothingReopensNothing() {
    strong(0);
    desk.looks(day(100));
    desk.takes(Says.back("v2", 100, "v1"), day(100));
    assertEquals("CLOSED", desk.alert().kept().state().name());
    gives(Says.of("v1", VerdictType.NEEDS_MORE, 99));
    assertEquals("CLOSED", desk.alert().kept().state().name(), "it closed nothing");
  }

  @Test
  void whatIsReopenedWithinItsNinetyDaysEndsWhenItWouldHave() {
    strong(0);
    gives(unfounded(1));
    desk.takes(Says.back("v2", 90, "v1"), day(90));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
    desk.looks(day(90) + 1);
    assertEquals("CLOSED 1 54.0 REOPENED by null", desk.line());
  }

  @Test
  void lateEvidenceThatLiftsThePeakReopensWhatOneAnalystClosed() {
    Desk strict = new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, Band.HIGH);
    strict.finds("PAY-30", 0).finds("LIV-20", 0).says(unfounded(1));
    assertEquals("CLOSED 1 54.0 UNFOUNDED by UNFOUNDED", strict.line());
    strict.finds(0.8, "EXT-04", day(0));
    assertEquals("OPEN 1 70.0 NEEDS_MORE by null", strict.line());
    assertTrue(strict.alert().kept().notifies());
  }

  @Test
  void anEpisodeJustBelowTheBandNeedsNoSecondEyes() {
    Desk strict = new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, Band.HIGH);
    strict.finds("PAY-30", 0).finds("LIV-20", 0).finds(0.795, "EXT-04", day(0));
    assertEquals("OPEN 1 69.9 null by null", strict.line());
    assertEquals("CLOSED 1 69.9 UNFOUNDED by UNFOUNDED", strict.says(unfounded(1)).line());
  }

  @Test
  void aChildsAlertThatIsUnfoundedHoldsThePayersDownStill() {
    desk.takes(desk.finding(AlertTrack.VICTIM, 1, "SXV-01", day(0)), day(0));
    desk.takes(desk.finding(AlertTrack.VICTIM, 1, "SXV-10", day(0)), day(0));
    AlertContent child = desk.last.get(AlertTrack.VICTIM).content();
    Says verdict = unfounded(1).seeing(child.findings());
    desk.takes(verdict.on(AlertTrack.VICTIM), day(1));
    assertEquals(VerdictType.UNFOUNDED, desk.last.get(AlertTrack.VICTIM).judgement().closedBy());
    strong(2);
    assertNull(desk.alert(), "held down");
  }

  @Test
  void aVerdictOfBeforeTheSettledEndIsTakenAsOfThatEnd() {
    strong(0);
    finds("PAY-10", 50);
    desk.looks(day(160));
    assertEquals("CLOSED", desk.alert().kept().state().name());
    desk.takes(unfounded(1).seeing(seen()), day(160));
    assertEquals(VerdictType.UNFOUNDED, desk.alert().judgement().closedBy());
    long end = desk.store.ledger(AlertTrack.PAYER).settled().until();
    assertEquals(end + 1, kept().kept().get(0).foldedAt());
  }

  @Test
  void aVerdictThatHasSettledIsTakenBackFromTheSettledEndOn() {
    strong(0);
    gives(unfounded(1));
    desk.looks(day(121));
    assertEquals(StoredVerdict.Effect.ACTED, kept().kept().get(0).effect());
    assertEquals("", kept().kept().get(0).verdict().text());
    desk.takes(Says.back("v2", 91, "v1"), day(121));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
    desk.looks(day(181));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
    desk.looks(day(181) + 1);
    assertEquals("CLOSED 1 54.0 REOPENED by null", desk.line());
  }

  @Test
  void evidenceThatIsSpentOrSuppressedIsForgottenOnceANewEpisodeHasSettled() {
    strong(0);
    gives(unfounded(1).suppressing(90, "LINK"));
    for (int day = 2; day < 60; day++) {
      finds("PAY-10", day);
    }
    assertEquals(58, desk.alert().judgement().suppressed());
    assertEquals(60, desk.store.events());
    finds("EXT-04", 61);
    desk.looks(day(200));
    assertEquals(1, desk.store.events(), "the report alone");
    assertEquals(58, kept().suppressed());
    gives(Says.of("v2", VerdictType.NEEDS_MORE, 200));
    assertEquals(58, desk.alert().judgement().suppressed());
  }

  @Test
  void aVerdictOnAnAlertThatNeverComesIsForgottenAfterTwoYears() {
    desk.takes(unfounded(0), day(0));
    assertNull(desk.alert());
    desk.looks(day(729));
    assertEquals(1, desk.store.count("verdicts"));
    desk.looks(day(800));
    assertTrue(desk.store.isEmpty());
  }

  @Test
  void anAlertIsForgottenWithItsVerdicts() {
    strong(0);
    gives(unfounded(1));
    desk.looks(day(729));
    assertFalse(desk.store.isEmpty());
    desk.looks(day(800));
    assertTrue(desk.store.isEmpty());
  }
}
