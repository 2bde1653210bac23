package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Track;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The score step in Flink: what is a revision, and what an alert says. */
final class ScoreEntitiesTest {
  @ParameterizedTest
  @EnumSource
  void littleEvidenceSaysNothing(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(Findings.of("three_payees", "a", Duration.ZERO));

      assertEquals(List.of(), run.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertIsReportedWithAllThatExplainsIt(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));

      assertEquals(1, run.output().size());
      Alert alert = run.last();
      assertEquals(1, alert.getRevision());
      assertEquals(1, alert.getEpisode());
      assertEquals(AlertState.OPEN, alert.getState());
      assertEquals(Track.PAYER, alert.getTrack());
      assertTrue(alert.getNotify());
      assertEquals(Band.ALERT, alert.getBand());
      assertEquals(List.of("LIVESTREAM", "PAYMENT"), alert.getStreams());
      assertEquals(Sample.START, alert.getFirstSeen());
      assertEquals(Sample.START.plus(Duration.ofHours(1)), alert.getAsOf());
      assertEquals(
          List.of("T-LINK", "T-PAYEES"),
          alert.getReasons().stream().map(r -> r.getIndicator()).toList());
      double sum = alert.getReasons().stream().mapToDouble(r -> r.getPoints()).sum();
      assertEquals(alert.getScore(), sum, 1e-9);
      assertFalse(alert.getContentAssessed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatChangesNothingIsNoRevision(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.sendAll(Findings.enough(0)); // reported again after a crash
      run.send(Findings.of("three_payees", "later the same day", Duration.ofHours(2)));
      run.clock(Duration.ofDays(60));

      assertEquals(1, run.output().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullerVersionOfAFindingIsARevisionThatNoOneIsWokenFor(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.send(Findings.of("three_payees", "a0", Duration.ZERO, 4));

      assertEquals(2, run.last().getRevision());
      assertFalse(run.last().getNotify());
      assertEquals(4, run.last().getReasons().get(1).getObserved());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEarlierFindingOfTheSameDayTakesThePlaceOfTheLaterOne(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.send(Findings.of("three_payees", "earlier", Duration.ofHours(-3)));

      assertEquals(2, run.last().getRevision());
      assertEquals(Sample.START.minus(Duration.ofHours(3)), run.last().getFirstSeen());
      assertEquals(List.of("earlier"), run.last().getReasons().get(1).getEvidence());
    }
  }

  @ParameterizedTest
  @EnumSource
  void lateEvidenceThatUndoesAnEpisodeWithdrawsTheAlert(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(1));
      run.clock(Duration.ofDays(1));
      run.send(Findings.of("to_family", "z", Duration.ofHours(12)));

      assertEquals(AlertState.WITHDRAWN, run.last().getState());
      assertEquals(2, run.last().getRevision());
      assertTrue(run.last().getNotify());
      assertEquals(List.of(), run.last().getReasons());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWithdrawnAlertMayOpenAgain(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(1));
      run.send(Findings.of("to_family", "z", Duration.ofHours(12)));
      run.send(Findings.of("reported", "r", Duration.ofDays(2)));

      assertEquals(AlertState.OPEN, run.last().getState());
      assertEquals(3, run.last().getRevision());
      assertEquals(1, run.last().getEpisode());
      assertTrue(run.last().getNotify());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfFindingsDoesNotChangeTheLastRevision(Backend backend) throws Exception {
    List<ScoreInput> findings = new ArrayList<>(Findings.enough(0));
    findings.addAll(Findings.enough(5));
    findings.add(Findings.of("reported", "r", Duration.ofDays(3)));
    findings.add(Findings.of("young", "y", Duration.ofDays(4)));
    findings.add(Findings.of("to_family", "f", Duration.ofDays(2)));
    Alert expected = null;
    for (int turn = 0; turn < findings.size(); turn++) {
      Collections.rotate(findings, 1);
      try (var run = KeyedRun.score(Start.empty(backend))) {
        run.sendAll(findings);
        Alert alert =
            run.output().stream()
                .filter(a -> a.getTrack() == Track.PAYER)
                .reduce((a, b) -> b)
                .orElseThrow();
        alert.setRevision(0);
        alert.setNotify(false);
        alert.setDueBy(null);
        alert.setEmittedAt(Sample.START);
        expected = expected == null ? alert : expected;
        assertEquals(expected, alert);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void timePassingAloneChangesNoScore(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.send(Findings.of("young", "y", Duration.ofDays(1))); // holds what comes after it
      run.send(Findings.of("three_payees", "c", Duration.ofDays(20)));
      double held = lastOf(run, Track.PAYER).getScore();
      assertEquals(29, held);
      for (int day = 20; day <= 109; day++) {
        run.clock(Duration.ofDays(day));
      }

      assertEquals(held, lastOf(run, Track.PAYER).getScore());
    }
  }

  private static Alert lastOf(KeyedRun<ScoreInput, Alert> run, Track track) {
    return run.output().stream()
        .filter(alert -> alert.getTrack() == track)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** A hotline that sends seldom: what it reports is older than what is known is settled. */
  @ParameterizedTest
  @EnumSource
  void aReportOlderThanWhatIsSettledIsReportedAndCounted(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(Findings.of("three_payees", "a", Duration.ZERO));
      run.clock(Duration.ofDays(4));
      assertEquals(List.of(), run.output());
      run.send(Findings.of("reported", "r", Duration.ofHours(4)));

      assertEquals(AlertState.OPEN, run.last().getState());
      assertTrue(run.last().getNotify());
      assertEquals(1, run.count("score.behind_settled"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWithdrawnAlertIsDueADayAfterItIsReported(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(1));
      run.send(Findings.of("to_family", "z", Duration.ofHours(12)));

      assertEquals(AlertState.WITHDRAWN, run.last().getState());
      assertEquals(run.last().getEmittedAt().plus(Duration.ofDays(1)), run.last().getDueBy());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertShowsTheEventsBehindItsReasons(Backend backend) throws Exception {
    try (var steps = KeyedRun.correlate(1, Start.empty(backend));
        var run = KeyedRun.score(Start.empty(backend))) {
      for (int day = 0; day < 3; day++) {
        steps.sendAll(
            Matches.of(Sample.payment("e" + day, "p1", "q" + day).at(Duration.ofDays(day))));
      }
      run.sendAll(ScoreInput.of(steps.output(), SmallRules.COMPILED));
      run.send(Findings.of("reported", "r", Duration.ofDays(3)));

      Alert alert = run.last();
      assertEquals(KeyedRun.GENERATION, alert.getGeneration());
      assertEquals(
          List.of("r", "e2", "e1", "e0"),
          alert.getEvents().stream().map(AlertEvent::getEventId).toList());
      AlertEvent payment = alert.getEvents().get(1);
      assertEquals("payments", payment.getTopic());
      assertEquals("q2", payment.getPayment().getPayee());
      assertEquals(List.of("T-PAYEES"), payment.getIndicators());
      assertEquals(2, alert.getFindings().size());
      assertEquals(
          List.of("DEVICE device-token-1 1", "MERCHANT merchant-token-1 1", "PAYEE q2 1"),
          alert.getLinkedEntities().stream()
              .map(one -> one.getKind() + " " + one.getEntity() + " " + one.getFindings())
              .toList());
    }
  }
}
