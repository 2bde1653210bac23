package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.drey.definitions.record.PlacedErasure;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often every alert is written again. */
final class NoticeErasuresTest {
  private static final PlacedErasure ERASURE =
      new PlacedErasure(
          new EntityKey("default", 1, "SUBJECT", "p1"), 5, new RecordPosition("erasures", 0, 1));

  /** Runs the step on an erasure, and returns its state. */
  private static OperatorSubtaskState run(
      long repeatedFor, @Nullable OperatorSubtaskState from, List<ScoreNotice> expected)
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new NoticeErasures(repeatedFor));
    try {
      if (from != null) {
        harness.initializeState(from);
      }
      harness.open();
      harness.setProcessingTime(1);
      harness.processElement(ERASURE, 0);
      assertEquals(expected, harness.extractOutputValues());
      return harness.snapshot(1, 1);
    } finally {
      harness.close();
    }
  }

  @Test
  void aJobThatIsNotAskedToDoesNot() throws Exception {
    var unused = run(0, null, List.of(ScoreNotice.of(ERASURE)));
  }

  @Test
  void onceForEachSubmissionAlsoIfItRestarts() throws Exception {
    List<ScoreNotice> both = List.of(ScoreNotice.repeating(), ScoreNotice.of(ERASURE));
    OperatorSubtaskState first = run(7, null, both);
    OperatorSubtaskState restarted = run(7, first, List.of(ScoreNotice.of(ERASURE)));
    OperatorSubtaskState again = run(8, restarted, both);
    var unused = run(0, again, List.of(ScoreNotice.of(ERASURE)));
  }
}
