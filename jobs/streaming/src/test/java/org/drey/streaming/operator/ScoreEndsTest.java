package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The score step in Flink: how alerts end, and what is left of them. */
final class ScoreEndsTest {
  @ParameterizedTest
  @EnumSource
  void after90QuietDaysByTheClockAnAlertIsClosed(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.clock(Duration.ofDays(90).plusHours(1)); // an entry of that moment would still count
      assertEquals(1, run.output().size());
      run.clock(Duration.ofDays(90).plusHours(1).plusMillis(1));

      assertEquals(AlertState.CLOSED, run.last().getState());
      assertEquals(2, run.last().getRevision());
      assertFalse(run.last().getNotify());
    }
  }

  @ParameterizedTest
  @EnumSource
  void newEvidenceKeepsAnAlertOpen(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.clock(Duration.ofDays(80));
      run.send(Findings.of("three_payees", "c", Duration.ofDays(80)));
      run.clock(Duration.ofDays(170));
      assertEquals(AlertState.OPEN, run.last().getState());
      run.clock(Duration.ofDays(170).plusMillis(1));

      assertEquals(AlertState.CLOSED, run.last().getState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void evidenceAfterTheEndIsANewEpisodeOfTheSameAlert(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.clock(Duration.ofDays(100));
      run.sendAll(Findings.enough(101));

      assertEquals(2, run.last().getEpisode());
      assertEquals(AlertState.OPEN, run.last().getState());
      assertEquals(1, run.output().stream().map(Alert::getAlertId).distinct().count());
      List<Long> revisions = run.output().stream().map(Alert::getRevision).toList();
      assertEquals(LongStream.rangeClosed(1, revisions.size()).boxed().toList(), revisions);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfABoundedRunConcludesNothing(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      run.end();

      assertEquals(1, run.output().size());
      assertEquals(AlertState.OPEN, run.last().getState());
    }
  }

  private static void assertForgotten(KeyedRun<ScoreInput, Alert> run) {
    for (String state :
        List.of(
            AlertsState.SUMMARY,
            AlertsState.LEDGERS,
            AlertsState.LAST_REVISION,
            AlertsState.EVENTS)) {
      assertEquals(List.of(), run.entities(state), state);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityThatNeverHadAnAlertIsForgotten(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(Findings.of("three_payees", "a", Duration.ZERO));
      run.send(Findings.of("young", "y", Duration.ofDays(1)));
      assertEquals(List.of(PAYER), run.entities(AlertsState.SUMMARY));
      for (int day = 1; day < 400; day += 7) { // ten half-lives are 300 days
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityWhoseAlertWasClosedLongAgoIsForgotten(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(0));
      for (int day = 1; day < 6 * 365; day += 7) {
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityWhoseAlertWasWithdrawnIsForgotten(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.sendAll(Findings.enough(1));
      run.send(Findings.of("to_family", "z", Duration.ofHours(12)));
      for (int day = 1; day < 6 * 365; day += 7) {
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }
}
