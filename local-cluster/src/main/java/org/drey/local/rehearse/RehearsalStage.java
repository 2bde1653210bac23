package org.drey.local.rehearse;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions.TaskManagerLoadBalanceMode;
import org.drey.local.cluster.FlinkCluster;
import org.drey.streaming.clock.PartitionIdleness;

/**
 * The stage that a rehearsal shares with the jobs in the same JVM: the time of the steps, and how
 * far sources have read. Flink copies what a job is made of, so jobs know a stage by its name; the
 * one static field here is what leads from the name to it.
 */
final class RehearsalStage implements AutoCloseable {
  private static final int MAX_TASK_MANAGERS = 2;
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration LOOK_AT_CLOCK_EVERY = Duration.ofMillis(20);
  private static final Duration RESTART_AFTER = Duration.ofMillis(50);
  private static final Map<String, RehearsalStage> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final StepClock clock = new StepClock();
  private final SourcePositions positions = new SourcePositions();

  private RehearsalStage() {}

  static RehearsalStage open() {
    RehearsalStage stage = new RehearsalStage();
    OPEN.put(stage.name, stage);
    return stage;
  }

  static RehearsalStage named(String name) {
    RehearsalStage stage = OPEN.get(name);
    if (stage == null) {
      throw new IllegalStateException("the rehearsal has ended");
    }
    return stage;
  }

  String name() {
    return name;
  }

  StepClock clock() {
    return clock;
  }

  SourcePositions positions() {
    return positions;
  }

  /** Starts a cluster with room for both jobs at two parallelisms, which reports to this stage. */
  FlinkCluster cluster(int one, int other) throws Exception {
    Configuration more = new Configuration();
    String reporter = "metrics.reporter.positions.";
    more.setString(reporter + "factory.class", SourcePositions.ReporterFactory.class.getName());
    more.setString(reporter + SourcePositions.ReporterFactory.STAGE, name);
    // Each has a part of each job, at either parallelism, so that none ends without a loss.
    more.set(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE, TaskManagerLoadBalanceMode.SLOTS);
    int taskManagers = Math.min(Math.min(one, other), MAX_TASK_MANAGERS);
    return FlinkCluster.start(taskManagers, 2 * Math.max(one, other), 0, more);
  }

  /** Has checkpoints taken when the rehearsal says so, and restarts begin soon. */
  void pace(Configuration flink) {
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, LOOK_AT_CLOCK_EVERY);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_AFTER);
  }

  /** The silences of the steps. */
  PartitionIdleness.Source silence() {
    return new Silences(name);
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }

  /** Finds its stage again where the job runs. */
  private record Silences(String stage) implements PartitionIdleness.Source {
    @Override
    public PartitionIdleness of(WatermarkGeneratorSupplier.Context context) {
      return RehearsalStage.named(stage).clock().seat(context.getInputActivityClock());
    }
  }
}
