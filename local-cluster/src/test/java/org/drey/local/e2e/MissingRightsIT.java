package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
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

/** A job that lacks rights does not start, and names all that it lacks at once. */
final class MissingRightsIT {
  private static final String TABLE_ROW = "detection job";

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker =
        KafkaBroker.start(
            folder.resolve("kafka"), GuardedBroker.settings("nothing", "cases", "group", "all"));
    broker.createTopics(1);
    allow("cases", one -> !isOn(one, ResourceType.TOPIC, "cases", AclOperation.WRITE));
    allow("group", one -> one.pattern().resourceType() == ResourceType.TOPIC);
    allow("all", one -> true);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static void allow(String user, Predicate<AclBinding> which) throws Exception {
    GuardedBroker.allow(
        broker,
        AccessTable.allowed(TABLE_ROW, user).stream().filter(which).collect(Collectors.toList()));
  }

  private static boolean isOn(
      AclBinding one, ResourceType type, String name, AclOperation operation) {
    return one.pattern().resourceType() == type
        && one.pattern().name().equals(name)
        && one.entry().operation() == operation;
  }

  @Test
  void oneWhoMayDoNothingReadsAllOfItAtOnce() {
    List<String> denied = refusal("nothing");
    for (String line :
        List.of(
            "Read of topic payments",
            "Read of topic verdicts",
            "Write of topic alerts",
            "Read of topic cases",
            "Write of topic dead-letters",
            "Read of group drey-detection",
            "Write and Describe of transactional ids that begin with drey-detection-alerts")) {
      assertTrue(denied.contains(line), denied.toString());
    }
    JobSettings job = new JobSettings(Declared.inputs(), client("nothing"), "");
    Properties client = job.kafka();
    ListSettings lists = ListSettings.announced(folder, client, "");
    String blocklist =
        assertThrows(
                InvalidConfigurationException.class,
                () -> LiveBlocklist.demand(job, lists, line -> {}))
            .getMessage();
    for (String part :
        List.of("Read of topic blocklist-control", "Write of topic splash-signals", "of group")) {
      assertTrue(blocklist.contains(part), blocklist);
    }
  }

  @Test
  void oneRightOfATopicIsEnoughToBeMissed() {
    assertEquals(List.of("Write of topic cases"), refusal("cases"));
  }

  @Test
  void soAreThoseOfGroupsAndTransactions() {
    List<String> denied = refusal("group");
    assertTrue(denied.contains("Read of group drey-detection"), denied.toString());
    assertTrue(denied.stream().noneMatch(line -> line.contains("topic")), denied.toString());
  }

  @Test
  void whatTheBrokerHidesIsSaidToWhoStartsTheJob() throws Exception {
    List<String> said = new ArrayList<>();
    demand("all", said);
    assertTrue(
        said.stream().anyMatch(line -> line.startsWith("Not checked, because the broker denies")),
        said.toString());
    assertFalse(said.toString().contains("\n"), said.toString());
  }

  private static List<String> refusal(String user) {
    return assertThrows(InvalidConfigurationException.class, () -> demand(user, new ArrayList<>()))
        .getMessage()
        .lines()
        .skip(1)
        .map(String::strip)
        .toList();
  }

  private static void demand(String user, List<String> said) throws Exception {
    Configuration settings = FlinkSettings.detection();
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), Declared.inputs());
    JobSettings job = new JobSettings(Declared.inputs(), client(user), "");
    var unused = LiveDetection.demand(env, job, rules, said::add);
  }

  private static Properties client(String user) {
    return GuardedBroker.client(broker, user);
  }
}
