package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What kustomize makes of base and overlay, where there is kustomize. */
final class KustomizeIT {
  @BeforeAll
  static void isThere() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kustomize"))),
        "kustomize is not installed");
  }

  private static List<JsonNode> built(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("kustomize", "build", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String made = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return DeploymentFiles.documents(made);
  }

  @Test
  void whatIsMadeIsAsTheDefinitionsSay() throws Exception {
    String schemas = System.getProperty("drey.schemas");
    assumeTrue(schemas != null, "-Ddrey.schemas says where the definitions are");
    ResourceDefinitions definitions = ResourceDefinitions.read(Path.of(schemas, "kubernetes"));
    for (Path folder : List.of(DeploymentFiles.BASE, DeploymentFiles.OVERLAY)) {
      List<JsonNode> made = built(folder);
      assertTrue(made.size() > 30);
      assertEquals(
          List.of(), made.stream().flatMap(one -> definitions.problems(one).stream()).toList());
    }
  }

  @Test
  void noJobHasMoreSubtasksThanInputsHavePartitions() throws Exception {
    List<JsonNode> made = built(DeploymentFiles.OVERLAY);
    int partitions =
        made.stream()
            .filter(one -> one.get("kind").asText().equals("KafkaTopic"))
            .mapToInt(one -> one.at("/spec/partitions").asInt())
            .filter(count -> count > 1) // else it is of compaction and of controls
            .min()
            .orElseThrow();
    made.stream()
        .filter(one -> one.get("kind").asText().equals("FlinkDeployment"))
        .forEach(
            job ->
                assertTrue(job.at("/spec/job/parallelism").asInt() <= partitions, job::toString));
  }

  /** The console is behind the Ingress. */
  @Test
  void theOverlayIsReachedFromOutsideWhereItHasToBe() throws Exception {
    Set<String> outside = new TreeSet<>();
    for (JsonNode one : built(DeploymentFiles.OVERLAY)) {
      if (one.at("/spec/type").asText().equals("LoadBalancer")) {
        assertEquals("Local", one.at("/spec/externalTrafficPolicy").asText());
        outside.add(one.at("/metadata/name").asText());
      }
    }
    assertEquals(Set.of("collect-dnstap", "collect-squid", "icap", "splash"), outside);
  }

  /** Their fields are not kustomize's own: kubernetes/base/flink-fields.yaml names them to it. */
  @Test
  void jobsHaveTheImagesAndTheConfigurationOfTheOverlay() throws Exception {
    List<JsonNode> made = built(DeploymentFiles.OVERLAY);
    Set<String> maps = new TreeSet<>();
    made.stream()
        .filter(one -> one.get("kind").asText().equals("ConfigMap"))
        .forEach(one -> maps.add(one.at("/metadata/name").asText()));
    List<JsonNode> jobs =
        made.stream().filter(one -> one.get("kind").asText().equals("FlinkDeployment")).toList();
    assertEquals(2, jobs.size());
    for (JsonNode job : jobs) {
      String image = job.at("/spec/image").asText();
      assertTrue(image.startsWith("registry.isp.example/drey/jobs:"), image);
      assertEquals(image, job.at("/spec/podTemplate/spec/initContainers/0/image").asText());
      assertTrue(
          job.at("/spec/flinkConfiguration/execution.checkpointing.dir")
              .asText()
              .startsWith("s3://"));
      DeployedPod.of(List.of(job))
          .get(0)
          .volumes()
          .values()
          .forEach(
              volume -> {
                JsonNode map = volume.at("/configMap/name");
                assertTrue(map.isMissingNode() || maps.contains(map.asText()), map.asText());
              });
    }
  }
}
