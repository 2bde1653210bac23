package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.rules.cases.EntityLink;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the score step sends to those that findings name, and what its alerts list of them. */
final class ScoreLinksTest {
  /** A finding about the payer, completed by a payment to someone. */
  private static ScoreInput found(String rule, String payee, Duration sinceStart) {
    Sample payment =
        Sample.payment("to-" + payee, PAYER.token(), payee)
            .with("merchant", "shop")
            .with("device", null);
    return Findings.paid(rule, PAYER, payment, sinceStart);
  }

  private static List<String> sent(KeyedRun<ScoreInput, Alert> run) {
    return run.side(SideOutputs.LINKS).stream()
        .map(
            link ->
                "%s %s %s"
                    .formatted(
                        link.centre().kind(),
                        link.centre().token(),
                        link.alert() == null ? "no alert" : link.alert().peak()))
        .toList();
  }

  private static List<String> linked(KeyedRun<ScoreInput, Alert> run) {
    return run.last().getLinkedEntities().stream()
        .map(one -> one.getKind() + " " + one.getEntity() + " " + one.getFindings())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aHostWhoIsAChildIsNamedByNoAlertOfOthers(Backend backend) throws Exception {
    Sample visit =
        Sample.of(TopicNames.LIVESTREAM_SESSIONS, "visit")
            .with("subject", PAYER.token())
            .with("host", "h1")
            .with("payout", null)
            .with("device", null);
    for (String age : List.of("ADULT", "CHILD")) {
      Sample one = visit.with("host_age_assurance", age);
      try (var run = KeyedRun.score(Start.empty(backend))) {
        run.send(Findings.paid("reported", PAYER, one, Duration.ZERO));
        Alert alert = run.last();
        boolean isAdult = age.equals("ADULT");
        assertEquals(
            isAdult ? "h1" : null, alert.getEvents().get(0).getLivestream().getHost(), age);
        assertEquals(isAdult ? List.of("HOST h1 1") : List.of(), linked(run), age);
        assertEquals(isAdult, !run.side(SideOutputs.LINKS).isEmpty(), age);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNamedIsSentThatAndThenTheAlert(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(found("three_payees", "q1", Duration.ZERO));
      assertEquals(List.of("PAYEE q1 no alert"), sent(run), "shops are in the middle of no case");
      EntityLink first = run.side(SideOutputs.LINKS).get(0);
      assertEquals(PAYER, first.from());
      assertEquals("PAYER", first.track());
      assertNull(first.alert());

      run.send(found("paid_and_watched", "q2", Duration.ofHours(1)));
      double peak = run.output().get(0).getPeakScore();
      assertEquals(List.of("PAYEE q1 no alert", "PAYEE q2 " + peak, "PAYEE q1 " + peak), sent(run));
      assertNotNull(run.side(SideOutputs.LINKS).get(1).alert());
      assertEquals(3, run.count("score.links"));
      assertEquals(List.of("MERCHANT shop 2", "PAYEE q1 1", "PAYEE q2 1"), linked(run));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBenignOrOnTrialNamesNoOne(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(found("to_family", "q1", Duration.ZERO));
      run.send(found("on_trial", "q2", Duration.ZERO));

      assertEquals(List.of(), sent(run));
      assertEquals(List.of(), run.entities(StateLinks.LINKS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedIsListedAlsoIfNothingElseChanges(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(found("three_payees", "q1", Duration.ZERO));
      run.send(found("paid_and_watched", "q1", Duration.ofHours(3)));
      run.send(found("three_payees", "q3", Duration.ofHours(2)));
      int revisions = run.output().size();
      run.send(found("three_payees", "q2", Duration.ofHours(1))); // no ledger keeps it

      assertEquals(revisions + 1, run.output().size());
      assertEquals(
          List.of("MERCHANT shop 2", "PAYEE q1 2", "PAYEE q2 0", "PAYEE q3 0"), linked(run));
      Alert last = run.output().get(revisions);
      assertEquals(revisions + 1, last.getRevision());
      assertFalse(last.getNotify());
      run.send(found("three_payees", "q2", Duration.ofHours(1)));
      assertEquals(revisions + 1, run.output().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedIsStillKnownAfterARestart(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(found("three_payees", "q1", Duration.ZERO));
      OperatorSubtaskState saved = run.snapshot();
      try (var after = KeyedRun.score(Start.from(saved, backend))) {
        after.send(found("three_payees", "q1", Duration.ZERO));
        assertEquals(List.of(), sent(after));
        after.send(found("paid_and_watched", "q2", Duration.ofHours(1)));

        assertTrue(sent(after).get(1).startsWith("PAYEE q1 "), sent(after).toString());
        assertEquals(List.of("MERCHANT shop 2", "PAYEE q1 1", "PAYEE q2 1"), linked(after));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedEndsWithTheEvidence(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(found("three_payees", "q1", Duration.ZERO));
      assertEquals(List.of(PAYER), run.entities(StateLinks.LINKS));
      for (int day = 30; day < 700; day += 30) {
        run.clock(Duration.ofDays(day));
      }

      assertEquals(List.of(), run.entities(StateLinks.LINKS));
      assertEquals(0, run.timers());
    }
  }
}
