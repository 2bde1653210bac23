package org.drey.local.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.Topics;
import org.drey.local.cluster.Await;
import org.drey.local.cluster.FlinkCluster;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.Silence;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.job.Submission;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** Both live jobs on a cluster, checkpointed twice a second, and breakable. */
final class LiveJobs {
  private static final Duration CHECKPOINT_EVERY = Duration.ofMillis(500);

  private final FlinkCluster cluster;
  private final JobSettings settings;
  private final RuleSet rules;
  private final DetectionInputs inputs;
  private final Path checkpoints;
  private String sabotaged = "source-payments";
  private @Nullable JobClient blocklist;
  private @Nullable JobClient detection;

  LiveJobs(FlinkCluster cluster, JobSettings settings, RuleSet rules, Path checkpoints) {
    this.cluster = cluster;
    this.settings = settings;
    this.rules = rules;
    this.inputs = DetectionInputs.besideBlocklistJob(rules, settings.configuration());
    this.checkpoints = checkpoints;
  }

  /** Jobs that are started from now on are breakable behind the operator of an id. */
  void sabotage(String uid) {
    sabotaged = uid;
  }

  void startBlocklist(Path list, int parallelism) throws Exception {
    startBlocklist(ListSettings.ofFile(list), parallelism);
  }

  void startBlocklist(ListSettings lists, int parallelism) throws Exception {
    StreamExecutionEnvironment env =
        cluster.environment(restless(FlinkSettings.blocklist()), parallelism);
    LiveBlocklist.build(env, settings, lists);
    Saboteur.hideIn(env, sabotaged);
    blocklist = env.executeAsync(LiveBlocklist.NAME);
  }

  /** Starts the detection job, from a checkpoint if one is given. */
  void startDetection(int parallelism, @Nullable Path from) throws Exception {
    Configuration flink = restless(FlinkSettings.detection());
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    if (from != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
    }
    StreamExecutionEnvironment env = cluster.environment(flink, parallelism);
    LiveDetection.build(
        env, settings, rules, context -> new Awake(), inputs, Submission.now(settings));
    Saboteur.hideIn(env, sabotaged);
    detection = env.executeAsync(LiveDetection.NAME);
  }

  /** The jobs as they run now. */
  List<JobClient> running() {
    return Stream.of(blocklist, detection).filter(Objects::nonNull).toList();
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
      Await.until(
          "the blocklist job has read " + topic, () -> topics.isRead(LiveBlocklist.NAME, topic));
    }
    for (String topic :
        inputs.streams().stream().filter(inputs::reads).map(StreamDefinition::topic).toList()) {
      Await.until(
          "the detection job has read " + topic, () -> topics.isRead(LiveDetection.NAME, topic));
    }
  }

  /** Until the results of everything that was read can be read, too. */
  static void awaitVisible(JobTopics topics) throws Exception {
    int before = Saboteur.checkpoints();
    Await.until("another checkpoint", () -> Saboteur.checkpoints() >= before + 2);
    for (String topic : List.of(Topics.ALERTS, Topics.DEAD_LETTERS)) {
      Await.until("no open transaction on " + topic, () -> topics.isSettled(topic));
    }
  }

  /**
   * Ends the streams of the detection job where they are: what waits for time is concluded.
   *
   * @return the savepoint of its end
   */
  Path endDetection() throws Exception {
    return FlinkCluster.endStreams(detection, checkpoints);
  }

  /** A partition that is never silent, so that the end of the streams reaches everybody. */
  private static final class Awake implements Silence {
    @Override
    public void driven(String topic, int partition) {}

    @Override
    public boolean isSilent() {
      return false;
    }
  }

  /** Cancels the detection job, as if the machines were switched off, and gives what is left. */
  Path cancelDetection() throws Exception {
    return cluster.switchOff(detection, checkpoints);
  }

  /** Stops the detection job, to go on later from the savepoint that it gives. */
  Path stopDetection() throws Exception {
    String savepoint =
        detection
            .stopWithSavepoint(false, checkpoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    return Path.of(URI.create(savepoint));
  }

  private static Configuration restless(Configuration flink) {
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    return flink;
  }
}
