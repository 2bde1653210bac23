package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.DeadLetter;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.score.AlertVerdicts;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdicts in the score step: state, counts and ends. What they do is tested with the fold. */
final class ScoreVerdictsTest {
  private static ScoreInput verdict(String id, AlertTrack track, int day) {
    long time = Sample.START.plus(Duration.ofDays(day)).toEpochMilli();
    Verdict verdict =
        new Verdict(
            id,
            time,
            time,
            AlertIds.of(track, PAYER),
            track,
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            null,
            List.of(),
            List.of(),
            Verdict.SUPPRESS_DAYS,
            "one",
            null,
            "{}");
    return ScoreInput.of(PAYER, verdict, new RecordPosition("verdicts", 0, day));
  }

  private static ScoreInput unfounded(String id, int day) {
    return verdict(id, AlertTrack.PAYER, day);
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictMayComeBeforeItsAlertAndCountsOnce(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(unfounded("v1", 0));
      run.send(unfounded("v1", 0));
      run.send(unfounded("v2", 1));

      assertEquals(2, run.count("score.verdicts_taken"));
      assertEquals(0, run.count("score.findings"));
      assertEquals(List.of(), run.output());
      assertEquals(List.of(PAYER), run.entities(AlertsState.SUMMARY));
      assertEquals(1, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdCountsOnEachAlertThatHasIt(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(unfounded("v1", 0));
      run.send(verdict("v1", AlertTrack.PURCHASE, 0));
      run.send(unfounded("v1", 0));

      assertEquals(2, run.count("score.verdicts_taken"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictIsStillKnownAfterARestart(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(unfounded("v1", 0));
      var saved = run.snapshot();
      try (var after = KeyedRun.score(Start.from(saved, backend))) {
        after.send(unfounded("v1", 0));

        assertEquals(0, after.count("score.verdicts_taken"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictWithoutAnAlertEndsWithItsTime(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.send(unfounded("v1", 0));
      for (int day = 30; day < 900; day += 30) {
        run.clock(Duration.ofDays(day));
      }

      assertEquals(List.of(), run.entities(AlertsState.SUMMARY));
      assertEquals(List.of(), run.entities(AlertsState.VERDICTS));
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneMoreThanAnAlertTakesIsADeadLetter(Backend backend) throws Exception {
    try (var run = KeyedRun.score(Start.empty(backend))) {
      for (int i = 0; i < AlertVerdicts.MAX_VERDICTS; i++) {
        run.send(unfounded("v" + i, i));
      }
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
      run.send(unfounded("one more", 500));
      run.send(unfounded("v7", 7));

      assertEquals(AlertVerdicts.MAX_VERDICTS, run.count("score.verdicts_taken"));
      assertEquals(1, run.count("score.rejected.NOT_ALLOWED"));
      DeadLetter letter = run.side(SideOutputs.DEAD_LETTERS).get(0);
      assertEquals("NOT_ALLOWED", letter.getReason());
      assertEquals(500, letter.getOffset());
      assertEquals("the alert has 100 verdicts, the most that one takes", letter.getDetail());
    }
  }
}
