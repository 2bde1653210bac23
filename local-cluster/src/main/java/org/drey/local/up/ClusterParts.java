package org.drey.local.up;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.FlinkSetup;
import org.drey.local.processes.JavaCommand;
import org.drey.local.processes.KafkaSetup;
import org.drey.local.processes.ProcessFolder.PlannedProcess;
import org.drey.local.up.ClusterPlan.Part;
import org.drey.local.up.ClusterSettings.Port;
import org.drey.terminal.UserError;

/** The commands that start the processes of a cluster, with the configuration of each. */
final class ClusterParts {
  private static final String MAIN = "org.drey.local.cli.LocalDrey";
  private static final String RULES = "prometheus-rules.yaml";
  private static final List<String> PROMETHEUS = List.of("prometheus");
  private static final List<String> ALERTMANAGER =
      List.of("prometheus-alertmanager", "alertmanager");

  private final ClusterFolder folder;
  private final ClusterSettings settings;

  ClusterParts(ClusterFolder folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  KafkaSetup kafka() {
    return new KafkaSetup(
        folder.path("data").resolve("kafka"),
        settings.ports(Port.KAFKA, settings.brokers()),
        settings.ports(Port.CONTROLLER, settings.brokers()));
  }

  FlinkSetup flink() {
    return FlinkSetup.in(flinkFolder());
  }

  private Path flinkFolder() {
    return folder.path("conf").resolve("flink");
  }

  /** Returns a client of Flink, which may do all. */
  FlinkRest rest() {
    return flink().rest(settings.ports(Port.REST, settings.jobManagers()));
  }

  private String port(Port port, int index) {
    return Integer.toString(settings.port(port, index));
  }

  private String local(Port port) {
    return "127.0.0.1:" + settings.port(port);
  }

  /** Refuses to go on with processes of an earlier version, which ask no one for a key. */
  void demandKeys() throws IOException {
    if (kafka().hasKey()) {
      return;
    }
    for (Part part : ClusterPlan.of(settings, true).parts()) {
      if (folder.processes().isAlive(part.name())) {
        throw new UserError(
            "An earlier version has started this cluster, and any user of this machine may use its"
                + " brokers and Flink. './drey down' stops it, then './drey up' goes on with a key."
                + " Nothing was changed.");
      }
    }
  }

  /** Writes Flink's configuration, with the log's from a jar of the jobs. */
  void writeFlink(Path jar) throws IOException {
    Map<String, String> added = new HashMap<>(addresses());
    added.putAll(sizes());
    added.put("execution.checkpointing.dir", folder.uri("checkpoints"));
    added.put("execution.checkpointing.savepoint-dir", folder.uri("savepoints"));
    // Everything here shares a few cores: a call may take longer than the usual ten seconds.
    added.put("pekko.ask.timeout", "60 s");
    Path temporary = Files.createDirectories(folder.path("data").resolve("tmp"));
    added.put("io.tmp.dirs", temporary.toString());
    added.put("web.tmpdir", temporary.toString());
    added.put("web.upload.dir", temporary.toString());
    if (settings.ha()) {
      added.put("high-availability.type", "zookeeper");
      added.put("high-availability.zookeeper.quorum", "localhost:" + settings.port(Port.ZOOKEEPER));
      added.put("high-availability.storageDir", folder.uri("ha"));
      added.put("high-availability.cluster-id", "/drey");
      added.put("high-availability.zookeeper.client.session-timeout", "20 s");
      added.put("zookeeper.sasl.disable", "true");
    }
    FlinkSetup unused = FlinkSetup.write(flinkFolder(), jar, added);
  }

  private Map<String, String> addresses() {
    return Map.of(
        "jobmanager.rpc.address", "localhost",
        "jobmanager.bind-host", "localhost",
        "jobmanager.rpc.port", port(Port.MANAGER_CALLS, 0),
        "rest.address", "localhost",
        "rest.bind-address", "localhost",
        "rest.port", port(Port.REST, 0),
        "taskmanager.host", "localhost",
        "taskmanager.bind-host", "localhost");
  }

  private static Map<String, String> sizes() {
    return Map.of(
        "jobmanager.memory.process.size", "1280m",
        "taskmanager.numberOfTaskSlots", Integer.toString(ClusterSettings.SLOTS),
        "taskmanager.memory.process.size", "1280m",
        "taskmanager.memory.managed.size", "256m",
        "parallelism.default", Integer.toString(ClusterSettings.PARALLELISM));
  }

  /** Returns the command of a part, whose configuration is written. */
  PlannedProcess process(Part part) throws IOException {
    return switch (part.kind()) {
      case ZOOKEEPER ->
          flink()
              .zooKeeper(
                  part.name(),
                  folder.path("data").resolve("zookeeper"),
                  settings.port(Port.ZOOKEEPER));
      case BROKER -> kafka().broker(part.name(), part.index());
      case JOB_MANAGER -> jobManager(part);
      case TASK_MANAGER -> taskManager(part);
      case CONSOLE -> console(part);
      case SPLASH -> splash(part);
      case PROMETHEUS -> prometheus(part);
      case ALERTMANAGER -> alertmanager(part);
    };
  }

  private PlannedProcess jobManager(Part part) {
    int i = part.index();
    return flink()
        .jobManager(
            part.name(),
            part.ports(),
            Map.of(
                "rest.port", port(Port.REST, i),
                "rest.bind-port", port(Port.REST, i),
                "jobmanager.rpc.port", port(Port.MANAGER_CALLS, i),
                "high-availability.jobmanager.port", port(Port.MANAGER_CALLS, i),
                "blob.server.port", port(Port.MANAGER_FILES, i),
                "metrics.reporter.prom.port", port(Port.MANAGER_METRICS, i)));
  }

  private PlannedProcess taskManager(Part part) {
    int i = part.index();
    return flink()
        .taskManager(
            part.name(),
            part.name() + "-" + System.currentTimeMillis(),
            part.ports(),
            Map.of(
                "taskmanager.rpc.port", port(Port.TASK_CALLS, i),
                "taskmanager.data.port", port(Port.TASK_DATA, i),
                "metrics.reporter.prom.port", port(Port.TASK_METRICS, i)));
  }

  private PlannedProcess console(Part part) throws IOException {
    return drey(
        part,
        "-Xmx256m",
        List.of(
            "console",
            "--kafka",
            folder.client().toString(),
            "--config",
            folder.configuration().toString(),
            "--database",
            folder.path("data").resolve("console.db").toString(),
            "--listen",
            local(Port.CONSOLE)));
  }

  private PlannedProcess splash(Part part) throws IOException {
    return drey(
        part,
        "-Xmx64m",
        List.of(
            "edge",
            "splash",
            "--listen",
            local(Port.SPLASH),
            "--metrics",
            local(Port.SPLASH_METRICS),
            "--config",
            folder.configuration().toString()));
  }

  private PlannedProcess drey(Part part, String heap, List<String> arguments) throws IOException {
    Path temporary = Files.createDirectories(folder.path("data").resolve("tmp-" + part.name()));
    List<String> options =
        new ArrayList<>(List.of(heap, "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
    return new PlannedProcess(
        part.name(), JavaCommand.ofAll(options, MAIN, arguments), folder.root(), part.ports());
  }

  /** Returns whether Prometheus and Alertmanager are both on the path. */
  static boolean hasMonitors() {
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

  private PlannedProcess prometheus(Part part) throws IOException {
    Path home = Files.createDirectories(folder.path("conf").resolve("prometheus"));
    boolean rules = copyMonitoring(RULES, home.resolve(RULES));
    Path file = Files.writeString(home.resolve("prometheus.yml"), scraped(rules));
    return new PlannedProcess(
        part.name(),
        List.of(
            program(PROMETHEUS).orElseThrow(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.path("data").resolve("prometheus"),
            "--storage.tsdb.retention.time=7d",
            "--web.listen-address=" + local(Port.PROMETHEUS)),
        home,
        part.ports());
  }

  private PlannedProcess alertmanager(Part part) throws IOException {
    Path home = Files.createDirectories(folder.path("conf").resolve("alertmanager"));
    Path file = home.resolve("alertmanager.yml");
    if (!copyMonitoring("alertmanager.yml", file)) {
      Files.writeString(file, "route: {receiver: none}\nreceivers: [{name: none}]\n");
    }
    return new PlannedProcess(
        part.name(),
        List.of(
            program(ALERTMANAGER).orElseThrow(),
            "--config.file=" + file,
            "--storage.path=" + folder.path("data").resolve("alertmanager"),
            "--web.listen-address=" + local(Port.ALERTMANAGER),
            "--cluster.listen-address="),
        home,
        part.ports());
  }

  private static boolean copyMonitoring(String name, Path to) throws IOException {
    try (InputStream in = ClusterParts.class.getResourceAsStream("/monitoring/" + name)) {
      if (in == null) {
        return false;
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      return true;
    }
  }

  private String scraped(boolean rules) {
    return """
    global: {scrape_interval: 15s, evaluation_interval: 15s}
    %salerting:
      alertmanagers: [{static_configs: [{targets: ["%s"]}]}]
    scrape_configs:
      - {job_name: drey-flink, static_configs: [{targets: [%s]}]}
      - job_name: drey-splash
        metrics_path: /.well-known/metrics
        static_configs: [{targets: ["%s"]}]
    """
        .formatted(
            rules ? "rule_files: [" + RULES + "]\n" : "",
            local(Port.ALERTMANAGER),
            settings.flinkMetrics().stream()
                .map(port -> "\"127.0.0.1:" + port + "\"")
                .collect(Collectors.joining(", ")),
            local(Port.SPLASH_METRICS));
  }
}
