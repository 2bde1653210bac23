package org.drey.local.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.JobSubmission;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** The live jobs on a cluster in this JVM, as their mains start them on a real one. */
public final class LocalJobs {
  /** Changes nothing. */
  public static final Tuning AS_DEPLOYED = flink -> {};

  private final FlinkCluster cluster;
  private final JobSettings settings;
  private final Path checkpoints;
  private final Tuning tuning;
  private @Nullable JobClient blocklist;
  private @Nullable JobClient detection;

  /** The changes of a run to what a user deploys. */
  public interface Tuning {
    /** Changes the settings of a job. */
    void settings(Configuration flink);

    /** Changes the graph of a job. */
    default void graph(StreamExecutionEnvironment env) {}

    /** Returns what the detection job is submitted with, where that is another than usual. */
    default JobSubmission submission(JobSubmission usual) {
      return usual;
    }
  }

  /**
   * The parts of the detection job that runs choose.
   *
   * @param inputs what becomes of each stream
   * @param silence which partitions have no say in the clock
   */
  public record Detection(RuleSet rules, DetectionInputs inputs, PartitionIdleness.Source silence) {
    /** Returns those of a user's job beside a blocklist job. */
    public static Detection live(RuleSet rules, JobSettings settings) {
      return new Detection(
          rules,
          DetectionInputs.besideBlocklistJob(rules, settings.configuration()),
          PartitionIdleness.Source.measured(settings.configuration().time().idleAfter()));
    }
  }

  /**
   * Jobs that are not started yet.
   *
   * @param checkpoints the folder for what the detection job keeps
   */
  public LocalJobs(FlinkCluster cluster, JobSettings settings, Path checkpoints, Tuning tuning) {
    this.cluster = cluster;
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.tuning = tuning;
  }

  /** Starts the blocklist job. */
  public JobClient startBlocklist(ListSettings lists, int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(FlinkSettings.blocklist(), parallelism);
    LiveBlocklist.build(env, settings, lists);
    JobClient job = start(env, LiveBlocklist.NAME);
    blocklist = job;
    return job;
  }

  /**
   * Starts the detection job.
   *
   * @param from the checkpoint or savepoint that it goes on from; null for none
   */
  public JobClient startDetection(Detection parts, int parallelism, @Nullable Path from)
      throws Exception {
    StreamExecutionEnvironment env = environment(keyed(checkpoints, from), parallelism);
    LiveDetection.build(
        env,
        settings,
        parts.rules(),
        parts.silence(),
        parts.inputs(),
        tuning.submission(JobSubmission.now(settings)));
    JobClient job = start(env, LiveDetection.NAME);
    detection = job;
    return job;
  }

  /**
   * Returns Flink's settings of a job with keyed state.
   *
   * @param from the checkpoint or savepoint that it goes on from; null for none
   */
  public static Configuration keyed(Path checkpoints, @Nullable Path from) {
    Configuration flink = FlinkSettings.detection();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    if (from != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
    }
    return flink;
  }

  private StreamExecutionEnvironment environment(Configuration flink, int parallelism) {
    tuning.settings(flink);
    return cluster.environment(flink, parallelism);
  }

  private JobClient start(StreamExecutionEnvironment env, String name) throws Exception {
    tuning.graph(env);
    return env.executeAsync(name);
  }

  /** Returns the jobs as they run now: the detection job, then the blocklist job. */
  public List<JobClient> running() {
    return Stream.of(detection, blocklist).filter(Objects::nonNull).toList();
  }

  /** Returns whether the blocklist job was started. */
  public boolean runsBlocklist() {
    return blocklist != null;
  }

  /** Takes a checkpoint of each job, however often a crash comes between. */
  public void checkpoint() throws Exception {
    for (JobClient job : running()) {
      ConditionWait.until("a checkpoint", () -> hasCheckpoint(job));
    }
  }

  private boolean hasCheckpoint(JobClient job) throws Exception {
    try {
      cluster.checkpoint(job);
      return true;
    } catch (ExecutionException e) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        var unused = job.getJobExecutionResult().get(); // fails with why it has ended
      }
      return false; // a task is being restarted
    }
  }

  /**
   * Cancels the detection job, as if its machines were switched off.
   *
   * @return its last checkpoint
   */
  public Path switchOffDetection() throws Exception {
    return cluster.switchOff(running(detection), checkpoints);
  }

  /**
   * Ends the streams of the detection job where they are; what waits for time is concluded.
   *
   * @return the savepoint of its end
   */
  public Path endDetection() throws Exception {
    return stopDetection(true);
  }

  /**
   * Stops the detection job, to go on later.
   *
   * @return its savepoint
   */
  public Path stopDetection() throws Exception {
    return stopDetection(false);
  }

  /** Returns what the detection job, which has ended, counted since its last start. */
  public Map<String, Long> countsOfDetection() throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    JobExecutionResult end = running(detection).getJobExecutionResult().get();
    end.getAllAccumulatorResults().forEach((name, count) -> counts.put(name, (Long) count));
    return counts;
  }

  private Path stopDetection(boolean endsStreams) throws Exception {
    String folder = checkpoints.toUri().toString();
    return Path.of(
        URI.create(
            running(detection)
                .stopWithSavepoint(endsStreams, folder, SavepointFormatType.CANONICAL)
                .get()));
  }

  /** Ends a TaskManager with everything on it; returns when that was restored from a checkpoint. */
  public void crash() throws Exception {
    long before = restores();
    cluster.replaceTaskManager();
    ConditionWait.until("the restart after a crash", () -> restores() > before);
  }

  /** Returns how often jobs were restored since they were started, several times for a crash. */
  private long restores() throws Exception {
    long restores = 0;
    for (JobClient job : running()) {
      restores += cluster.restores(job);
    }
    return restores;
  }

  private static JobClient running(@Nullable JobClient job) {
    return Objects.requireNonNull(job, "the detection job was not started");
  }
}
