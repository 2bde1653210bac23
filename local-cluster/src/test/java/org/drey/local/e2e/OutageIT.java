package org.drey.local.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
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
import org.drey.streaming.job.LiveDetection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that is away for longer than brokers keep its transactions open: what they held is lost,
 * and written again by a job that is started for that.
 */
@Timeout(600)
final class OutageIT {
  /** A transaction is open for as long as a checkpoint may take. */
  private static final String CONFIGURATION = "flink: {execution.checkpointing.timeout: 10s}";

  @TempDir private Path folder;

  @Test
  void whatAnOutageLostIsWrittenAgain() throws Exception {
    Properties shortTransactions = new Properties();
    shortTransactions.setProperty("transaction.max.timeout.ms", "15000");
    shortTransactions.setProperty(
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    Path data = Files.createDirectory(folder.resolve("kafka"));
    try (KafkaBroker broker = KafkaBroker.start(data, shortTransactions);
        FlinkCluster cluster = FlinkCluster.start(1, 1, 0, WatchedJob.prompt());
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      LiveJobs jobs = jobs(cluster, broker);
      Path savepoint = null;
      int paid = 0;
      // Each time, until it is alerts that were to be committed.
      do {
        jobs.startDetection(1, savepoint);
        EndlessPayers payers = new EndlessPayers(topics, paid);
        long before = alerts(topics);
        ConditionWait.until("an alert", () -> alerts(topics) > before);
        Path checkpoint = jobs.jobs().switchOffDetection();
        payers.stop();
        paid = payers.paid();
        savepoint = longAfter(checkpoint, jobs, topics);
      } while (alerts(topics) == paid);

      long started = Instant.now().getEpochSecond();
      ConditionWait.until("a later second", () -> Instant.now().getEpochSecond() > started);
      jobs.resync();
      jobs.startDetection(1, savepoint);
      int all = paid;
      ConditionWait.until("an alert of each", () -> alerts(topics) == all);
      jobs.jobs().stopDetection();
    }
  }

  /** Goes on when brokers wait no longer; returns the savepoint after all that was sent. */
  private static Path longAfter(Path checkpoint, LiveJobs jobs, JobTopics topics) throws Exception {
    ConditionWait.until("no open transaction", () -> topics.isSettled(TopicNames.ALERTS));
    jobs.startDetection(1, checkpoint);
    ConditionWait.until(
        "all is read", () -> topics.isRead(LiveDetection.NAME, TopicNames.PAYMENTS));
    return jobs.jobs().stopDetection();
  }

  private LiveJobs jobs(FlinkCluster cluster, KafkaBroker broker) throws Exception {
    DreyConfiguration configuration =
        DreyConfiguration.read(Files.writeString(folder.resolve("config.yaml"), CONFIGURATION))
            .withStreams(Declared.inputs().streams());
    RuleSet rules =
        StreamRegistry.compile(
            List.of(new RuleFile("rules.yml", EndlessPayers.RULES)), configuration);
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    return new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
  }

  /** How many payers have an alert that readers see. */
  private static long alerts(JobTopics topics) throws Exception {
    return topics.committed(TopicNames.ALERTS, Alert.class).stream()
        .map(Alert::getEntity)
        .distinct()
        .count();
  }
}
