package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertRetention;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The score step reports how long its alerts took, at the checkpoints of Flink. */
final class ScoreLatencyTest {
  private static final int MAX_PARALLELISM = 128;
  private static final long AGE = 5_000;
  private static final long SLOWEST = Duration.ofMinutes(10).toMillis();

  private final List<Histogram> shown = new ArrayList<>();
  private final long began = System.currentTimeMillis();

  /** A run of the step. */
  private record Run(
      KeyedBroadcastOperatorTestHarness<EntityKey, ScoreInput, ScoreNotice, Alert> harness)
      implements AutoCloseable {
    /** Opens an alert; the record that completes it came a while ago. */
    void alert(int day, long receivedAt) throws Exception {
      for (ScoreInput one : Findings.enough(day)) {
        harness.processElement(new StreamRecord<>(Findings.received(one, receivedAt)));
      }
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
      return harness.snapshot(checkpoint, checkpoint);
    }

    int revisions() {
      return harness.extractOutputValues().size();
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

  private Run start(Backend backend, OperatorSubtaskState state, int parallelism, int subtask)
      throws Exception {
    ScoreEntities score =
        new ScoreEntities(
            SmallRules.COMPILED, Duration.ofDays(90).toMillis(), 7, null, AlertRetention.USUAL);
    ScoreAndErase step = new ScoreAndErase(score, false);
    var run =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(step, List.of(ScoreAndErase.erased())),
            ScoreInput::entity,
            TypeInformation.of(EntityKey.class),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    run.setStateBackend(backend.create());
    if (state != null) {
      run.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, parallelism, subtask));
    }
    run.open();
    step.setRuntimeContext(with(metrics(), step.getRuntimeContext()));
    step.open(DefaultOpenContext.INSTANCE);
    return new Run(run);
  }

  /** Metrics whose histograms are kept. */
  private MetricGroup metrics() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) -> {
                  if (metric instanceof Histogram histogram && name.equals("alert_latency_ms")) {
                    shown.add(histogram);
                  }
                })
            .build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "host.example", ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task")
        .getOrAddOperator("score");
  }

  private static RuntimeContext with(MetricGroup metrics, RuntimeContext sound) {
    return (RuntimeContext)
        Proxy.newProxyInstance(
            RuntimeContext.class.getClassLoader(),
            new Class<?>[] {RuntimeContext.class},
            (self, method, arguments) ->
                method.getName().equals("getMetricGroup")
                    ? metrics
                    : method.invoke(sound, arguments));
  }

  private long[] reported() {
    return shown.get(shown.size() - 1).getStatistics().getValues();
  }

  @ParameterizedTest
  @EnumSource
  void alertsAreReportedWithTheCheckpointThatHasThem(Backend backend) throws Exception {
    try (var run = start(backend, null, 1, 0)) {
      run.alert(0, began - AGE);
      int revisions = run.revisions();
      assertTrue(revisions > 0);
      var unused = run.snapshot(1); // this one is aborted
      assertEquals(0, reported().length);
      run.alert(40, began - AGE);
      int all = run.revisions();
      assertTrue(all > revisions);
      unused = run.snapshot(2);
      run.harness().watermark(Sample.START.plus(Duration.ofDays(300)).toEpochMilli());
      assertTrue(run.revisions() > all, "time closes alerts");
      run.harness().notifyOfCompletedCheckpoint(2);
      assertEquals(all, reported().length);
      long slowest = Arrays.stream(reported()).max().orElseThrow();
      assertTrue(Arrays.stream(reported()).allMatch(one -> one >= AGE), "since the broker has it");
      assertTrue(slowest < AGE + SLOWEST, "" + slowest);
      unused = run.snapshot(3);
      run.harness().notifyOfCompletedCheckpoint(3);
      assertEquals(all, reported().length, "what time brings about has no latency");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingWaitsAfterARestoreAtAnotherParallelism(Backend backend) throws Exception {
    OperatorSubtaskState saved;
    try (var run = start(backend, null, 1, 0)) {
      run.alert(0, began - AGE);
      saved = run.snapshot(1);
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var run = start(backend, saved, 2, subtask)) {
        run.harness().notifyOfCompletedCheckpoint(1);
        var unused = run.snapshot(2);
        run.harness().notifyOfCompletedCheckpoint(2);
        assertEquals(0, reported().length);
      }
    }
  }
}
