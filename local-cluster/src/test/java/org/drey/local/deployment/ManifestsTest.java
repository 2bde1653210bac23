package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Manifests for Kubernetes fit together, and give each pod no more than it needs. */
final class ManifestsTest {
  /** The only ones that ask the API server. */
  private static final Set<String> WITH_TOKEN = Set.of("blocklist-job", "detection-job");

  /** Made by hand before anything starts: docs/operate/kubernetes.md says how. */
  private static final Set<String> BY_HAND =
      Set.of("list-key", "token-keys", "collector-tls", "console-sign-in");

  /** Made by Strimzi. */
  private static final String CLUSTER_CA = "drey-cluster-ca-cert";

  private static Set<String> names(String kind) throws IOException {
    return DeploymentFiles.manifests(kind).stream()
        .map(one -> one.at("/metadata/name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyObjectSaysWhatItIs() throws IOException {
    List<JsonNode> manifests = DeploymentFiles.manifests(DeploymentFiles.BASE);
    assertTrue(manifests.size() > 30, () -> manifests.size() + " manifests");
    for (JsonNode manifest : manifests) {
      String name = manifest.path("kind").asText() + " " + manifest.at("/metadata/name").asText();
      String label =
          manifest.get("kind").asText().matches("KafkaTopic|KafkaUser")
              ? "strimzi.io/cluster"
              : "app.kubernetes.io/name";
      assertTrue(manifest.at("/metadata/labels").has(label), name);
    }
  }

  @Test
  void podsAreConfined() throws IOException {
    assertEquals(8, DeployedPod.all().size());
    for (DeployedPod pod : DeployedPod.all()) {
      JsonNode spec = pod.template().get("spec");
      assertTrue(spec.at("/securityContext/runAsNonRoot").asBoolean(), pod.name());
      assertEquals(
          "RuntimeDefault", spec.at("/securityContext/seccompProfile/type").asText(), pod.name());
      assertEquals(
          WITH_TOKEN.contains(pod.name()),
          spec.get("automountServiceAccountToken").asBoolean(),
          pod.name());
      for (JsonNode container : pod.containers()) {
        String name = pod.name() + "/" + container.get("name").asText();
        JsonNode context = container.get("securityContext");
        assertTrue(context.get("readOnlyRootFilesystem").asBoolean(), name);
        assertEquals("[\"ALL\"]", context.at("/capabilities/drop").toString(), name);
        assertTrue(context.has("allowPrivilegeEscalation"), name);
        assertEquals(false, context.get("allowPrivilegeEscalation").asBoolean(), name);
      }
    }
  }

  /** Flink sets those of its own containers by its settings. */
  @Test
  void containersHaveLimits() throws IOException {
    for (DeployedPod pod : DeployedPod.all()) {
      for (JsonNode container : pod.containers()) {
        if (!container.get("name").asText().equals("flink-main-container")) {
          JsonNode resources = container.get("resources");
          for (String kind : List.of("requests", "limits")) {
            assertTrue(resources.path(kind).has("cpu"), pod.name());
            assertTrue(resources.path(kind).has("memory"), pod.name());
          }
        }
      }
    }
  }

  @Test
  void whatRunsOnIsAskedHowItIs() throws IOException {
    List<JsonNode> servers = new ArrayList<>();
    for (String kind : List.of("Deployment", "DaemonSet", "StatefulSet")) {
      servers.addAll(DeploymentFiles.manifests(kind));
    }
    for (DeployedPod pod : DeployedPod.of(servers)) {
      JsonNode container = pod.template().at("/spec/containers/0");
      Set<String> ports = new TreeSet<>();
      container.get("ports").forEach(port -> ports.add(port.get("name").asText()));
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        JsonNode asked = container.get(probe);
        String port =
            asked.path(asked.has("httpGet") ? "httpGet" : "tcpSocket").get("port").asText();
        assertTrue(ports.contains(port), pod.name() + " " + probe);
      }
    }
  }

  @Test
  void whatIsMountedIsThere() throws IOException {
    Set<String> secrets = new TreeSet<>(BY_HAND);
    secrets.add(CLUSTER_CA);
    secrets.addAll(names("KafkaUser"));
    Set<String> maps = new TreeSet<>();
    DeploymentFiles.generatedMaps().forEach(map -> maps.add(map.get("name").asText()));
    Set<String> claims = names("PersistentVolumeClaim");
    for (DeployedPod pod : DeployedPod.all()) {
      pod.volumes()
          .forEach(
              (name, volume) -> {
                assertIn(secrets, volume.at("/secret/secretName"), pod.name());
                assertIn(maps, volume.at("/configMap/name"), pod.name());
                assertIn(claims, volume.at("/persistentVolumeClaim/claimName"), pod.name());
              });
    }
  }

  private static void assertIn(Set<String> known, JsonNode name, String pod) {
    assertTrue(
        name.isMissingNode() || known.contains(name.asText()), () -> pod + ": " + name.asText());
  }

  @Test
  void servicesAndBudgetsArePodsThatThereAre() throws IOException {
    List<JsonNode> labels =
        DeployedPod.all().stream().map(pod -> pod.template().at("/metadata/labels")).toList();
    List<JsonNode> selectors = new ArrayList<>();
    DeploymentFiles.manifests("Service").forEach(one -> selectors.add(one.at("/spec/selector")));
    DeploymentFiles.manifests("PodDisruptionBudget")
        .forEach(one -> selectors.add(one.at("/spec/selector/matchLabels")));
    for (JsonNode policy : DeploymentFiles.manifests("NetworkPolicy")) {
      JsonNode selector = policy.at("/spec/podSelector/matchLabels");
      if (!selector.isMissingNode() && !selector.toString().contains("strimzi.io/")) {
        selectors.add(selector);
      }
    }
    assertTrue(selectors.size() > 10);
    for (JsonNode selector : selectors) {
      assertTrue(labels.stream().anyMatch(of -> has(of, selector)), selector::toString);
    }
  }

  private static boolean has(JsonNode labels, JsonNode selector) {
    return selector.properties().stream()
        .allMatch(one -> one.getValue().equals(labels.get(one.getKey())));
  }

  @Test
  void onlyWhatUsesTheKeyHasIt() throws IOException {
    Set<String> having =
        DeployedPod.all().stream()
            .filter(pod -> pod.volumes().containsKey("list-key"))
            .map(DeployedPod::name)
            .collect(Collectors.toSet());
    assertEquals(Set.of("blocklist-job", "icap", "list-publisher"), having);
  }

  @Test
  void nothingIsReachedThatIsNotAllowed() throws IOException {
    JsonNode first = DeploymentFiles.manifests("NetworkPolicy").get(0).get("spec");
    assertTrue(first.get("podSelector").isEmpty());
    assertEquals(List.of("Ingress", "Egress"), DeploymentFiles.texts(first.get("policyTypes")));
    assertEquals(2, first.size(), "and no rule");
  }

  @Test
  void jobsAreUpgradedFromSavepointsThatSurvive() throws IOException {
    List<JsonNode> jobs = DeploymentFiles.manifests("FlinkDeployment");
    assertEquals(2, jobs.size());
    for (JsonNode job : jobs) {
      String name = job.at("/metadata/name").asText();
      JsonNode settings = job.at("/spec/flinkConfiguration");
      assertEquals("savepoint", job.at("/spec/job/upgradeMode").asText());
      assertEquals("native", job.at("/spec/mode").asText());
      assertEquals("kubernetes", settings.get("high-availability.type").asText());
      for (String folder :
          List.of(
              "execution.checkpointing.dir",
              "execution.checkpointing.savepoint-dir",
              "high-availability.storageDir")) {
        assertTrue(settings.get(folder).asText().startsWith("file:///srv/flink/" + name + "/"));
      }
    }
  }
}
