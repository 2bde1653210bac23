package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveDetection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detection job that starts after another, or beside it. */
@Timeout(120)
final class DuplicateJobCheckIT {
  private static final TopicPartition READ = new TopicPartition(TopicNames.PAYMENTS, 0);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  @TempDir private Path folder;
  private final Configuration flink = FlinkSettings.detection();
  private KafkaBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"));
    broker.createTopics(1);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, BETWEEN_LOOKS);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  /** Returns what the terminal shows. */
  private String demand(String deployment) throws Exception {
    JobSettings settings =
        new JobSettings(Declared.inputs(), broker.client(), "", null, deployment);
    List<String> shown = new ArrayList<>();
    var unused =
        LiveDetection.demand(
            new StreamExecutionEnvironment(flink),
            settings,
            StreamRegistry.compile(RuleFile.catalogue(), Declared.inputs()),
            shown::add);
    return String.join("\n", shown);
  }

  private void commit(Admin admin, String group, long offset) throws Exception {
    admin.alterConsumerGroupOffsets(group, Map.of(READ, new OffsetAndMetadata(offset))).all().get();
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Does what a running job does, over and over, while something else is tried. */
  private static void during(Step work, Step tried) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread worker =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  work.run();
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    worker.start();
    try {
      tried.run();
    } finally {
      done.set(true);
      worker.join();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic) {
    return new ProducerRecord<>(topic, new byte[1], new byte[1]);
  }

  private KafkaProducer<byte[], byte[]> producer(String topic) {
    Properties properties = broker.client();
    properties.setProperty("transactional.id", "drey-detection-" + topic + "-0-1");
    var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  @Test
  void theFirstStartHasNothingToSay() throws Exception {
    assertEquals("", demand(""));
  }

  @Test
  void besideOneThatReadsOnItIsRefused() throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      long[] offset = {0};
      during(
          () -> commit(admin, "drey-detection", ++offset[0]),
          () -> {
            String message =
                assertThrows(InvalidConfigurationException.class, () -> demand("")).getMessage();
            assertTrue(message.contains("A job drey-detection runs on these topics"), message);
            assertTrue(message.contains("--deployment NAME"), message);
            assertEquals("", demand("green"));
          });
    }
  }

  private static void begin(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
    producer.beginTransaction();
    var unused = producer.send(record(topic)).get();
  }

  /** As with a job, the next transaction has begun before the last one is committed. */
  @Test
  void besideOneThatBeginsTransactionsItIsRefused() throws Exception {
    try (KafkaProducer<byte[], byte[]> alerts = producer(TopicNames.ALERTS);
        KafkaProducer<byte[], byte[]> cases = producer(TopicNames.CASES)) {
      begin(alerts, TopicNames.ALERTS);
      during(
          () -> {
            begin(cases, TopicNames.CASES);
            alerts.commitTransaction();
            begin(alerts, TopicNames.ALERTS);
            cases.commitTransaction();
          },
          () -> assertThrows(InvalidConfigurationException.class, () -> demand("")));
    }
  }

  @Test
  void afterACrashItStartsAndSaysWhatIsMissing() throws Exception {
    try (Admin admin = Admin.create(broker.client());
        KafkaProducer<byte[], byte[]> leftOpen = producer(TopicNames.ALERTS)) {
      commit(admin, "drey-detection", 5);
      leftOpen.beginTransaction();
      var unused = leftOpen.send(record(TopicNames.ALERTS)).get();

      String shown = demand("");
      assertTrue(shown.contains("WARNING: drey-detection starts without the state"), shown);
      assertTrue(shown.contains("which has read payments"), shown);
      assertTrue(shown.contains("flink run -s " + folder.toUri()), shown);

      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, "file:///savepoint");
      shown = demand("");
      assertTrue(shown.contains("Looking for"), shown);
      assertTrue(!shown.contains("WARNING"), shown);
    }
  }

  @Test
  void alertsAloneSayThatThereWasOne() throws Exception {
    try (JobTopics topics = new JobTopics(broker.client())) {
      var unused = topics.send(List.of(record(TopicNames.ALERTS)));
    }
    String shown = demand("");
    assertTrue(shown.contains("which has written alerts"), shown);
  }

  /** Its cluster submits it again, and has it already. */
  @Test
  void aJobThatIsTakenOverIsNotInItsOwnWay() throws Exception {
    flink.set(DeploymentOptions.TARGET, "embedded");
    flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
    try (Admin admin = Admin.create(broker.client())) {
      long[] offset = {0};
      during(
          () -> commit(admin, "drey-detection", ++offset[0]), () -> assertEquals("", demand("")));
    }
  }
}
