package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drey.local.AlarmRules;
import org.junit.jupiter.api.Test;

/**
 * Containers and Kubernetes have the settings of local-cluster/conf, the versions of the build, and
 * one log.
 */
final class DeployedSettingsTest {
  private static final Path FLINK = Path.of("conf", "flink.yaml");
  private static final Path KAFKA = Path.of("conf", "kafka.properties");
  private static final Path LOG = DeploymentFiles.IMAGES.resolve("log4j-console.properties");

  private static String versionOf(String property) throws IOException {
    return found("<" + property + ">([^<]+)</", DeploymentFiles.text(Path.of("..", "pom.xml")));
  }

  private static String ofBuild() throws IOException {
    return found(
        "<artifactId>drey</artifactId>\\s*<version>([^<]+)<",
        DeploymentFiles.text(Path.of("..", "pom.xml")));
  }

  private static String found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map(one -> one.group(1))
        .orElseThrow(() -> new AssertionError("there is no " + pattern));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(DeploymentFiles.text(file)));
    return properties;
  }

  private static Map<String, String> texts(JsonNode map) {
    Map<String, String> texts = new TreeMap<>();
    map.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }

  @Test
  void flinkOfKubernetesHasTheSettingsOfEveryDeployment() throws IOException {
    Map<String, String> common = texts(DeploymentFiles.document(FLINK));
    assertTrue(common.size() > 5);
    for (JsonNode job : DeploymentFiles.manifests("FlinkDeployment")) {
      Map<String, String> has = texts(job.at("/spec/flinkConfiguration"));
      has.keySet().retainAll(common.keySet());
      assertEquals(common, has);
    }
  }

  @Test
  void kafkaOfKubernetesHasTheSettingsOfEveryDeployment() throws IOException {
    Map<String, String> common = new TreeMap<>();
    properties(KAFKA).forEach((name, value) -> common.put((String) name, (String) value));
    assertTrue(common.size() > 2);
    Map<String, String> has =
        texts(DeploymentFiles.manifests("Kafka").get(0).at("/spec/kafka/config"));
    has.keySet().retainAll(common.keySet());
    assertEquals(common, has);
  }

  /** And says nothing else of what is in them. */
  @Test
  void composeMountsTheSettingsOfEveryDeployment() throws IOException {
    JsonNode configs = DeploymentFiles.document(DeploymentFiles.COMPOSE).get("configs");
    assertEquals(FLINK.toString(), configs.at("/flink.yaml/file").asText());
    assertEquals(KAFKA.toString(), configs.at("/kafka.properties/file").asText());
    Set<String> common = texts(DeploymentFiles.document(FLINK)).keySet();
    for (JsonNode service : DeploymentFiles.services().values()) {
      boolean isFlink = service.get("image").asText().startsWith("drey/jobs");
      assertEquals(isFlink, service.path("configs").toString().contains("conf/config.yaml"));
      for (String argument : DeploymentFiles.texts(service.path("command"))) {
        String name = argument.replaceFirst("^-D", "").replaceFirst("=.*", "");
        assertTrue(!isFlink || !common.contains(name), argument);
      }
    }
    JsonNode kafka = DeploymentFiles.services().get("kafka");
    assertTrue(kafka.get("configs").toString().contains("/mnt/shared/config/server.properties"));
    for (Object name : properties(KAFKA).keySet()) {
      String variable = "KAFKA_" + name.toString().replace('.', '_').toUpperCase(Locale.ROOT);
      assertTrue(!kafka.get("environment").has(variable), variable);
    }
  }

  @Test
  void imagesAreOfTheVersionsOfTheBuild() throws IOException {
    String flink = versionOf("flink.version");
    String drey = ofBuild();
    Map<String, JsonNode> services = DeploymentFiles.services();
    assertEquals(
        "apache/kafka:" + versionOf("kafka.version"), services.get("kafka").get("image").asText());
    for (JsonNode service : services.values()) {
      String image = service.get("image").asText();
      assertTrue(
          !image.startsWith("drey/") || image.endsWith("${DREY_VERSION:-" + drey + "}"), image);
    }
    for (String name : List.of("jobs", "hosts", "console")) {
      String text =
          DeploymentFiles.text(DeploymentFiles.IMAGES.resolve(name).resolve("Dockerfile"));
      assertEquals(Set.of(drey), all("DREY_VERSION=(\\S+)", text), name);
      assertTrue(text.contains("drey/" + name + ":" + drey), name);
    }
    String jobs =
        DeploymentFiles.text(DeploymentFiles.IMAGES.resolve("jobs").resolve("Dockerfile"));
    assertEquals(Set.of(flink), all("FLINK_VERSION=(\\S+)", jobs));
    for (JsonNode tag :
        DeploymentFiles.document(DeploymentFiles.BASE.resolve("kustomization.yaml"))
            .get("images")) {
      assertEquals(drey, tag.get("newTag").asText());
    }
  }

  private static Set<String> all(String pattern, String text) {
    Set<String> all = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult one) -> one.group(1))
        .forEach(all::add);
    return all;
  }

  /** Strimzi has not every version of Kafka: the line is what counts. */
  @Test
  void operatorsNameTheLinesOfTheBuild() throws IOException {
    for (JsonNode job : DeploymentFiles.manifests("FlinkDeployment")) {
      assertEquals(
          "v" + line(versionOf("flink.version")).replace('.', '_'),
          job.at("/spec/flinkVersion").asText());
    }
    JsonNode kafka = DeploymentFiles.manifests("Kafka").get(0).at("/spec/kafka");
    String line = line(versionOf("kafka.version"));
    assertEquals(line, line(kafka.get("version").asText()));
    assertEquals(line, kafka.get("metadataVersion").asText());
  }

  private static String line(String version) {
    return version.substring(0, version.lastIndexOf('.'));
  }

  @Test
  void theLogIsTheSameAndHasWhatTheJobsAskFor() throws IOException {
    String log = DeploymentFiles.text(LOG);
    for (JsonNode job : DeploymentFiles.manifests("FlinkDeployment")) {
      assertEquals(
          log.strip(),
          job.at("/spec/logConfiguration").get("log4j-console.properties").asText().strip());
    }
    Path asked = Path.of("..", "jobs", "app", "src", "main", "resources", "drey-log4j.properties");
    Properties has = properties(LOG);
    properties(asked).forEach((name, value) -> assertEquals(value, has.get(name), name::toString));
    String pattern =
        found("# (appender\\.main\\.layout\\.pattern = .+)", DeploymentFiles.text(asked));
    assertTrue(log.contains(pattern));
  }

  /** The rules of the alarms rely on the names of what is scraped. */
  @Test
  void prometheusOfComposeScrapesUnderTheNamesOfTheRules() throws IOException {
    Path monitoring = AlarmRules.MONITORING;
    JsonNode here = DeploymentFiles.document(monitoring.resolve("prometheus-compose.yml"));
    Set<String> known = names(DeploymentFiles.document(monitoring.resolve("prometheus.yml")));
    Set<String> used = names(here);
    assertEquals(3, used.size());
    assertTrue(known.containsAll(used), used::toString);
    Set<String> services = DeploymentFiles.services().keySet();
    for (JsonNode job : here.get("scrape_configs")) {
      for (String target : DeploymentFiles.texts(job.at("/static_configs/0/targets"))) {
        assertTrue(services.contains(target.replaceFirst(":.*", "")), target);
      }
    }
  }

  private static Set<String> names(JsonNode prometheus) {
    Set<String> names = new TreeSet<>();
    prometheus.get("scrape_configs").forEach(job -> names.add(job.get("job_name").asText()));
    return names;
  }
}
