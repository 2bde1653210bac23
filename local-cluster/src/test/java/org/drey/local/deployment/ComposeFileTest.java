package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/**
 * compose.yaml confines its containers, shows its ports to this machine alone, and fits together.
 */
final class ComposeFileTest {
  /** They end when they have done what they are for. */
  private static final Set<String> ONCE = Set.of("topics", "list-compile", "list-publish");

  @Test
  void containersAreConfined() throws IOException {
    Map<String, JsonNode> services = DeploymentFiles.services();
    assertTrue(services.size() >= 13, services::toString);
    services.forEach(
        (name, service) -> {
          assertTrue(service.path("read_only").asBoolean(), name);
          assertEquals("[\"ALL\"]", service.path("cap_drop").toString(), name);
          assertEquals(
              "[\"no-new-privileges:true\"]", service.path("security_opt").toString(), name);
          assertTrue(service.path("user").asText().matches("[1-9]\\d*:[1-9]\\d*"), name);
          assertTrue(service.has("mem_limit"), name);
          assertTrue(service.has("cpus"), name);
          assertTrue(service.has("pids_limit"), name);
          assertEquals(!ONCE.contains(name), service.has("healthcheck"), name);
        });
  }

  /** What ends by itself is tried a few times. */
  @Test
  void whatRunsOnIsStartedAgain() throws IOException {
    DeploymentFiles.services()
        .forEach(
            (name, service) ->
                assertEquals(
                    ONCE.contains(name) ? "on-failure:5" : "unless-stopped",
                    service.path("restart").asText(),
                    name));
  }

  /** A start without it would have no state, and read everything again. */
  @Test
  void theJobWithStateGoesOnFromTheNewest() throws IOException {
    JsonNode job = DeploymentFiles.services().get("detection-jobmanager");
    assertEquals(
        List.of("bash", "/usr/local/bin/from-newest-state"),
        DeploymentFiles.texts(job.get("entrypoint")));
    assertTrue(
        job.get("configs").toString().contains("\"target\":\"/usr/local/bin/from-newest-state\""),
        job::toString);
  }

  @Test
  void onlyThisMachineReachesTheirPorts() throws IOException {
    Set<String> ports = new TreeSet<>();
    for (JsonNode service : DeploymentFiles.services().values()) {
      ports.addAll(DeploymentFiles.texts(service.path("ports")));
    }
    assertTrue(ports.size() >= 7);
    ports.forEach(port -> assertTrue(port.startsWith("127.0.0.1:"), port));
  }

  /** What the tags of images say is the version, or that of this build. */
  @Test
  void imagesHaveAVersion() throws IOException {
    DeploymentFiles.services()
        .forEach(
            (name, service) -> {
              String image = service.get("image").asText();
              assertTrue(
                  image.matches("[a-z/]+:v?\\d[\\w.-]*")
                      || image.matches("drey/[a-z]+:\\$\\{DREY_VERSION:-\\d[\\w.-]*}"),
                  image);
            });
  }

  @Test
  void whatIsMountedIsThere() throws IOException {
    JsonNode file = DeploymentFiles.document(DeploymentFiles.COMPOSE);
    for (JsonNode service : file.get("services")) {
      for (JsonNode config : service.path("configs")) {
        assertTrue(file.get("configs").has(config.get("source").asText()), config::toString);
      }
      for (String secret : DeploymentFiles.texts(service.path("secrets"))) {
        assertTrue(file.get("secrets").has(secret), secret);
      }
      for (String volume : DeploymentFiles.texts(service.path("volumes"))) {
        assertTrue(file.get("volumes").has(volume.substring(0, volume.indexOf(':'))), volume);
      }
    }
    // A text in the file itself would be copied into a container that nothing can be written to.
    for (JsonNode config : file.get("configs")) {
      assertTrue(Files.isRegularFile(Path.of(config.get("file").asText())), config::toString);
    }
  }

  @Test
  void whatIsWaitedForIsThere() throws IOException {
    Map<String, JsonNode> services = DeploymentFiles.services();
    for (JsonNode service : services.values()) {
      service
          .path("depends_on")
          .properties()
          .forEach(
              one -> {
                assertTrue(services.containsKey(one.getKey()), one.getKey());
                String condition = one.getValue().get("condition").asText();
                assertEquals(
                    ONCE.contains(one.getKey()),
                    condition.equals("service_completed_successfully"),
                    one.getKey());
                assertTrue(
                    !condition.equals("service_healthy")
                        || services.get(one.getKey()).has("healthcheck"));
              });
    }
  }

  /** The image makes settings of the variables, and adds them to the file. */
  @Test
  void aBrokerTakesItsSettings() throws IOException {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("conf", "kafka.properties"))) {
      settings.load(file);
    }
    int own = settings.size();
    for (var one : DeploymentFiles.services().get("kafka").get("environment").properties()) {
      String name = one.getKey().replaceFirst("^KAFKA_", "").replace('_', '.');
      if (one.getKey().startsWith("KAFKA_") && !name.equals("HEAP.OPTS")) {
        settings.setProperty(name.toLowerCase(Locale.ROOT), one.getValue().asText());
      }
    }
    KafkaConfig broker = KafkaConfig.fromProps(settings);
    assertTrue(settings.size() > own + 8);
    Set<String> unknown = new TreeSet<>(settings.stringPropertyNames());
    unknown.removeAll(AbstractKafkaConfig.CONFIG_DEF.names());
    assertEquals(Set.of(), unknown);
    assertEquals(3, broker.listeners().size());
    assertEquals(1, broker.nodeId());
  }

  @Test
  void secretsAreFilesOfTheOperator() throws IOException {
    JsonNode file = DeploymentFiles.document(DeploymentFiles.COMPOSE);
    assertEquals(List.of("feed.txt", "list.key"), names(file.get("secrets")));
    file.get("secrets").forEach(one -> assertTrue(one.get("file").asText().startsWith("secrets/")));
  }

  @Test
  void onlyWhatUsesTheKeyHasIt() throws IOException {
    Set<String> having = new TreeSet<>();
    DeploymentFiles.services()
        .forEach(
            (name, service) -> {
              if (DeploymentFiles.texts(service.path("secrets")).contains("list.key")) {
                having.add(name);
              }
            });
    assertEquals(
        Set.of(
            "blocklist-jobmanager",
            "blocklist-taskmanager",
            "icap",
            "list-compile",
            "list-publish"),
        having);
  }

  private static List<String> names(JsonNode map) {
    return map.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }
}
