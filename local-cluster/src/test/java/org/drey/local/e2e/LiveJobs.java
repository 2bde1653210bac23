package org.drey.local.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.JobSubmission;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** Both live jobs on a cluster, checkpointed twice a second, and breakable. */
final class LiveJobs {
  private static final Duration CHECKPOINT_EVERY = Duration.ofMillis(500);

  private final LocalJobs jobs;
  private final LocalJobs.Detection parts;
  private String sabotaged = "source-payments";
  private boolean resyncs;

  LiveJobs(FlinkCluster cluster, JobSettings settings, RuleSet rules, Path checkpoints) {
    this.jobs = new LocalJobs(cluster, settings, checkpoints, new Sabotage());
    this.parts =
        new LocalJobs.Detection(
            rules,
            DetectionInputs.besideBlocklistJob(rules, settings.configuration()),
            context -> new Awake());
  }

  /** Checkpoints often, and can be broken. */
  private final class Sabotage implements LocalJobs.Tuning {
    @Override
    public void settings(Configuration flink) {
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    }

    @Override
    public void graph(StreamExecutionEnvironment env) {
      Saboteur.hideIn(env, sabotaged);
    }

    @Override
    public JobSubmission submission(JobSubmission usual) {
      return resyncs ? usual.repeating() : usual;
    }
  }

  /** Jobs that are started from now on are breakable behind the operator of an id. */
  void sabotage(String uid) {
    sabotaged = uid;
  }

  /** Detection jobs that are started from now on write every alert again. */
  void resync() {
    resyncs = true;
  }

  void startBlocklist(Path list, int parallelism) throws Exception {
    startBlocklist(ListSettings.ofFile(list), parallelism);
  }

  void startBlocklist(ListSettings lists, int parallelism) throws Exception {
    var unused = jobs.startBlocklist(lists, parallelism);
  }

  /** Starts the detection job, from a checkpoint if one is given. */
  void startDetection(int parallelism, @Nullable Path from) throws Exception {
    var unused = jobs.startDetection(parts, parallelism, from);
  }

  /** Returns the jobs as they run now. */
  LocalJobs jobs() {
    return jobs;
  }

  /**
   * Plays topics, those of the blocklist job first, so that every hit is there before the clock of
   * the detection job moves: days pass in moments here, and a hit would be days behind its query.
   */
  void play(JobTopics topics, Set<String> played, Playing playing) throws Exception {
    for (String topic : LiveBlocklist.TOPICS) {
      playing.send(topic);
    }
    awaitRead(topics);
    for (String topic : played) {
      if (!LiveBlocklist.TOPICS.contains(topic)) {
        playing.send(topic);
      }
    }
  }

  /** Sends what there is of a topic. */
  interface Playing {
    void send(String topic) throws Exception;
  }

  /** Until a checkpoint of both jobs is behind everything that was sent, and came of it. */
  void awaitRead(JobTopics topics) throws Exception {
    for (String topic : LiveBlocklist.TOPICS) {
      ConditionWait.until(
          "the blocklist job has read " + topic, () -> topics.isRead(LiveBlocklist.NAME, topic));
    }
    for (String topic :
        parts.inputs().streams().stream()
            .filter(parts.inputs()::reads)
            .map(StreamDefinition::topic)
            .toList()) {
      ConditionWait.until(
          "the detection job has read " + topic, () -> topics.isRead(LiveDetection.NAME, topic));
    }
  }

  /** Until the results of everything that was read can be read, too. */
  static void awaitVisible(JobTopics topics) throws Exception {
    int before = Saboteur.checkpoints();
    ConditionWait.until("another checkpoint", () -> Saboteur.checkpoints() >= before + 2);
    for (String topic : List.of(TopicNames.ALERTS, TopicNames.DEAD_LETTERS)) {
      ConditionWait.until("no open transaction on " + topic, () -> topics.isSettled(topic));
    }
  }

  /** A partition that is never silent, so that the end of the streams reaches everybody. */
  private static final class Awake implements PartitionIdleness {
    @Override
    public void driven(String topic, int partition) {}

    @Override
    public boolean isSilent() {
      return false;
    }
  }
}
