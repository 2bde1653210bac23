package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.state.UnknownVersionException;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The score step in Flink, started from the state of a run before it. */
final class ScoreRestoreTest {
  @ParameterizedTest
  @EnumSource
  void aRunThatIsRestoredGoesOnCountingRevisions(Backend backend) throws Exception {
    OperatorSubtaskState half;
    try (var before = KeyedRun.score(Start.empty(backend))) {
      before.sendAll(Findings.enough(0));
      half = before.snapshot();
      before.sendAll(Findings.enough(1)); // lost with the crash
    }
    try (var after = KeyedRun.score(Start.from(half, backend))) {
      after.sendAll(Findings.enough(0));
      assertEquals(List.of(), after.output());
      after.sendAll(Findings.enough(1));
      assertEquals(2, after.output().get(0).getRevision());
      after.clock(Duration.ofDays(92));
      assertEquals(AlertState.CLOSED, after.last().getState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedAlertDoesNotOpenBecauseOfARestart(Backend backend) throws Exception {
    OperatorSubtaskState saved;
    try (var before = KeyedRun.score(Start.empty(backend))) {
      before.sendAll(Findings.enough(0));
      before.clock(Duration.ofDays(95));
      assertEquals(AlertState.CLOSED, before.last().getState());
      saved = before.snapshot();
    }
    try (var after = KeyedRun.score(Start.from(saved, backend))) {
      after.send(Findings.of("three_payees", "a0", Duration.ZERO, 4)); // the settled version

      assertEquals(AlertState.CLOSED, after.last().getState());
    }
  }

  /** Writes the summary of a release to come. */
  private static final class ReleaseToCome
      extends KeyedProcessFunction<EntityKey, ScoreInput, Alert> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(ScoreInput placed, Context context, Collector<Alert> out)
        throws Exception {
      getRuntimeContext()
          .getState(
              new ValueStateDescriptor<>(
                  AlertsState.SUMMARY, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO))
          .update(new byte[] {9});
    }
  }

  @ParameterizedTest
  @EnumSource
  void stateOfAVersionThatIsNotKnownFailsTheTaskAndSaysWhatToDo(Backend backend) throws Exception {
    ScoreInput finding = Findings.of("three_payees", "a", Duration.ZERO);
    OperatorSubtaskState saved;
    try (var before = KeyedRun.inPlaceOfScore(new ReleaseToCome(), Start.empty(backend))) {
      before.send(finding);
      saved = before.snapshot();
    }
    try (var after = KeyedRun.score(Start.from(saved, backend))) {
      Exception failure = assertThrows(Exception.class, () -> after.send(finding));
      assertEquals(
          "the state is of version 9, this release knows version 2: start the release"
              + " that wrote the savepoint, or a newer one",
          ExceptionUtils.findThrowable(failure, UnknownVersionException.class)
              .orElseThrow()
              .getMessage());
      assertEquals(List.of(), after.side(SideOutputs.DEAD_LETTERS));
    }
  }
}
