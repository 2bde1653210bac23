package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.drey.definitions.record.PlacedErasure;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.junit.jupiter.api.Test;

/** How often others are looked through for those who were erased. */
final class CollectErasuresTest {
  private static final long START = 1_000;
  private static final long LOOK_EVERY = CollectErasures.LOOK_EVERY.toMillis();

  /** A run of the step. */
  private record Run(
      KeyedOneInputStreamOperatorTestHarness<Integer, PlacedErasure, ScoreNotice> harness)
      implements AutoCloseable {
    void at(long time) throws Exception {
      harness.setProcessingTime(time);
    }

    void erase(String token) throws Exception {
      EntityKey entity = new EntityKey("default", 1, "SUBJECT", token);
      harness.processElement(new PlacedErasure(entity, 5, new RecordPosition("erasures", 0, 1)), 0);
    }

    /** For how many there was a look, each time. */
    List<Integer> looks() {
      List<ScoreNotice> notices = harness.extractOutputValues();
      assertTrue(notices.stream().allMatch(ScoreNotice::looks));
      return notices.stream().map(notice -> notice.all().size()).toList();
    }

    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException("the operator cannot be closed", e);
      }
    }
  }

  private static Run start(OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<Integer, PlacedErasure, ScoreNotice> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CollectErasures()),
            one -> CollectErasures.KEY,
            Types.INT);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return new Run(harness);
  }

  @Test
  void theFirstHasItsLookAtOnceAndThoseAfterItOneTogether() throws Exception {
    try (Run run = start(null)) {
      run.at(START);
      for (int i = 0; i < 1_000; i++) {
        run.erase("p" + i);
      }
      assertEquals(List.of(1), run.looks());
      run.at(START + LOOK_EVERY);
      assertEquals(List.of(1, 999), run.looks());
      run.at(START + 3 * LOOK_EVERY);
      run.erase("later");
      assertEquals(List.of(1, 999, 1), run.looks());
    }
  }

  @Test
  void whatWaitsIsLookedForAfterARestart() throws Exception {
    OperatorSubtaskState saved;
    try (Run run = start(null)) {
      run.at(START);
      run.erase("a");
      run.erase("b");
      saved = run.harness().snapshot(1, 1);
      assertEquals(List.of(1), run.looks());
    }
    try (Run run = start(saved)) {
      run.at(START + 2 * LOOK_EVERY);
      assertEquals(List.of(1), run.looks());
    }
  }
}
