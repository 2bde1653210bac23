package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drey.local.processes.FlinkSetup;
import org.drey.local.processes.JavaCommand;
import org.drey.local.processes.KafkaSetup;
import org.drey.local.processes.PlannedProcess;
import org.drey.terminal.UserError;

/** The commands that start the processes of a cluster, with the configuration of each. */
final class ClusterParts {
  private static final String MAIN = "org.drey.local.cli.LocalDrey";

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final ClusterPorts ports;
  private final MonitorFiles monitors;

  ClusterParts(ClusterFolder folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.ports = new ClusterPorts(settings.portBase());
    this.monitors = new MonitorFiles(folder, settings);
  }

  KafkaSetup kafka() {
    return new KafkaSetup(
        folder.path("data").resolve("kafka"),
        IntStream.range(0, settings.brokers()).map(ports::kafka).boxed().toList(),
        IntStream.range(0, settings.brokers()).map(ports::controller).boxed().toList());
  }

  FlinkSetup flink() {
    return FlinkSetup.in(flinkFolder());
  }

  private Path flinkFolder() {
    return folder.path("conf").resolve("flink");
  }

  List<Integer> restPorts() {
    return IntStream.range(0, settings.jobManagers()).map(ports::rest).boxed().toList();
  }

  /** Refuses to go on with processes of an earlier version, which ask no one for a key. */
  void demandKeys() throws IOException {
    if (kafka().hasKey()) {
      return;
    }
    for (PlannedPart part : ClusterPlan.of(settings, true).parts()) {
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
      added.put("high-availability.zookeeper.quorum", "localhost:" + ports.zooKeeper());
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
        "jobmanager.rpc.port", Integer.toString(ports.managerCalls(0)),
        "rest.address", "localhost",
        "rest.bind-address", "localhost",
        "rest.port", Integer.toString(ports.rest(0)),
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
  PlannedProcess process(PlannedPart part) throws IOException {
    return switch (part.kind()) {
      case ZOOKEEPER ->
          flink()
              .zooKeeper(part.name(), folder.path("data").resolve("zookeeper"), ports.zooKeeper());
      case BROKER -> kafka().broker(part.name(), part.index());
      case JOB_MANAGER -> jobManager(part);
      case TASK_MANAGER -> taskManager(part);
      case CONSOLE -> console(part);
      case SPLASH -> splash(part);
      case PROMETHEUS -> monitors.prometheus(part);
      case ALERTMANAGER -> monitors.alertmanager(part);
    };
  }

  private PlannedProcess jobManager(PlannedPart part) {
    int i = part.index();
    return flink()
        .jobManager(
            part.name(),
            part.ports(),
            Map.of(
                "rest.port", Integer.toString(ports.rest(i)),
                "rest.bind-port", Integer.toString(ports.rest(i)),
                "jobmanager.rpc.port", Integer.toString(ports.managerCalls(i)),
                "high-availability.jobmanager.port", Integer.toString(ports.managerCalls(i)),
                "blob.server.port", Integer.toString(ports.managerFiles(i)),
                "metrics.reporter.prom.port", Integer.toString(ports.managerMetrics(i))));
  }

  private PlannedProcess taskManager(PlannedPart part) {
    int i = part.index();
    return flink()
        .taskManager(
            part.name(),
            part.name() + "-" + System.currentTimeMillis(),
            part.ports(),
            Map.of(
                "taskmanager.rpc.port", Integer.toString(ports.taskCalls(i)),
                "taskmanager.data.port", Integer.toString(ports.taskData(i)),
                "metrics.reporter.prom.port", Integer.toString(ports.taskMetrics(i))));
  }

  private PlannedProcess console(PlannedPart part) throws IOException {
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
            "127.0.0.1:" + ports.console()));
  }

  private PlannedProcess splash(PlannedPart part) throws IOException {
    return drey(
        part,
        "-Xmx64m",
        List.of(
            "edge",
            "splash",
            "--listen",
            "127.0.0.1:" + ports.splash(),
            "--metrics",
            "127.0.0.1:" + ports.splashMetrics(),
            "--config",
            folder.configuration().toString()));
  }

  private PlannedProcess drey(PlannedPart part, String heap, List<String> arguments)
      throws IOException {
    Path temporary = Files.createDirectories(folder.path("data").resolve("tmp-" + part.name()));
    List<String> options =
        new ArrayList<>(List.of(heap, "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
    return new PlannedProcess(
        part.name(), JavaCommand.ofAll(options, MAIN, arguments), folder.root(), part.ports());
  }
}
