package org.drey.cli.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.cli.topics.TopicDifference.Remedy;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topics of a plan, and what differs from what brokers have. */
final class TopicPlanTest {
  private static final String OF_PROVIDERS =
      """
      streams:
        payments:
          legal_basis: contract
          topics:
            - payments-of-bank-a
            - {name: payments-of-bank-b, provider: bank-b.example, legal_basis: none}
        livestream-sessions: {legal_basis: none}
        dns-queries: {legal_basis: none}
      findings: {topic: true}
      outage_allowance: 5d
      """;

  @TempDir Path folder;

  static TopicPlan usual() {
    return TopicPlan.of(DreyConfiguration.DEFAULT, "", 6, 3);
  }

  static DreyConfiguration configuration(Path folder, String yaml) throws IOException {
    return DreyConfiguration.read(Files.writeString(folder.resolve("config.yaml"), yaml));
  }

  private static Map<String, ActualTopic> asPlanned(TopicPlan plan) {
    Map<String, ActualTopic> found = new HashMap<>();
    for (PlannedTopic one : plan.topics()) {
      found.put(one.name(), new ActualTopic(one.partitions(), one.replication(), one.values()));
    }
    return found;
  }

  private static Map<String, ActualTopic> with(String topic, ActualTopic other) {
    Map<String, ActualTopic> found = asPlanned(usual());
    found.put(topic, other);
    return found;
  }

  private static ActualTopic setting(String topic, String name, String value) {
    ActualTopic planned = asPlanned(usual()).get(topic);
    Map<String, String> settings = new HashMap<>(planned.settings());
    settings.put(name, value);
    return new ActualTopic(planned.partitions(), planned.replication(), settings);
  }

  private static List<String> differences(Map<String, ActualTopic> found) {
    return usual().differences(found).stream()
        .map(one -> one.topic() + " " + one.what() + " " + one.remedy())
        .toList();
  }

  @Test
  void withoutAConfigurationAllButFindingsAreThere() {
    List<String> names = usual().topics().stream().map(PlannedTopic::name).toList();
    assertEquals(TopicNames.ALL.size() - 1, names.size());
    assertFalse(names.contains(TopicNames.FINDINGS));
  }

  @Test
  void topicsAreThoseOfTheConfiguration() throws IOException {
    TopicPlan plan = TopicPlan.of(configuration(folder, OF_PROVIDERS), "x-", 6, 3);
    Map<String, PlannedTopic> topics =
        plan.topics().stream().collect(Collectors.toMap(PlannedTopic::name, one -> one));
    assertTrue(topics.containsKey("x-payments-of-bank-a"));
    assertTrue(topics.containsKey("x-findings"));
    assertTrue(topics.containsKey("x-dns-queries"), "queries are read without their subjects");
    assertFalse(topics.containsKey("x-payments"), "it is read from others");
    assertFalse(topics.containsKey("x-payments-of-bank-b"), "no legal basis lets it be read");
    assertFalse(topics.containsKey("x-livestream-sessions"), "no legal basis lets it be read");
    PlannedTopic payments = topics.get("x-payments-of-bank-a");
    assertEquals("864000000", payments.values().get("retention.ms"), "twice the outage allowance");
    assertEquals("delete", payments.values().get("cleanup.policy"));
    assertEquals(6, payments.partitions());
    assertEquals(1, topics.get("x-verdicts").partitions());
  }

  @Test
  void whatIsAsPlannedDoesNotDiffer() {
    assertEquals(List.of(), usual().differences(asPlanned(usual())));
  }

  @Test
  void whatIsMissingIsCreated() {
    assertEquals(usual().topics().size(), differences(Map.of()).size());
    assertTrue(differences(Map.of()).contains("alerts topic CREATE"));
  }

  @Test
  void whatDiffersIsAlteredWhereItCanBe() {
    assertEquals(
        List.of("alerts cleanup.policy ALTER"),
        differences(with("alerts", setting("alerts", "cleanup.policy", "delete"))));
    assertEquals(
        List.of("payments retention.ms ALTER"),
        differences(with("payments", setting("payments", "retention.ms", "3600000"))));
    assertEquals(
        List.of(),
        differences(with("payments", setting("payments", "retention.ms", "2592000000"))));
  }

