package org.drey.local.rehearse;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.local.cluster.Await;
import org.drey.local.cluster.FlinkCluster;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.job.Submission;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** The live jobs of a rehearsal. Their settings are those of users but for pace. */
final class Jobs {
  /** Checkpoints are taken when the rehearsal says so, and never by themselves. */
  private static final Duration NEVER = Duration.ofDays(1);

  private static final Duration LOOK_AT_CLOCK_EVERY = Duration.ofMillis(20);
  private static final Duration RESTART_AFTER = Duration.ofMillis(50);

  private final Deployment deployment;
  private final @Nullable JobClient blocklist;
  private JobClient detection;

  private Jobs(Deployment deployment, @Nullable JobClient blocklist, JobClient detection) {
    this.deployment = deployment;
    this.blocklist = blocklist;
    this.detection = detection;
  }

  /** What the jobs are made of, and where they run. */
  private record Deployment(
      FlinkCluster cluster,
      JobSettings settings,
      RuleSet rules,
      DetectionInputs inputs,
      Path checkpoints,
      Stage stage) {

    JobClient startBlocklist(ListSettings lists, int parallelism) throws Exception {
      StreamExecutionEnvironment env =
          cluster.environment(paced(FlinkSettings.blocklist()), parallelism);
      LiveBlocklist.build(env, settings, lists);
      return env.executeAsync(LiveBlocklist.NAME);
    }

    JobClient startDetection(int parallelism, @Nullable Path from) throws Exception {
      Configuration flink = paced(FlinkSettings.detection());
      flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
      if (from != null) {
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
      }
      StreamExecutionEnvironment env = cluster.environment(flink, parallelism);
      LiveDetection.build(env, settings, rules, stage.silence(), inputs, Submission.now(settings));
      return env.executeAsync(LiveDetection.NAME);
    }
  }

  /** Starts both, or the detection job alone where there is no list. */
  static Jobs start(
      FlinkCluster cluster,
      JobSettings settings,
      RehearsalSettings rehearsal,
      DetectionInputs inputs,
      @Nullable ListSettings lists,
      Path checkpoints,
      Stage stage)
      throws Exception {
    int parallelism = rehearsal.parallelism();
    Deployment deployment =
        new Deployment(cluster, settings, rehearsal.rules(), inputs, checkpoints, stage);
    return new Jobs(
        deployment,
        lists == null ? null : deployment.startBlocklist(lists, parallelism),
        deployment.startDetection(parallelism, null));
  }

  private static Configuration paced(Configuration flink) {
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, LOOK_AT_CLOCK_EVERY);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_AFTER);
    return flink;
  }

  /** Whether the blocklist job runs, too. */
  boolean haveLists() {
    return blocklist != null;
  }

  /** Takes a checkpoint of both, however often a crash comes between. */
  void checkpoint() throws Exception {
    checkpoint(detection);
    if (blocklist != null) {
      checkpoint(blocklist);
    }
  }

  private void checkpoint(JobClient job) throws Exception {
    Await.until(
        "a checkpoint",
        () -> {
          try {
            deployment.cluster().checkpoint(job);
            return true;
          } catch (java.util.concurrent.ExecutionException e) {
            demandAlive(job);
            return false; // a task is being restarted
          }
        });
  }

  /** Fails where a job has ended by itself, with why. */
  private static void demandAlive(JobClient job) throws Exception {
    if (job.getJobStatus().get().isGloballyTerminalState()) {
      var unused = job.getJobExecutionResult().get();
    }
  }

  /** Switches the detection job off and starts it again from its last checkpoint. */
  void redeployDetection(int parallelism) throws Exception {
    checkpoint(detection);
    Path checkpoint = deployment.cluster().switchOff(detection, deployment.checkpoints());
    detection = deployment.startDetection(parallelism, checkpoint);
  }

  /** Ends the streams of the detection job where they are; what waits for time is concluded. */
  void endDetection() throws Exception {
    var unused = FlinkCluster.endStreams(detection, deployment.checkpoints());
  }

  /** Ends a TaskManager with everything that runs on it. */
  void crash() throws Exception {
    deployment.cluster().replaceTaskManager();
  }

  /** How often jobs were restored since they were last deployed, several times for a crash. */
  long restores() throws Exception {
    FlinkCluster cluster = deployment.cluster();
    return cluster.restores(detection) + (blocklist == null ? 0 : cluster.restores(blocklist));
  }
}
