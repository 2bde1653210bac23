package org.drey.local.rehearse;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions.TaskManagerLoadBalanceMode;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.kafka.common.TopicPartition;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.local.cluster.FlinkCluster;
import org.drey.streaming.clock.PartitionIdleness;
import org.jspecify.annotations.Nullable;

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

  /**
   * Silence by steps: a partition is silent in a step that brings nothing to drive its clock. A
   * partition is known from its first record that drives it; before that it has no say.
   */
  static final class StepClock {
    private final Set<Seat> seats = new HashSet<>();
    private Set<TopicPartition> driven = Set.of();
    private boolean ended;
    private long end = ArrivedRecord.NO_TIME;

    /** The next step begins. */
    synchronized void begin(Set<TopicPartition> drivenInStep) {
      driven = drivenInStep;
    }

    /**
     * The last step is over. No partition is silent from now on, and each is asked: the end of the
     * streams does not come through one that has not answered yet.
     *
     * @param horizon up to when time passes, milliseconds since 1970; {@link ArrivedRecord#NO_TIME}
     *     for not at all
     */
    synchronized void end(long horizon) {
      ended = true;
      end = horizon;
      ask();
    }

    /** A new watermark is asked for of each partition. */
    synchronized void ask() {
      seats.forEach(seat -> seat.answered = false);
    }

    /** Returns whether each partition has said since {@link #ask} what its clock is. */
    synchronized boolean haveAllAnswered() {
      return seats.stream().allMatch(seat -> seat.answered);
    }

    /** Forgets partitions that have not answered: their tasks have ended. */
    synchronized void forgetSilent() {
      seats.removeIf(seat -> !seat.answered);
    }

    /**
     * A partition's seat.
     *
     * @param activity does not advance while alignment has paused the partition: then it is never
     *     silent, as with measured silence
     */
    synchronized PartitionIdleness seat(RelativeClock activity) {
      Seat seat = new Seat(activity);
      seats.add(seat);
      return seat;
    }

    private final class Seat implements PartitionIdleness {
      private final RelativeClock activity;
      private long activeNanos;
      private @Nullable TopicPartition partition;
      private boolean answered;

      Seat(RelativeClock activity) {
        this.activity = activity;
      }

      @Override
      public void driven(String topic, int number) {
        if (partition == null) {
          synchronized (StepClock.this) {
            partition = new TopicPartition(topic, number);
          }
        }
      }

      @Override
      public boolean isSilent() {
        synchronized (StepClock.this) {
          seats.add(this); // one that was taken for ended, and is only slow
          answered = true;
          long now = activity.relativeTimeNanos();
          boolean paused = now == activeNanos;
          activeNanos = now;
          return !ended && !paused && (partition == null || !driven.contains(partition));
        }
      }

      @Override
      public long end() {
        synchronized (StepClock.this) {
          return end;
        }
      }
    }
  }

  /**
   * The positions of each job's sources, as their metrics say: at once, where the positions of a
   * consumer group are those of the last checkpoint.
   */
  static final class SourcePositions implements MetricReporter {
    /** The connector's name for the offset of the record that was read last. */
    private static final String OFFSET = "currentOffset";

    private final Map<SubtaskPositions, Gauge<?>> offsets = new ConcurrentHashMap<>();

    private record SubtaskPositions(String job, TopicPartition partition) {}

    /**
     * The offset after the last record that a job has read of a partition; 0 if that is unknown.
     */
    long after(String job, TopicPartition partition) {
      Gauge<?> gauge = offsets.get(new SubtaskPositions(job, partition));
      return gauge != null && gauge.getValue() instanceof Long offset ? offset + 1 : 0;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (name.equals(OFFSET) && metric instanceof Gauge<?> gauge) {
        offsets.put(of(group), gauge);
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      if (name.equals(OFFSET) && metric instanceof Gauge<?> gauge) {
        offsets.remove(of(group), gauge);
      }
    }

    private static SubtaskPositions of(MetricGroup group) {
      Map<String, String> labels = group.getAllVariables();
      return new SubtaskPositions(
          labels.getOrDefault("<job_name>", ""),
          new TopicPartition(
              labels.getOrDefault("<topic>", ""),
              Integer.parseInt(labels.getOrDefault("<partition>", "-1"))));
    }

    /** Hands the metrics of a cluster to the stage that its settings name. */
    public static final class ReporterFactory implements MetricReporterFactory {
      static final String STAGE = "stage";

      @Override
      public MetricReporter createMetricReporter(Properties settings) {
        return RehearsalStage.named(settings.getProperty(STAGE)).positions();
      }
    }
  }
}
