package org.drey.alerts.decide;

import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.rules.score.Band;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an analyst may decide, and what it is said to do. */
class CheckedVerdictTest {
  private static final VerdictRules RULES = VerdictRules.of(TestAlerts.RULES, SecondEyes.UNKNOWN);
  private static final Alert PAYER = TestAlerts.payer();

  private static VerdictRequest wish(VerdictType type, String reason) {
    return new VerdictRequest(type, reason, List.of(), null, null, null, "a17", null, null);
  }

  private static VerdictRequest suppressing(
      VerdictType type, String reason, String family, Long days) {
    return new VerdictRequest(type, reason, List.of(family), days, null, null, "a17", null, null);
  }

  private static VerdictRequest takingBack(String id) {
    return new VerdictRequest(
        VerdictType.REOPENED, "MISTAKE", List.of(), null, null, id, "a17", null, null);
  }

  private static CheckedVerdict decided(VerdictRequest wish, Verdict... before)
      throws RefusedException {
    return CheckedVerdict.of(
        VerdictHistory.of(PAYER, List.of(before), TestAlerts.VERDICTS),
        wish,
        RULES,
        List.of(),
        NOW,
        DecisionChannel.TERMINAL);
  }

  private static void assertRefused(
      String why, Alert alert, VerdictRequest wish, Verdict... before) {
    VerdictHistory history = VerdictHistory.of(alert, List.of(before), TestAlerts.VERDICTS);
    String said =
        assertThrows(
                RefusedException.class,
                () ->
                    CheckedVerdict.of(
                        history, wish, RULES, List.of(), NOW, DecisionChannel.TERMINAL))
            .getMessage();
    assertTrue(said.contains(why), said);
  }

  private static Verdict unfounded(String id, Instant time) {
    return TestAlerts.verdict(
        PAYER, id, org.drey.event.VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, time);
  }

  private static void assertSays(CheckedVerdict decision, String what) {
    String all = String.join("\n", decision.effects());
    assertTrue(all.contains(what), all);
  }

  @Test
  void whatWouldConfirmOneWhoMayBeAVictimSaysSoFirstAndHasToNameThatAlert()
      throws RefusedException {
    VerdictHistory history =
        VerdictHistory.of(PAYER, List.of(), TestAlerts.VERDICTS).beside("58bcff5bee");
    for (VerdictType type : List.of(VerdictType.CONFIRMED, VerdictType.LIKELY)) {
      CheckedVerdict decision =
          CheckedVerdict.of(
              history, wish(type, "REFERRED"), RULES, List.of(), NOW, DecisionChannel.TERMINAL);
      String first = decision.effects().get(0);
      assertTrue(first.contains("may need help: 58bcff5b. " + type), first);
      for (String named : Arrays.asList(null, "", "58b", "69bc", "58bcff5bee00")) {
        RefusedException refused =
            assertThrows(
                RefusedException.class,
                () -> decision.demandNamed(named, true, DecisionChannel.TERMINAL));
        assertTrue(refused.getMessage().endsWith("--also-victim 58bcff5b."), refused.getMessage());
      }
      decision.demandNamed("58bcff5b", false, DecisionChannel.TERMINAL);
    }
    CheckedVerdict other =
        CheckedVerdict.of(
            history,
            wish(VerdictType.UNFOUNDED, "NO_PATTERN"),
            RULES,
            List.of(),
            NOW,
            DecisionChannel.TERMINAL);
    other.demandNamed(null, false, DecisionChannel.TERMINAL);
    assertFalse(other.effects().get(0).contains("58bcff5b"), other.effects().get(0));
  }

