package org.drey.cli.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.definitions.config.DreyConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Topics and users as resources for Strimzi. */
final class StrimziManifestsTest {
  @TempDir Path folder;

  private List<JsonNode> resources() throws Exception {
    DreyConfiguration configuration =
        TopicPlanTest.configuration(
            folder,
            """
            streams:
              payments:
                legal_basis: contract
                topics: [Payments_of_A, {name: payments-of-a, provider: bank-b.example}]
            findings: {topic: true}
            """);
    List<RoleAccess> access =
        AccessPlan.of(
            configuration,
            "x.",
            Set.of("dns-queries"),
            Map.of("detection-job", "CN=detection", "analysts", "Team A", "console", "Team A"));
    TopicPlan topics = TopicPlan.of(configuration, "x.", 6, 3);
    return ResourceSchemas.documents(new StrimziManifests("my-kafka").of(topics, access));
  }

  private static JsonNode find(List<JsonNode> resources, String kind, String name) {
    return resources.stream()
        .filter(one -> one.get("kind").textValue().equals(kind))
        .filter(one -> one.at("/metadata/name").textValue().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void topicsHaveTheirSettings() throws Exception {
    JsonNode hits = find(resources(), "KafkaTopic", "x.blocklist-hits");
    assertEquals("x.blocklist-hits", hits.at("/spec/topicName").textValue());
    assertEquals(6, hits.at("/spec/partitions").intValue());
    assertEquals(3, hits.at("/spec/replicas").intValue());
    assertEquals("CreateTime", hits.at("/spec/config/message.timestamp.type").textValue());
    assertEquals("my-kafka", hits.at("/metadata/labels/strimzi.io~1cluster").textValue());
  }

  @Test
  void eachHasANameThatKubernetesTakes() throws Exception {
    Set<String> names = new HashSet<>();
    for (JsonNode one : resources()) {
      String name = one.at("/metadata/name").textValue();
      assertTrue(name.matches("[a-z0-9]([-.a-z0-9]*[a-z0-9])?"), name);
      assertTrue(names.add(one.get("kind") + name), "twice: " + name);
    }
  }

  @Test
  void usersHaveTheirRights() throws Exception {
    List<JsonNode> resources = resources();
    JsonNode detection = find(resources, "KafkaUser", "detection");
    assertEquals("tls", detection.at("/spec/authentication/type").textValue());
    String rights = detection.at("/spec/authorization/acls").toString();
    assertTrue(
        rights.contains(
            "{\"resource\":{\"type\":\"transactionalId\",\"name\":\"x.drey-detection-\","
                + "\"patternType\":\"prefix\"},\"operations\":[\"Write\",\"Describe\"]}"),
        rights);
    assertTrue(
        rights.contains("{\"resource\":{\"type\":\"cluster\"},\"operations\":[\"DescribeConfigs\"]}"),
        rights);
    assertTrue(rights.contains("\"x.Payments_of_A\""), rights);
    assertTrue(rights.contains("\"x.dns-queries\""), rights);
    assertFalse(rights.contains("\"x.web-requests\""), rights);
    JsonNode bank = find(resources, "KafkaUser", "bank-b.example");
    assertEquals("scram-sha-512", bank.at("/spec/authentication/type").textValue());
    assertEquals(1, bank.at("/spec/authorization/acls").size());
    long people =
        resources.stream().filter(one -> one.toString().contains("\"name\":\"tteam-a-")).count();
    assertEquals(1, people, "one who is two roles is one user");
  }

  @Test
  @EnabledIfSystemProperty(named = "drey.schemas", matches = ".+")
  void strimziTakesThem() throws Exception {
    ResourceSchemas schemas =
        new ResourceSchemas(Path.of(System.getProperty("drey.schemas"), "kubernetes"));
    List<JsonNode> resources = resources();
    assertTrue(resources.size() > 20);
    for (JsonNode one : resources) {
      assertEquals(List.of(), schemas.problems(one), one.toString());
    }
    ObjectNode misspelt = resources.get(0).deepCopy();
    ((ObjectNode) misspelt.get("spec")).put("replica", 3);
    assertEquals(1, schemas.problems(misspelt).size(), "a field that there is not is found");
  }
}
