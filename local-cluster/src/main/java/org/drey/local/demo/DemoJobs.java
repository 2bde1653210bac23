package org.drey.local.demo;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.local.cluster.FlinkCluster;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.job.Submission;
import org.drey.streaming.lists.ListSettings;

/** Starts the cluster of the demo and both jobs on it, as their mains do. */
final class DemoJobs {
  private static final int PARALLELISM = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration START_WITHIN = Duration.ofSeconds(90);

  private DemoJobs() {}

  /** A cluster with room for both jobs. */
  static FlinkCluster cluster(int webPort) throws Exception {
    try {
      return FlinkCluster.start(PARALLELISM * 2, webPort);
    } catch (BindException e) {
      throw new BusyPortException(webPort);
    }
  }

  /** BlocklistJob and DetectionJob, in this order. */
  static List<JobClient> start(
      FlinkCluster flink, JobSettings settings, RuleSet rules, ListSettings lists, Path folder)
      throws Exception {
    StreamExecutionEnvironment blocklist =
        flink.environment(FlinkSettings.blocklist(), PARALLELISM);
    LiveBlocklist.demand(settings, lists);
    LiveBlocklist.build(blocklist, settings, lists);
    Configuration keyed = FlinkSettings.detection();
    keyed.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment detection = flink.environment(keyed, PARALLELISM);
    Submission submission = LiveDetection.demand(detection, settings, rules);
    LiveDetection.build(detection, settings, rules, submission);
    return List.of(
        blocklist.executeAsync(LiveBlocklist.NAME), detection.executeAsync(LiveDetection.NAME));
  }

  /** Returns when each subtask of both runs. */
  static void awaitRunning(JobWatch watch) throws InterruptedException {
    Instant end = Instant.now().plus(START_WITHIN);
    while (!watch.allRunning()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the jobs did not start within " + START_WITHIN);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
