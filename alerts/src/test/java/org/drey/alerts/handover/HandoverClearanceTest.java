package org.drey.alerts.handover;

import static org.drey.alerts.handover.TestHandovers.DECIDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.rules.score.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Only CONFIRMED and LIKELY let an alert go to others, and nothing that is undecided. */
class HandoverClearanceTest {
  private static final Set<String> NONE = Set.of();

  private static HandoverClearance of(Alert alert, Set<String> counting, Verdict... verdicts) {
    return of(alert, counting, new SecondEyes(true, null), verdicts);
  }

  private static HandoverClearance of(
      Alert alert, Set<String> counting, SecondEyes eyes, Verdict... verdicts) {
    VerdictRules rules = VerdictRules.of(TestAlerts.RULES, eyes);
    return HandoverClearance.of(VerdictHistory.of(alert, List.of(verdicts), rules), counting, eyes);
  }

  private static void assertStays(String why, HandoverClearance clearance) {
    assertNull(clearance.decided(), () -> "goes, but " + why);
    assertTrue(clearance.refusal().contains(why), clearance::refusal);
  }

  private static Verdict later(Alert alert, VerdictType type, VerdictReason reason) {
    return TestHandovers.verdict(alert, type, reason, DECIDED.plusSeconds(60));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIRMED", "LIKELY"})
  void whatWasDecidedSoGoes(VerdictType type) {
    Alert alert = TestHandovers.decided(Track.PAYER, "p", type);
    ClearingVerdict decided = of(alert, NONE).decided();
    assertEquals(new ClearingVerdict(type.name(), null, DECIDED, false, true), decided);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CONFIRMED", "LIKELY"},
      mode = Mode.EXCLUDE)
  void whatWasDecidedOtherwiseStays(VerdictType type) {
    assertStays(
        "the newest verdict is " + type, of(TestHandovers.decided(Track.PAYER, "p", type), NONE));
  }

  @Test
  void whatNoOneDecidedStays() {
    assertStays(HandoverClearance.NO_VERDICT, of(TestAlerts.payer(), NONE));
  }

  @Test
  void whatIsOpenAgainOrEndedByQuietOrWithdrawnStays() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    alert.setState(AlertState.OPEN);
    assertStays("open again", of(alert, NONE));
    alert.setState(AlertState.WITHDRAWN);
    assertStays("withdrawn", of(alert, NONE));
    alert.setState(AlertState.CLOSED);
    alert.setClosedBy(null);
    assertStays("quiet", of(alert, NONE));
  }