  @Test
  void whatWasSeenIsWhatTheRevisionLists() throws RefusedException {
    Verdict verdict = decided(wish(VerdictType.UNFOUNDED, "NO_PATTERN")).verdict();
    assertEquals(PAYER.getFindings(), verdict.getSeen());
    assertEquals(PAYER.getAsOf(), verdict.getAsOf());
    assertEquals(PAYER.getRevision(), verdict.getRevision());
    assertEquals(PAYER.getGeneration(), verdict.getGeneration());
    assertEquals(PAYER.getRulesetVersion(), verdict.getRulesetVersion());
    assertEquals(PAYER.getAlertId(), verdict.getAlertId());
    assertEquals(PAYER.getEntity(), verdict.getEntity());
    assertEquals(NOW, verdict.getVerdictTime());
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED,HELPED,HELPED is no reason for CONFIRMED",
    "UNFOUNDED,NO_PATERN,did you mean 'NO_PATTERN'",
    "REOPENED,MISTAKE,name it by --takes-back"
  })
  void whatTheTableDoesNotAllowIsRefusedWithWhatItDoes(
      VerdictType type, String reason, String why) {
    assertRefused(why, PAYER, wish(type, reason));
  }

  @Test
  void aYoungPersonsAlertTakesOtherVerdicts() throws RefusedException {
    Alert victim = TestAlerts.of(Track.VICTIM, "child-token-1");
    assertRefused(
        "not for alerts of the track VICTIM", victim, wish(VerdictType.LIKELY, "WATCHED"));
    assertRefused(
        "on a young person's alert nothing is suppressed",
        victim,
        suppressing(VerdictType.UNFOUNDED, "NO_PATTERN", "SXV_RATE", null));
    CheckedVerdict helped =
        CheckedVerdict.of(
            VerdictHistory.of(victim, List.of(), TestAlerts.VERDICTS),
            wish(VerdictType.CONFIRMED, "HELPED"),
            RULES,
            List.of(),
            NOW,
            DecisionChannel.TERMINAL);
    assertSays(helped, "no suspect of the young person");
  }

  @Test
  void anAlertWhoseIdDoesNotFitItsEntityIsRefused() {
    Alert alert = TestAlerts.payer();
    alert.setEntity("another");
    assertRefused("alert_id", alert, wish(VerdictType.UNFOUNDED, "NO_PATTERN"));
  }

  @Test
  void suppressionIsForKnownSoftFamiliesAndNinetyDays() throws RefusedException {
    VerdictType type = VerdictType.UNFOUNDED;
    assertRefused(
        "no family 'PAYNETT' (did you mean 'PAYNET'?)",
        PAYER,
        suppressing(type, "NO_PATTERN", "PAYNETT", null));
    assertRefused("EXT has hard evidence", PAYER, suppressing(type, "NO_PATTERN", "EXT", null));
    assertRefused(
        "--suppress-days is 1 to 90", PAYER, suppressing(type, "NO_PATTERN", "PAYNET", 91L));
    assertRefused(
        "--suppress-days is 1 to 90", PAYER, suppressing(type, "NO_PATTERN", "PAYNET", 0L));
    assertRefused(
        "--suppress-days is 1 to 90",
        PAYER,
        suppressing(type, "NO_PATTERN", "PAYNET", (1L << 32) + 30));
    assertRefused(
        "suppresses nothing",
        PAYER,
        suppressing(VerdictType.CONFIRMED, "REPORTED", "PAYNET", null));
    assertSays(
        decided(suppressing(type, "NO_PATTERN", "PAYNET", null)),
        "Findings of PAYNET do not count before 2026-02-14 UTC");
    assertSays(
        decided(suppressing(type, "NO_PATTERN", "PAYNET", 90L)),
        "Findings of PAYNET do not count before 2026-04-15 UTC");
  }

  @Test
  void anExplanationIsABenignIndicatorThatThereIs() throws RefusedException {
    VerdictType type = VerdictType.BENIGN_EXPLAINED;
    assertSays(
        decided(explaining(type, "RELATIVE_VERIFIED", "BEN-02")),
        "Explained as BEN-02: " + RULES.benign().get("BEN-02") + ".");
    assertRefused(
        "no benign indicator 'BEN-99'; there are BEN-01, BEN-02, BEN-03",
        PAYER,
        explaining(type, "RELATIVE_VERIFIED", "BEN-99"));
    assertRefused(
        "only BENIGN_EXPLAINED does",
        PAYER,
        explaining(VerdictType.UNFOUNDED, "NO_PATTERN", "BEN-02"));
  }

  private static VerdictRequest explaining(VerdictType type, String reason, String benign) {
    return new VerdictRequest(type, reason, List.of(), null, benign, null, "a17", null, null);
  }

  @Test
  void aVerdictIsSaidToCloseAndToSpendOrNot() throws RefusedException {
    CheckedVerdict spends = decided(wish(VerdictType.UNFOUNDED, "NO_PATTERN"));
    assertTrue(spends.effects().get(0).startsWith("Closes the alert: episode 1 ends"));
    assertSays(spends, "counts no more: 2 findings (");
    assertSays(spends, "Received small payments from several unrelated people abroad: 1; ");
    assertSays(spends, "; and 2 more reasons).");
    assertSays(spends, "The evidence against it (Payment to a verified relative) is kept");
    assertSays(spends, "second eyes");
    assertSays(spends, "taken back until 2026-04-15");
    assertSays(decided(wish(VerdictType.LIKELY, "WATCHED")), "go on counting");
    assertEquals(
        List.of(
            "Closes nothing and changes no score: the alert stays as it is, open, and says that"
                + " more is needed."),
        decided(wish(VerdictType.NEEDS_MORE, "MORE_DATA")).effects());
  }

  @ParameterizedTest
  @CsvSource({"ALERT,true,true", "ALERT,false,false", "HIGH,true,false", "WATCH,true,true"})
  void whereSecondEyesAreNeededOneAnalystClosesNothing(Band from, boolean alone, boolean needed)
      throws RefusedException {
    VerdictRules rules = VerdictRules.of(TestAlerts.RULES, new SecondEyes(true, from));
    VerdictRequest wish =
        new VerdictRequest(
            VerdictType.LIKELY,
            "WATCHED",
            List.of(),
            null,
            null,
            null,
            "a17",
            alone ? "a17" : "b2",
            null);
    CheckedVerdict decision =
        CheckedVerdict.of(
            VerdictHistory.of(PAYER, List.of(), TestAlerts.VERDICTS),
            wish,
            rules,
            List.of(),
            NOW,
            DecisionChannel.TERMINAL);
    assertEquals(needed, decision.effects().get(0).startsWith("Closes nothing yet"));
    assertEquals(!needed, decision.effects().get(0).startsWith("Closes the alert"));
  }

  @Test
  void onAnAlertThatAVerdictClosedOneMoreClosesNothing() throws RefusedException {
    Alert closed = TestAlerts.payer();
    closed.setState(AlertState.CLOSED);
    closed.setClosedBy("UNFOUNDED");
    VerdictHistory history =
        VerdictHistory.of(
            closed, List.of(unfounded("v1", NOW.minusSeconds(60))), TestAlerts.VERDICTS);
    CheckedVerdict decision =
        CheckedVerdict.of(
            history,
            wish(VerdictType.CONFIRMED, "REPORTED"),
            RULES,
            List.of(),
            NOW,
            DecisionChannel.TERMINAL);
    assertSays(decision, "Closes nothing: UNFOUNDED of a17 of 2026-01-15 has closed");
    assertSays(decision, "--takes-back v1");
  }

  @Test
  void onAPageThereAreNoOptionsOfTheCommandLine() throws RefusedException {
    Alert closed = TestAlerts.payer();
    closed.setState(AlertState.CLOSED);
    closed.setClosedBy("UNFOUNDED");
    VerdictHistory history =
        VerdictHistory.of(
            closed, List.of(unfounded("v1", NOW.minusSeconds(60))), TestAlerts.VERDICTS);
    for (VerdictRequest wish :
        List.of(
            wish(VerdictType.CONFIRMED, "REPORTED"),
            takingBack("v1"),
            takingBack("v2"),
            suppressing(VerdictType.CONFIRMED, "REPORTED", "PAYMENTS", null),
            suppressing(VerdictType.UNFOUNDED, "NO_PATTERN", "PAYMENTS", 91L),
            wish(VerdictType.REOPENED, "MISTAKE"))) {
      String said;
      try {
        said =
            CheckedVerdict.of(history, wish, RULES, List.of(), NOW, DecisionChannel.PAGE)
                .effects()
                .toString();
      } catch (RefusedException e) {
        said = String.valueOf(e.getMessage());
      }
      assertFalse(said.contains("--"), said);
    }
    CheckedVerdict alone =
        CheckedVerdict.of(
            VerdictHistory.of(PAYER, List.of(), TestAlerts.VERDICTS),
            wish(VerdictType.CONFIRMED, "REPORTED"),
            RULES,
            List.of(),
            NOW,
            DecisionChannel.PAGE);
    assertFalse(alone.effects().toString().contains("--"), alone.effects().toString());
  }

  @Test
  void whatWasClosedByQuietIsClosedByAVerdict() throws RefusedException {
    Alert quiet = TestAlerts.payer();
    quiet.setState(AlertState.CLOSED);
    CheckedVerdict decision =
        CheckedVerdict.of(
            VerdictHistory.of(quiet, List.of(), TestAlerts.VERDICTS),
            wish(VerdictType.CONFIRMED, "REPORTED"),
            RULES,
            List.of(),
            NOW,
            DecisionChannel.TERMINAL);
    assertTrue(decision.effects().get(0).startsWith("Closes the alert"));
  }

  @Test
  void aVerdictIsTakenBackForNinetyDays() throws RefusedException {
    Instant oldest = NOW.minus(Duration.ofDays(90));
    assertSays(decided(takingBack("v1"), unfounded("v1", oldest)), "Takes back UNFOUNDED of a17");
    // What it saw is later than its own time: that is when it took effect.
    Alert old = TestAlerts.payer();
    old.setAsOf(oldest.minusMillis(1));
    Verdict tooOld = unfounded("v1", oldest.minusMillis(1));
    tooOld.setAsOf(oldest.minusMillis(1));
    assertRefused("there is none", old, takingBack("v1"), tooOld);
    assertRefused("There is v2 (UNFOUNDED of a17)", PAYER, takingBack("v1"), unfounded("v2", NOW));
    Verdict reopened = unfounded("v3", NOW);
    reopened.setVerdict(org.drey.event.VerdictType.REOPENED);
    reopened.setReason(VerdictReason.MISTAKE);
    reopened.setTakesBack("v2");
    assertRefused("there is none", PAYER, takingBack("v2"), unfounded("v2", NOW), reopened);
  }

  @Test
  void theSameDecisionOnTheSameRevisionIsTheSameVerdict() throws RefusedException {
    VerdictRequest wish = wish(VerdictType.UNFOUNDED, "NO_PATTERN");
    CheckedVerdict first = decided(wish);
    CheckedVerdict later =
        CheckedVerdict.of(
            VerdictHistory.of(PAYER, List.of(), TestAlerts.VERDICTS),
            wish,
            RULES,
            List.of(),
            NOW.plusSeconds(90),
            DecisionChannel.TERMINAL);
    assertEquals(first.verdict().getVerdictId(), later.verdict().getVerdictId());
    assertTrue(
        later.isGiven(VerdictHistory.of(PAYER, List.of(first.verdict()), TestAlerts.VERDICTS)));
    for (VerdictRequest other :
        List.of(
            wish(VerdictType.UNFOUNDED, "WRONG_DATA"),
            suppressing(VerdictType.UNFOUNDED, "NO_PATTERN", "PAYNET", null),
            new VerdictRequest(
                wish.type(), wish.reason(), List.of(), null, null, null, "b2", null, null),
            new VerdictRequest(
                wish.type(), wish.reason(), List.of(), null, null, null, "a17", "b2", null))) {
      assertNotEquals(first.verdict().getVerdictId(), decided(other).verdict().getVerdictId());
    }
  }

  @Test
  void whatWasTakenBackCanBeDecidedAgain() throws RefusedException {
    VerdictRequest wish = wish(VerdictType.UNFOUNDED, "NO_PATTERN");
    Verdict first = decided(wish).verdict();
    Verdict reopened = decided(takingBack(first.getVerdictId()), first).verdict();
    CheckedVerdict again = decided(wish, first, reopened);
    assertNotEquals(first.getVerdictId(), again.verdict().getVerdictId());
  }

  @Test
  void whatTheSchemaRefusesIsRefusedBeforeItIsSent() {
    VerdictRequest wish =
        new VerdictRequest(
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            List.of(),
            null,
            null,
            null,
            "a".repeat(129),
            null,
            null);
    assertRefused("analyst", PAYER, wish);
  }
}
