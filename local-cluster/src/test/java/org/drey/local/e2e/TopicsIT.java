package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey topics} on a broker that denies what is not allowed. */
@Timeout(240)
final class TopicsIT {
  private static final String BLOCKLIST = "drey-blocklist-job";
  private static final String DETECTION = "drey-detection-job";

  @TempDir Path folder;

  private KafkaBroker guarded() {
    return KafkaBroker.start(
        folder.resolve("kafka"), GuardedBroker.settings(BLOCKLIST, DETECTION, "nobody"));
  }

  private static CommandRun topics(KafkaBroker broker, String command, String... more) {
    List<String> usual =
        List.of(command, "--bootstrap", broker.bootstrap(), "--replication", "1", "--acl");
    List<String> all = new ArrayList<>(usual);
    all.addAll(List.of(more));
    return CommandRuns.topics(all.toArray(String[]::new));
  }

  private String file(Properties client) throws Exception {
    Path file = folder.resolve("client.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      client.store(out, null);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  @Test
  void whatIsAppliedWillDoForTheJobs() throws Exception {
    try (KafkaBroker broker = guarded()) {
      topics(broker, "check").assertSays(3, "alerts: topic is missing");
      topics(broker, "apply", "--dry-run").assertSays(3, "would create alerts with 6 partitions");
      topics(broker, "check").assertSays(3, "alerts: topic is missing");
      topics(broker, "apply").assertSays(0, "create payments with 6 partitions");
      seesAllRights(broker);
      topics(broker, "check").assertSays(0, "15 topics will do.");
      topics(broker, "apply").assertSays(0, "All is as planned.");
      theJobsFindWhatTheyNeed(broker);
      theJobsTakeTheSettings(broker);
    }
  }

  /** A broker applies what its controller has accepted a moment later. */
  private static void seesAllRights(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      ConditionWait.until(
          "rights of the last role",
          () ->
              admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                  .anyMatch(one -> one.entry().principal().equals("User:drey-operator")));
    }
  }

  private void theJobsFindWhatTheyNeed(KafkaBroker broker) throws Exception {
    Path list = Files.writeString(folder.resolve("list.txt"), "listed.example\n");
    Properties blocklist = GuardedBroker.client(broker, BLOCKLIST);
    LiveBlocklist.demand(
        new JobSettings(Declared.inputs(), blocklist, ""),
        ListSettings.ofFile(list).withPoliciesOn(blocklist, ""),
        line -> {});
    Configuration flink = FlinkSettings.detection();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), Declared.inputs());
    var unused =
        LiveDetection.demand(
            StreamExecutionEnvironment.createLocalEnvironment(1, flink),
            new JobSettings(Declared.inputs(), GuardedBroker.client(broker, DETECTION), ""),
            rules,
            line -> {});
  }

  /** One who may see them. */
  private void theJobsTakeTheSettings(KafkaBroker broker) throws Exception {
    ListSettings lists = ListSettings.ofFile(folder.resolve("list.txt"));
    JobSettings all = new JobSettings(Declared.inputs(), broker.client(), "");
    LiveBlocklist.demand(all, lists.withPoliciesOn(broker.client(), ""), line -> {});
  }

  @Test
  void whatDiffersIsSaidAndPutRight() throws Exception {
    try (KafkaBroker broker = guarded()) {
      topics(broker, "apply").assertSays(0, "create payments");
      seesAllRights(broker);
      set(broker, TopicNames.PAYMENTS, "retention.ms", "3600000");
      set(broker, TopicNames.ALERTS, "cleanup.policy", "delete");
      CommandRun found = topics(broker, "check");
      found.assertSays(3, "payments: retention.ms is 1h, needed: at least 1d. Else an outage");
      assertTrue(found.out().contains("alerts: cleanup.policy is delete, needed: compact."));
      assertEquals(2, found.out().lines().count(), found.out());
      topics(broker, "apply").assertSays(0, "set retention.ms of payments to 7d (was 1h)");
      CommandRun larger = topics(broker, "apply", "--partitions", "8");
      larger.assertSays(3, "by hand: partitions of alerts is 6, needed: at least 8");
      assertTrue(larger.out().contains("add partitions to payments: 8 (were 6)"), larger.out());
      assertEquals(8, partitions(broker, TopicNames.PAYMENTS));
      assertEquals(6, partitions(broker, TopicNames.ALERTS));
      topics(broker, "apply", "--partitions", "2").assertSays(0, "All is as planned.");
      CommandRun others = topics(broker, "check", "--user", "analysts=team-a");
      others.assertSays(3, "missing: 4 rights of 1 role");
      assertTrue(others.out().contains("analysts: User:team-a"), others.out());
      assertFalse(others.out().contains("Else"), others.out());
    }
  }

  private static void set(KafkaBroker broker, String topic, String name, String value)
      throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
      ConditionWait.until(
          "the broker's own view of a setting",
          () ->
              admin
                  .describeConfigs(List.of(resource))
                  .all()
                  .get()
                  .get(resource)
                  .get(name)
                  .value()
                  .equals(value));
    }
  }

  private static int partitions(KafkaBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      return admin
          .describeTopics(Set.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }

  @Test
  void errorsNameTheOperationOrTheAddress() throws Exception {
    try (KafkaBroker broker = guarded()) {
      String nobody = file(GuardedBroker.client(broker, "nobody"));
      CommandRuns.topics("check", "--kafka", nobody).assertSays(1, "the brokers deny Describe of");
      Properties wrong = GuardedBroker.client(broker, "nobody");
      wrong.setProperty(
          "sasl.jaas.config",
          wrong.getProperty("sasl.jaas.config").replaceAll("password=\"[^\"]+", "password=\"no"));
      CommandRun refused = CommandRuns.topics("check", "--kafka", file(wrong));
      refused.assertSays(1, "the brokers do not take this user");
      assertTrue(refused.err().contains("Kafka at localhost:"), refused.err());
      CommandRuns.topics("apply", "--bootstrap", broker.bootstrap())
          .assertSays(1, "lower --replication");
    }
    Properties away = new Properties();
    away.setProperty("bootstrap.servers", "localhost:1");
    away.setProperty("default.api.timeout.ms", "1500");
    away.setProperty("request.timeout.ms", "1000");
    CommandRuns.topics("check", "--kafka", file(away))
        .assertSays(1, "Kafka at localhost:1: no broker answers");
    try (KafkaBroker open = KafkaBroker.start(folder.resolve("open"))) {
      topics(open, "apply").assertSays(1, "the brokers have no access lists");
    }
  }
}
