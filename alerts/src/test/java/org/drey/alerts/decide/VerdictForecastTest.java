package org.drey.alerts.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.FoldForecast;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** What a verdict comes to, on the facilitator of the page on verdicts: 52.7 at day 5. */
class VerdictForecastTest {
  private static final long DAY = 86_400_000L;
  private static final VerdictRules RULES = VerdictRules.of(TestAlerts.RULES, SecondEyes.UNKNOWN);

  private final List<KnownFinding> findings = new ArrayList<>();

  VerdictForecastTest() {
    finds("PAY-20", 0, 5);
    finds("LNK-01", 3, 5);
    finds("LIV-04", 1);
    finds("LIV-01", 1, 5);
  }

  private static long day(double days) {
    return DAY / 2 + Math.round(days * DAY);
  }

  private void finds(String indicator, double... days) {
    for (double day : days) {
      RuleHead rule =
          TestAlerts.RULES.heads().stream()
              .filter(head -> head.scoring() != null)
              .filter(head -> head.scoring().track() == AlertTrack.FACILITATOR)
              .filter(head -> head.scoring().indicator().equals(indicator))
              .findFirst()
              .orElseThrow();
      findings.add(new KnownFinding(rule.id(), indicator + "@" + day, day(day), 1));
    }
  }

  /** The alert as a job writes it. */
  private Alert alert(Verdict... taken) {
    AlertContent content =
        new FoldForecast(TestAlerts.RULES, null)
            .of(AlertTrack.FACILITATOR, findings, rules(List.of(taken)))
            .content();
    Alert alert = TestAlerts.payer();
    alert.setTrack(org.drey.event.Track.FACILITATOR);
    alert.setEntityKind(EntityKind.PAYEE);
    alert.setAlertId(
        AlertIds.of(
            AlertTrack.FACILITATOR,
            new EntityKey(
                alert.getTokenDomain(), alert.getKeyVersion(), "PAYEE", alert.getEntity())));
    alert.setEpisode(content.episode());
    alert.setState(content.open() ? AlertState.OPEN : AlertState.CLOSED);
    alert.setScore(content.score().value());
    alert.setPeakScore(content.peak());
    alert.setAsOf(Instant.ofEpochMilli(content.asOf()));
    alert.setFindings(content.findings());
    alert.setReasons(List.of());
    if (taken.length > 0) {
      alert.setVerdict(taken[taken.length - 1].getVerdict().name());
      alert.setVerdictTime(taken[taken.length - 1].getVerdictTime());
      alert.setClosedBy(content.open() ? null : taken[0].getVerdict().name());
    }
    return alert;
  }

  private static List<org.drey.rules.verdict.Verdict> rules(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(one -> RecordSymbols.verdict(one, AlertTrack.FACILITATOR))
        .toList();
  }

  private static VerdictRequest wish(
      VerdictType type, String reason, String takesBack, String... suppress) {
    return new VerdictRequest(
        type, reason, List.of(suppress), null, null, takesBack, "a17", null, null);
  }

  private static VerdictRequest unfounded() {
    return wish(VerdictType.UNFOUNDED, "NO_PATTERN", null);
  }

  private CheckedVerdict decided(Alert alert, VerdictRequest wish, double day, Verdict... before)
      throws RefusedException {
    return CheckedVerdict.of(
        VerdictHistory.of(alert, List.of(before), TestAlerts.VERDICTS),
        wish,
        RULES,
        findings,
        Instant.ofEpochMilli(day(day)),
        DecisionChannel.TERMINAL);
  }

  private static void assertSays(CheckedVerdict decision, String what) {
    String all = String.join("\n", decision.effects());
    assertTrue(all.contains(what), all);
  }

  @Test
  void whatIsSpentLeavesNothing() throws RefusedException {
    CheckedVerdict decision = decided(alert(), unfounded(), 6);
    assertEquals(
        new VerdictForecast(
            true,
            Effect.ACTED,
            null,
            AlertState.CLOSED,
            1,
            52.7,
            0.0,
            decision.verdict().getVerdictId(),
            0),
        decision.forecast());
    assertSays(decision, "counts no more: 7 findings");
    assertSays(decision, "right after it the score of that is 0.0");
    assertSays(
        decision, "Episode 2 opens, and an analyst is notified, when findings that you were");
    assertSays(
        decision, "or with any finding of \"A court or the police asked to watch this host\", ");
  }

  @Test
  void aReplaysTimeEndsWithItsNewestEvidence() throws RefusedException {
    Alert replayed = alert();
    replayed.setGeneration(0);
    CheckedVerdict decision = decided(replayed, wish(VerdictType.LIKELY, "WATCHED", null), 500);
    assertSays(
        decision, "fading with time; at the newest evidence, of 1970-01-06, the score is 52.7.");
    assertTrue(
        decision.effects().stream().noneMatch(one -> one.contains("days after")),
        decision.effects()::toString);
  }

  @Test
  void whatGoesOnCountingOpensWithTheNextFinding() throws RefusedException {
    CheckedVerdict decision = decided(alert(), wish(VerdictType.LIKELY, "WATCHED", null), 6);
    assertEquals(51.2, decision.forecast().left(), 1.5);
    assertSays(decision, "go on counting, fading with time");
    assertSays(decision, "with the next finding as long as the score is still 50 or more");
    assertSays(decision, "now, 1 day after the newest evidence, what is left of the 52.7 is 5");
    assertSays(
        decided(alert(), wish(VerdictType.LIKELY, "WATCHED", null), 5.5),
        "right after it the score is 5");
  }