  @Test
  void partitionsOfACompactedTopicAreForAPerson() {
    ActualTopic small = new ActualTopic(1, 1, setting("alerts", "x", "").settings());
    assertEquals(
        List.of(
            "alerts partitions BY_HAND",
            "alerts replication BY_HAND",
            "alerts min.insync.replicas ALTER"),
        differences(with("alerts", small)));
    ActualTopic input = new ActualTopic(1, 3, setting("payments", "x", "").settings());
    assertEquals(
        List.of("payments partitions ADD_PARTITIONS"), differences(with("payments", input)));
    ActualTopic large = new ActualTopic(60, 5, setting("payments", "x", "").settings());
    assertEquals(List.of(), differences(with("payments", large)));
  }

  /** All writes would fail that every replica in sync has to take, where one is lost or missing. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
  void replicasInSyncAreOfThoseThatAreThere(int replication, String inSync) {
    ActualTopic planned = setting("alerts", "min.insync.replicas", "0");
    ActualTopic found = new ActualTopic(6, replication, planned.settings());
    TopicDifference altered =
        usual().differences(with("alerts", found)).stream()
            .filter(one -> one.remedy() == Remedy.ALTER)
            .findFirst()
            .orElseThrow();
    assertEquals("min.insync.replicas", altered.what());
    assertEquals(inSync, altered.value());
  }

  @Test
  void moreReplicasInSyncThanThereAreTakeNoRecord() {
    ActualTopic found = setting("alerts", "min.insync.replicas", "4");
    assertEquals(List.of("alerts min.insync.replicas ALTER"), differences(with("alerts", found)));
    assertEquals(
        List.of(), differences(with("alerts", setting("alerts", "min.insync.replicas", "3"))));
  }

  @Test
  void fewerReplicasAreForAPersonAndNothingElse() {
    ActualTopic found = setting("alerts", "min.insync.replicas", "1");
    assertEquals(
        List.of("alerts replication BY_HAND"),
        differences(with("alerts", new ActualTopic(6, 1, found.settings()))));
    assertEquals(List.of("alerts min.insync.replicas ALTER"), differences(with("alerts", found)));
  }

  @ParameterizedTest
  @CsvSource({
    "payments, retention.ms, -1, BY_HAND",
    "dead-letters, retention.ms, -1, BY_HAND",
    "erasures, retention.ms, 3600000, ALTER",
    "payments, cleanup.policy, compact, BY_HAND",
    "payments, cleanup.policy, 'compact,delete', ALTER",
    "alerts, cleanup.policy, 'compact,delete', ALTER",
    "erasures, cleanup.policy, delete, ALTER"
  })
  void whatDeletesRecordsIsForAPerson(String topic, String name, String value, Remedy remedy) {
    assertEquals(
        List.of(topic + " " + name + " " + remedy),
        differences(with(topic, setting(topic, name, value))));
  }

  @Test
  void whatDeletesRecordsSaysWhich() {
    assertEquals(
        "by hand: retention.ms of payments is -1, needed: at least 1d. Else an outage that lasts"
            + " longer loses records; for ever (-1) is longer than records about people may be"
            + " kept; retention.ms=604800000 deletes what is older than 7d",
        PlanText.remedy(only("payments", "retention.ms", "-1")));
    assertEquals(
        "payments: cleanup.policy is compact, needed: delete. Else records without a key get lost;"
            + " cleanup.policy=delete deletes what is older than retention.ms says (by hand)",
        PlanText.differences(List.of(only("payments", "cleanup.policy", "compact"))).get(0));
  }

  private static TopicDifference only(String topic, String name, String value) {
    List<TopicDifference> found = usual().differences(with(topic, setting(topic, name, value)));
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void aDifferenceSaysWhyItMatters() {
    List<TopicDifference> found =
        usual().differences(with("payments", setting("payments", "retention.ms", "3600000")));
    String line = PlanText.differences(found).get(0);
    assertEquals(
        "payments: retention.ms is 1h, needed: at least 1d. Else an outage that lasts longer loses"
            + " records; for ever (-1) is longer than records about people may be kept",
        line);
    assertEquals("set retention.ms of payments to 7d (was 1h)", PlanText.remedy(found.get(0)));
    assertEquals(Remedy.ALTER, found.get(0).remedy());
  }
}