  /** Two at once: the one that closed it spent the evidence, the other came after. */
  @Test
  void whatAnotherVerdictClosedStays() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    alert.setClosedBy("UNFOUNDED");
    assertStays("it was closed by UNFOUNDED", of(alert, NONE));
  }

  @Test
  void theRecordSaysWhyAndByHowMany() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    Verdict verdict =
        TestHandovers.verdict(alert, VerdictType.CONFIRMED, VerdictReason.REPORTED, DECIDED);
    verdict.setSecondAnalyst("a18");
    assertEquals(
        new ClearingVerdict("CONFIRMED", "REPORTED", DECIDED, true, true),
        of(alert, NONE, verdict).decided());
    verdict.setSecondAnalyst(verdict.getAnalyst());
    ClearingVerdict alone = of(alert, NONE, verdict).decided();
    assertNotNull(alone);
    assertEquals("CONFIRMED (reported), by an analyst", alone.words());
  }

  @ParameterizedTest
  @CsvSource({
    "UNFOUNDED,NO_PATTERN",
    "NEEDS_MORE,MORE_DATA",
    "DUPLICATE,SAME_AS_CASE",
    "BENIGN_EXPLAINED,OTHER_VERIFIED"
  })
  void aNewerVerdictKeepsItAlsoBeforeTheJobKnows(VerdictType type, VerdictReason reason) {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    assertStays("the newest verdict is " + type, of(alert, NONE, later(alert, type, reason)));
  }

  @Test
  void whatIsTakenBackStays() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    Verdict given =
        TestHandovers.verdict(alert, VerdictType.CONFIRMED, VerdictReason.REPORTED, DECIDED);
    Verdict reopened = later(alert, VerdictType.REOPENED, VerdictReason.MISTAKE);
    reopened.setVerdictId("v2");
    reopened.setTakesBack(given.getVerdictId());
    assertStays("REOPENED", of(alert, NONE, given, reopened));
  }

  /** It closed nothing; taken back it leaves the alert as it was before. */
  @Test
  void aLaterVerdictThatClosedNothingKeepsItUntilItIsTakenBack() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    Verdict given =
        TestHandovers.verdict(alert, VerdictType.CONFIRMED, VerdictReason.REPORTED, DECIDED);
    Verdict idle = later(alert, VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN);
    idle.setVerdictId("idle");
    assertStays(
        "UNFOUNDED, which closed nothing: taken back by REOPENED (--takes-back idle)",
        of(alert, NONE, given, idle));
    Verdict reopened = later(alert, VerdictType.REOPENED, VerdictReason.MISTAKE);
    reopened.setVerdictId("v3");
    reopened.setVerdictTime(DECIDED.plusSeconds(120));
    reopened.setTakesBack("idle");
    ClearingVerdict decided = new ClearingVerdict("CONFIRMED", "REPORTED", DECIDED, false, true);
    assertEquals(decided, of(alert, NONE, given, idle, reopened).decided());
    for (Verdict newest : List.of(idle, reopened)) { // the job has taken up one, then both
      alert.setVerdict(newest.getVerdict().name());
      alert.setVerdictTime(newest.getVerdictTime());
      assertEquals(decided, of(alert, NONE, given, idle, reopened).decided());
    }
  }

  @Test
  void whatLacksASecondAnalystIsSaidToWaitForOne() {
    Alert alert = TestAlerts.payer();
    Verdict alone = later(alert, VerdictType.CONFIRMED, VerdictReason.REPORTED);
    alert.setVerdict("NEEDS_MORE");
    alert.setVerdictTime(alone.getVerdictTime());
    assertStays(
        "it waits for a second analyst: CONFIRMED of a17 alone closes nothing",
        of(alert, NONE, alone));
  }

  @Test
  void aVerdictThatTheJobDoesNotKnowOfCountsWhereItIsNamed() {
    Alert alert = TestAlerts.payer();
    Verdict verdict = later(alert, VerdictType.LIKELY, VerdictReason.REFERRED);
    assertStays("not taken up yet", of(alert, NONE, verdict));
    ClearingVerdict decided = of(alert, Set.of(VerdictKey.of(verdict)), verdict).decided();
    assertEquals(
        new ClearingVerdict("LIKELY", "REFERRED", DECIDED.plusSeconds(60), false, false), decided);
  }

  /** Which the job, too, would not close it by. */
  @Test
  void aVerdictThatTheJobDoesNotKnowOfNeedsTheEyesThatTheConfigurationAsksFor() {
    Alert alert = TestAlerts.payer();
    Verdict verdict = later(alert, VerdictType.LIKELY, VerdictReason.REFERRED);
    Set<String> named = Set.of(VerdictKey.of(verdict));
    alert.setPeakBand(org.drey.event.Band.HIGH);
    SecondEyes needed = new SecondEyes(true, Band.HIGH);
    SecondEyes above = new SecondEyes(true, Band.CRITICAL);
    assertStays("two have to agree", of(alert, named, needed, verdict));
    assertStays("--config FILE", of(alert, named, SecondEyes.UNKNOWN, verdict));
    assertNotNull(of(alert, named, above, verdict).decided());
    verdict.setSecondAnalyst(verdict.getAnalyst());
    assertStays("two have to agree", of(alert, named, needed, verdict));
    verdict.setSecondAnalyst("another");
    assertNotNull(of(alert, named, needed, verdict).decided());
    assertNotNull(of(alert, named, SecondEyes.UNKNOWN, verdict).decided());
  }

  @Test
  void evidenceThatTheVerdictHasNotSeenKeepsIt() {
    Alert alert = TestAlerts.payer();
    Verdict verdict = later(alert, VerdictType.CONFIRMED, VerdictReason.REPORTED);
    verdict.setSeen(List.of(alert.getFindings().get(0)));
    assertStays("has not seen", of(alert, Set.of(VerdictKey.of(verdict)), verdict));
  }

  @Test
  void aVerdictThatTheJobWillRefuseDoesNotCount() {
    Alert child = TestAlerts.of(Track.VICTIM, "c");
    Verdict verdict = later(child, VerdictType.LIKELY, VerdictReason.WATCHED);
    assertStays("the jobs refuse its verdict", of(child, Set.of(VerdictKey.of(verdict)), verdict));
    Alert payer = TestAlerts.payer();
    Verdict helped = later(payer, VerdictType.CONFIRMED, VerdictReason.HELPED);
    assertStays("the jobs refuse its verdict", of(payer, Set.of(VerdictKey.of(helped)), helped));
  }
}
