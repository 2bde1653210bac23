package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live jobs do not start with topics that would lose records. */
final class RefusedStartIT {
  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("kafka"));
    broker.createTopics(1);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static JobSettings settings(List<BoundTopic> payments) {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>();
    for (String topic : TopicNames.INPUTS) {
      streams.put(topic, new DreyConfiguration.Stream("test", null, List.of()));
    }
    streams.put(TopicNames.PAYMENTS, new DreyConfiguration.Stream("test", null, payments));
    return new JobSettings(DreyConfiguration.DEFAULT.withStreams(streams), broker.client(), "");
  }

  private static void demandDetection(List<BoundTopic> payments) throws Exception {
    var flink = FlinkSettings.detection();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    var unused =
        LiveDetection.demand(
            StreamExecutionEnvironment.createLocalEnvironment(1, flink),
            settings(payments),
            StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT),
            line -> {});
  }

  private static void demandBlocklist() throws Exception {
    Properties client = broker.client();
    LiveBlocklist.demand(
        settings(List.of()),
        ListSettings.announced(folder, client, "").withPoliciesOn(client, ""),
        line -> {});
  }

  private static void set(String topic, String name, String value) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      AlterConfigOp change =
          new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }

  private interface Demand {
    void run() throws Exception;
  }

  /** What is said while a setting is wrong; without it the job starts. */
  private static String refusal(Demand demand, String topic, String name, String wrong)
      throws Exception {
    String right = name.equals("cleanup.policy") && wrong.equals("delete") ? "compact" : "delete";
    demand.run();
    set(topic, name, wrong);
    ConditionWait.until("it is refused", () -> isRefused(demand));
    String message = assertThrows(InvalidConfigurationException.class, demand::run).getMessage();
    set(topic, name, name.equals("cleanup.policy") ? right : "CreateTime");
    ConditionWait.until("it is taken", () -> !isRefused(demand));
    return message;
  }

  private static boolean isRefused(Demand demand) throws Exception {
    try {
      demand.run();
      return false;
    } catch (InvalidConfigurationException e) {
      return true;
    }
  }

  @Test
  void alertsThatAreDeletedWithTime() throws Exception {
    Demand detection = () -> demandDetection(List.of());
    String message = refusal(detection, TopicNames.ALERTS, "cleanup.policy", "delete");
    assertTrue(message.contains("alerts has cleanup.policy=delete"), message);
    assertFalse(message.contains("payments"), message);
  }

  @Test
  void inputsThatAreCompacted() throws Exception {
    Demand detection = () -> demandDetection(List.of());
    String message = refusal(detection, TopicNames.PAYMENTS, "cleanup.policy", "compact");
    assertTrue(message.contains("payments has cleanup.policy=compact"), message);
  }

  @Test
  void hitsThatLoseTheirTimes() throws Exception {
    String topic = TopicNames.BLOCKLIST_HITS;
    String times = "message.timestamp.type";
    String message = refusal(RefusedStartIT::demandBlocklist, topic, times, "LogAppendTime");
    assertTrue(message.contains("message.timestamp.type=CreateTime"), message);
    Demand detection = () -> demandDetection(List.of());
    assertTrue(refusal(detection, topic, times, "LogAppendTime").contains(topic));
  }

  @Test
  void listsAnnouncedOnATopicThatForgets() throws Exception {
    String topic = TopicNames.BLOCKLIST_CONTROL;
    String message = refusal(RefusedStartIT::demandBlocklist, topic, "cleanup.policy", "delete");
    assertTrue(message.contains(topic + " has cleanup.policy=delete"), message);
  }

  @Test
  void aTopicThatIsNotThere() {
    List<BoundTopic> sources =
        List.of(BoundTopic.named("payments"), BoundTopic.named("payments-of-bank-b"));
    String message =
        assertThrows(InvalidConfigurationException.class, () -> demandDetection(sources))
            .getMessage();
    assertTrue(message.contains("no topic payments-of-bank-b: create it"), message);
  }
}
