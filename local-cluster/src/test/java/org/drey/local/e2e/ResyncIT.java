package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a job that was started by mistake, after which the right one goes on. */
@Timeout(180)
final class ResyncIT {
  private static final String RULES =
      """
      title: Paid
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      drey: {indicator: T-PAID, track: payer, entity: subject, points: 60, strength: 0.9, half_life: 30d, family: EXT, hard: true, opens: true}
      """;

  private static final Comparator<Alert> NEWEST =
      Comparator.comparing(Alert::getGeneration).thenComparing(Alert::getRevision);

  @TempDir private Path folder;

  @Test
  void everyAlertIsRightAgainThoughNothingOfItChanges() throws Exception {
    try (SharedBroker broker = SharedBroker.open();
        FlinkCluster cluster = FlinkCluster.start(1, 2, 0, WatchedJob.prompt());
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      DreyConfiguration configuration = Declared.inputs();
      RuleSet rules =
          StreamRegistry.compile(List.of(new RuleFile("rules.yml", RULES)), configuration);
      JobSettings settings = new JobSettings(configuration, broker.client(), "");
      LiveJobs jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
      jobs.startDetection(2, null);
      pay(topics);
      ConditionWait.until(
          "an alert", () -> !topics.committed(TopicNames.ALERTS, Alert.class).isEmpty());
      Alert right = newest(topics);

      Alert wrong = Alert.newBuilder(right).build();
      wrong.setGeneration(right.getGeneration() + 1);
      wrong.setScore(1);
      write(topics, wrong);
      assertEquals(1, newest(topics).getScore());

      Path savepoint = jobs.jobs().stopDetection();
      ConditionWait.until(
          "a later second", () -> Instant.now().getEpochSecond() > wrong.getGeneration());
      jobs.resync();
      jobs.startDetection(1, savepoint);
      ConditionWait.until(
          "the alert of now", () -> newest(topics).getGeneration() > wrong.getGeneration());
      assertEquals(right.getScore(), newest(topics).getScore());
      assertEquals(right.getRevision() + 1, newest(topics).getRevision());
      jobs.jobs().stopDetection();
    }
  }

  private static void pay(JobTopics topics) throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    payment.setEventTime(Instant.now());
    byte[] record = AvroCodec.of(Payment.class).encode(payment);
    topics.send(TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, record)));
  }

  private static void write(JobTopics topics, Alert alert) {
    byte[] key = alert.getAlertId().getBytes(StandardCharsets.UTF_8);
    byte[] record = AvroCodec.of(Alert.class).encode(alert);
    var unused = topics.send(List.of(new ProducerRecord<>(TopicNames.ALERTS, key, record)));
  }

  /** Returns the alert as readers have it that order by generation and revision. */
  private static Alert newest(JobTopics topics) throws Exception {
    return topics.committed(TopicNames.ALERTS, Alert.class).stream().max(NEWEST).orElseThrow();
  }
}
