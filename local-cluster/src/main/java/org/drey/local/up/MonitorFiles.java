package org.drey.local.up;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.local.processes.PlannedProcess;

/** Prometheus and Alertmanager, where they are installed: whom they ask, and what they alarm on. */
final class MonitorFiles {
  private static final String RULES = "prometheus-rules.yaml";
  private static final List<String> PROMETHEUS = List.of("prometheus");
  private static final List<String> ALERTMANAGER =
      List.of("prometheus-alertmanager", "alertmanager");
  private static final String NO_RECEIVER =
      """
      route: {receiver: none}
      receivers: [{name: none}]
      """;

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final ClusterPorts ports;

  MonitorFiles(ClusterFolder folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.ports = new ClusterPorts(settings.portBase());
  }

  /** Returns whether both are on the path. */
  static boolean areInstalled() {
    return program(PROMETHEUS).isPresent() && program(ALERTMANAGER).isPresent();
  }

  private static Optional<String> program(List<String> names) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .flatMap(one -> names.stream().map(name -> Path.of(one, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  PlannedProcess prometheus(PlannedPart part) throws IOException {
    Path home = Files.createDirectories(folder.path("conf").resolve("prometheus"));
    boolean rules = copy(RULES, home.resolve(RULES));
    Path file = Files.writeString(home.resolve("prometheus.yml"), configuration(rules));
    return new PlannedProcess(
        part.name(),
        List.of(
            program(PROMETHEUS).orElseThrow(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.path("data").resolve("prometheus"),
            "--storage.tsdb.retention.time=7d",
            "--web.listen-address=127.0.0.1:" + ports.prometheus()),
        home,
        part.ports());
  }

  PlannedProcess alertmanager(PlannedPart part) throws IOException {
    Path home = Files.createDirectories(folder.path("conf").resolve("alertmanager"));
    Path file = home.resolve("alertmanager.yml");
    if (!copy("alertmanager.yml", file)) {
      Files.writeString(file, NO_RECEIVER);
    }
    return new PlannedProcess(
        part.name(),
        List.of(
            program(ALERTMANAGER).orElseThrow(),
            "--config.file=" + file,
            "--storage.path=" + folder.path("data").resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + ports.alertmanager(),
            "--cluster.listen-address="),
        home,
        part.ports());
  }

  private static boolean copy(String name, Path to) throws IOException {
    try (InputStream in = MonitorFiles.class.getResourceAsStream("/monitoring/" + name)) {
      if (in == null) {
        return false;
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      return true;
    }
  }

  private String configuration(boolean rules) {
    return """
    global: {scrape_interval: 15s, evaluation_interval: 15s}
    %salerting:
      alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]
    scrape_configs:
      - {job_name: drey-flink, static_configs: [{targets: [%s]}]}
      - job_name: drey-splash
        metrics_path: /.well-known/metrics
        static_configs: [{targets: [%s]}]
    """
        .formatted(
            rules ? "rule_files: [" + RULES + "]\n" : "",
            ports.alertmanager(),
            targets(ports.flinkMetrics(settings)),
            targets(List.of(ports.splashMetrics())));
  }

  private static String targets(List<Integer> ports) {
    return ports.stream()
        .map(port -> "\"127.0.0.1:" + port + "\"")
        .collect(Collectors.joining(", "));
  }
}
