package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.drey.local.AlarmRules;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FreePorts;

/**
 * Prometheus as Debian has it, with the files of this repository and one target, often looked at.
 */
final class PrometheusServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private PrometheusServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it; returns when it answers.
   *
   * @param folder for its files
   * @param target the only one of Flink's that it scrapes
   */
  static PrometheusServer start(Path folder, String target) throws Exception {
    String address = "127.0.0.1:" + FreePorts.some(1).get(0);
    ProcessBuilder builder =
        new ProcessBuilder(
            PROGRAM.toString(),
            "--config.file=" + settings(folder, target),
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=" + address);
    Path log = folder.resolve("log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PrometheusServer server = new PrometheusServer(process, "http://" + address);
    ConditionWait.until(
        "Prometheus answers",
        () -> {
          if (!process.isAlive()) {
            throw new IOException(Files.readString(log));
          }
          return server.isReady();
        });
    return server;
  }

  /** The settings that are shipped, with a second for all times, and without the other targets. */
  private static Path settings(Path folder, String target) throws IOException {
    ObjectNode shipped =
        (ObjectNode) YAML.readTree(AlarmRules.MONITORING.resolve("prometheus.yml").toFile());
    shipped.withObject("/global").put("scrape_interval", "1s").put("evaluation_interval", "1s");
    shipped.remove("alerting");
    ObjectNode flink = (ObjectNode) shipped.withArray("/scrape_configs").get(0).deepCopy();
    flink.putArray("static_configs").addObject().putArray("targets").add(target);
    shipped.putArray("scrape_configs").add(flink);
    Path rules = Path.of("prometheus-rules.yaml");
    Files.copy(AlarmRules.MONITORING.resolve(rules), folder.resolve(rules));
    Path file = folder.resolve("prometheus.yml");
    YAML.writeValue(file.toFile(), shipped);
    return file;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** The names of the alarms that fire. */
  Set<String> firing() throws Exception {
    return labels("ALERTS{alertstate=\"firing\"}", "alertname");
  }

  /** The values of a label among what a query finds. */
  Set<String> labels(String query, String label) throws Exception {
    Set<String> values = new TreeSet<>();
    for (JsonNode one : query(query)) {
      values.add(one.get("metric").path(label).asText());
    }
    return values;
  }

  /** The result of a query now. */
  JsonNode query(String query) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return JSON.readTree(get("/api/v1/query?query=" + encoded).body()).at("/data/result");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
