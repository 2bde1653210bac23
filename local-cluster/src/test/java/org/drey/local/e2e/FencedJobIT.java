package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.source.StartOffsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detection jobs on the same topics, and one that is fenced: what becomes of them, and which
 * metrics say so.
 */
@Tag("nightly")
@Timeout(180)
final class FencedJobIT {
  /** Of each try; a second fence could cost a job that has failed another task manager. */
  private static final Duration ENOUGH_TO_FAIL = Duration.ofSeconds(5);

  @TempDir Path folder;

  private KafkaBroker broker;
  private FlinkCluster cluster;
  private JobTopics topics;
  private EndlessPayers payers;

  @BeforeEach
  void start() throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    broker.createTopics(JobTopics.PARTITIONS);
    topics = new JobTopics(broker.client());
    // A job that was fenced may end its task manager, and nothing here starts that again.
    cluster = FlinkCluster.start(4, 1, 0, WatchedJob.prompt());
    payers = new EndlessPayers(topics);
  }

  private WatchedJob watched(JobClient job) {
    return new WatchedJob(cluster.address(), job);
  }

  @AfterEach
  void stop() throws Exception {
    payers.stop();
    cluster.close();
    topics.close();
    broker.close();
  }

  /**
   * Another job with its name fences it as it starts. Here Kafka's own call does: two jobs of one
   * JVM share a registry of the connector, which lets no second one start, so they would have to
   * run in two processes. It is repeated, because a transaction that was just handed over is lost
   * and fails nothing.
   */
  @Test
  void aJobThatIsFencedRestartsAndGoesOn() throws Exception {
    LiveJobs jobs = jobs("first", "");
    jobs.startDetection(1, null);
    ConditionWait.until("an alert", () -> newest() >= 0);
    JobClient job = jobs.jobs().running().get(0);
    ConditionWait.until(
        "a failure",
        () -> {
          topics.fenceTransactions();
          return ConditionWait.holdsWithin(ENOUGH_TO_FAIL, () -> hasFailed(job));
        });
    ConditionWait.until("a restart", () -> cluster.restores(job) > 0);
    int paid = payers.paid();
    ConditionWait.until("an alert of a payment after the restart", () -> newest() > paid);
  }

  private boolean hasFailed(JobClient job) throws Exception {
    return job.getJobStatus().get() != JobStatus.RUNNING || cluster.restores(job) > 0;
  }

  @Test
  void withTheirOwnNamesNeitherKnowsOfTheOther() throws Exception {
    LiveJobs first = jobs("first", "");
    LiveJobs second = jobs("second", "other");
    first.startDetection(1, null);
    second.startDetection(1, null);
    JobClient one = first.jobs().running().get(0);
    JobClient two = second.jobs().running().get(0);
    ConditionWait.until(
        "alerts of the first", () -> watched(one).sum("successfulCommittables") > 5);
    ConditionWait.until(
        "alerts of the second", () -> watched(two).sum("successfulCommittables") > 5);
    for (JobClient job : List.of(one, two)) {
      assertEquals(0, cluster.restores(job));
      assertEquals(0, watched(job).sum("failedCommittables"));
    }
  }

  @Test
  void whatCannotBeCommittedIsCounted() throws Exception {
    LiveJobs first = jobs("first", "");
    LiveJobs second = jobs("second", "");
    first.startDetection(1, null);
    ConditionWait.until("alerts of the first", () -> newest() >= 0);
    Path checkpoint = first.jobs().switchOffDetection(); // with what was to be committed after it
    second.startDetection(1, null);
    JobClient two = second.jobs().running().get(0);
    ConditionWait.until(
        "alerts of the second", () -> watched(two).sum("successfulCommittables") > 2);
    Path unusedCheckpoint = second.jobs().switchOffDetection();
    first.startDetection(1, checkpoint);
    JobClient again = first.jobs().running().get(0);
    ConditionWait.until("a failed commit", () -> watched(again).sum("failedCommittables") > 0);
  }

  private LiveJobs jobs(String name, String deployment) {
    Map<String, DreyConfiguration.Stream> streams = new TreeMap<>();
    for (String topic : TopicNames.INPUTS) {
      streams.put(topic, new DreyConfiguration.Stream("test", null, List.of()));
    }
    DreyConfiguration declared = DreyConfiguration.DEFAULT.withStreams(streams);
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("rules.yml", EndlessPayers.RULES)), declared);
    JobSettings settings =
        new JobSettings(declared, broker.client(), "", StartOffsets.EARLIEST, deployment);
    return new LiveJobs(cluster, settings, rules, folder.resolve(name));
  }

  /** The number of the newest payer who has an alert, -1 for none. */
  private int newest() throws Exception {
    return topics.committed(TopicNames.ALERTS, Alert.class).stream()
        .map(alert -> alert.getEntity().substring(EndlessPayers.PAYER.length()))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(-1);
  }
}
