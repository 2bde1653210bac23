package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Manifests are what the operators' definitions say, which {@code -Ddrey.schemas=DIR} has in its
 * folder {@code kubernetes}.
 */
@EnabledIfSystemProperty(named = "drey.schemas", matches = ".+")
final class ResourceDefinitionsTest {
  private static ResourceDefinitions definitions;

  @BeforeAll
  static void read() throws IOException {
    definitions =
        ResourceDefinitions.read(Path.of(System.getProperty("drey.schemas"), "kubernetes"));
  }

  private static JsonNode first(String kind) throws IOException {
    return DeploymentFiles.manifests(kind).get(0).deepCopy();
  }

  @Test
  void everyManifestIsAsItsDefinitionSays() throws IOException {
    List<JsonNode> manifests = DeploymentFiles.manifests(DeploymentFiles.BASE);
    assertTrue(manifests.size() > 30);
    assertEquals(
        List.of(), manifests.stream().flatMap(one -> definitions.problems(one).stream()).toList());
  }

  @Test
  void aVersionThatThereIsNotIsFound() throws IOException {
    JsonNode job = first("FlinkDeployment");
    ((ObjectNode) job.get("spec")).put("flinkVersion", "v2_9");
    assertEquals(1, definitions.problems(job).size());
  }

  @Test
  void aMisspeltFieldIsFoundWhereverItIs() throws IOException {
    for (String place : List.of("/spec", "/spec/job", "/spec/podTemplate/spec/containers/0")) {
      JsonNode job = first("FlinkDeployment");
      ((ObjectNode) job.at(place)).put("imag", "a");
      assertEquals(1, definitions.problems(job).size(), place);
    }
    JsonNode edge = first("DaemonSet");
    ((ObjectNode) edge.at("/spec/template/spec/volumes/0")).put("emptydir", "a");
    assertEquals(1, definitions.problems(edge).size());
    JsonNode broker = first("KafkaNodePool");
    ((ObjectNode) broker.at("/spec/storage/volumes/0")).put("siz", "1Gi");
    assertEquals(1, definitions.problems(broker).size());
    JsonNode policy = first("NetworkPolicy");
    ((ObjectNode) policy.at("/spec")).put("egres", "a");
    assertEquals(1, definitions.problems(policy).size());
  }
}