  /** An alert keeps the score of its newest evidence; months later little of that is left. */
  @Test
  void whatHasFadedByTheTimeOfTheVerdictIsSaidToBeThat() throws RefusedException {
    assertSays(
        decided(alert(), wish(VerdictType.CONFIRMED, "REPORTED", null), 205),
        "now, 200 days after the newest evidence, what is left of the 52.7 is ");
  }

  /** The example of the page: EXT-01 of day 4 comes after an analyst has looked. */
  @Test
  void whatWasNotShownMayOpenAgainAtOnce() throws RefusedException {
    Alert shown = alert();
    List<String> seen = shown.getFindings();
    finds("EXT-01", 4);
    Alert now = alert();
    now.setFindings(seen);
    CheckedVerdict decision = decided(now, unfounded(), 6);
    assertTrue(decision.forecast().exact());
    assertEquals(AlertState.OPEN, decision.forecast().state());
    assertEquals(2, decision.forecast().episode());
    assertEquals(1, decision.forecast().unseen());
    assertSays(decision, "opens episode 2 at once, with a score of");
  }

  @Test
  void takenBackItIsOpenWithItsScore() throws RefusedException {
    Verdict closing = decided(alert(), unfounded(), 6).verdict();
    Alert closed = alert(closing);
    assertEquals(AlertState.CLOSED, closed.getState());
    VerdictRequest back = wish(VerdictType.REOPENED, "MISTAKE", closing.getVerdictId());
    CheckedVerdict decision = decided(closed, back, 8, closing);
    assertSays(decision, "The alert is then open, episode 1, score 52.7");
    assertSays(decision, "7 findings which it had taken out of the score count again");
    assertNull(decision.forecast().closedBy());
    findings.clear();
    CheckedVerdict alone = decided(closed, back, 8, closing);
    assertFalse(alone.forecast().exact());
    assertEquals(AlertState.OPEN, alone.forecast().state());
    assertNull(alone.forecast().score());
  }

  @Test
  void takenBackItLeavesTheNextVerdictToClose() throws RefusedException {
    Verdict closing = decided(alert(), unfounded(), 6).verdict();
    Verdict second = decided(alert(), wish(VerdictType.CONFIRMED, "REPORTED", null), 6.1).verdict();
    Alert closed = alert(closing, second);
    VerdictRequest back = wish(VerdictType.REOPENED, "MISTAKE", closing.getVerdictId());
    CheckedVerdict whole = decided(closed, back, 8, closing, second);
    assertTrue(whole.forecast().exact());
    assertSays(whole, "stays closed: CONFIRMED of a17, given on 1970-01-07, then closes episode 1");
    findings.clear();
    assertEquals(
        second.getVerdictId(), decided(closed, back, 8, closing, second).forecast().closedBy());
  }

  /** What closed nothing took nothing out. */
  @Test
  void whatHadNoEffectIsTakenBackWithoutOne() throws RefusedException {
    Verdict closing = decided(alert(), wish(VerdictType.CONFIRMED, "REPORTED", null), 6).verdict();
    Verdict idle = decided(alert(), unfounded(), 6.1).verdict();
    Alert closed = alert(closing, idle);
    VerdictRequest back = wish(VerdictType.REOPENED, "MISTAKE", idle.getVerdictId());
    for (int i = 0; i < 2; i++) {
      CheckedVerdict decision = decided(closed, back, 8, closing, idle);
      assertEquals(i == 0, decision.forecast().exact());
      assertSays(decision, "It had closed nothing, so no finding counts differently without it.");
      assertFalse(String.join("", decision.effects()).contains("count again"));
      findings.clear();
    }
  }

  @Test
  void whatStopsTheHandoverIsSaidTo() throws RefusedException {
    Verdict closing = decided(alert(), wish(VerdictType.CONFIRMED, "REPORTED", null), 6).verdict();
    Alert closed = alert(closing);
    assertSays(
        decided(closed, unfounded(), 7, closing),
        "While this verdict is the newest, the alert is not handed on; taking this one back lets"
            + " it go again.");
    CheckedVerdict agrees = decided(closed, wish(VerdictType.LIKELY, "WATCHED", null), 7, closing);
    assertFalse(String.join("", agrees.effects()).contains("handed on"));
  }

  /** The job has not taken up the first: it still comes first. */
  @Test
  void whatIsGivenButNotTakenUpComesFirst() throws RefusedException {
    Verdict pending = decided(alert(), unfounded(), 6).verdict();
    CheckedVerdict decision =
        decided(alert(), wish(VerdictType.CONFIRMED, "REPORTED", null), 7, pending);
    assertEquals(Effect.NOTHING, decision.forecast().effect());
    assertSays(decision, "has not taken up UNFOUNDED of a17 yet");
    assertSays(decision, "Closes nothing: UNFOUNDED of a17 of 1970-01-07 has closed");
  }

  @Test
  void anAlertThatOtherRulesMadeIsFoldedFromItsEpisode() throws RefusedException {
    Alert other = alert();
    other.setScore(60);
    CheckedVerdict decision = decided(other, unfounded(), 6);
    assertFalse(decision.forecast().exact());
    assertEquals(Effect.ACTED, decision.forecast().effect());
    assertNull(decision.forecast().left());
  }

  @Test
  void whatIsWithdrawnIsNotClosed() throws RefusedException {
    Alert withdrawn = alert();
    withdrawn.setState(AlertState.WITHDRAWN);
    findings.clear();
    CheckedVerdict decision = decided(withdrawn, unfounded(), 6);
    assertEquals(Effect.NOTHING, decision.forecast().effect());
    assertSays(decision, "the alert is withdrawn, so there is no episode to end");
  }
}
