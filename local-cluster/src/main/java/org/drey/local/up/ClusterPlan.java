package org.drey.local.up;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.drey.local.up.PlannedPart.Kind;

/** All processes of a cluster, in the order of their start. */
record ClusterPlan(List<PlannedPart> parts) {
  private static final int ZOOKEEPER = 110;
  private static final int BROKER = 560;
  private static final int JOB_MANAGER = 700;
  private static final int TASK_MANAGER = 1_000;
  private static final int CONSOLE = 260;
  private static final int SPLASH = 120;
  private static final int PROMETHEUS = 100;
  private static final int ALERTMANAGER = 40;

  ClusterPlan {
    parts = List.copyOf(parts);
  }

  /**
   * Plans a cluster.
   *
   * @param monitors whether Prometheus and Alertmanager are installed
   */
  static ClusterPlan of(ClusterSettings settings, boolean monitors) {
    ClusterPorts ports = new ClusterPorts(settings.portBase());
    List<PlannedPart> parts = new ArrayList<>();
    if (settings.ha()) {
      parts.add(one("zookeeper", Kind.ZOOKEEPER, ZOOKEEPER, ports.zooKeeper()));
    }
    for (int i = 0; i < settings.brokers(); i++) {
      parts.add(numbered("kafka", Kind.BROKER, i, BROKER, ports.kafka(i), ports.controller(i)));
    }
    for (int i = 0; i < settings.jobManagers(); i++) {
      parts.add(
          numbered(
              "jobmanager",
              Kind.JOB_MANAGER,
              i,
              JOB_MANAGER,
              ports.rest(i),
              ports.managerMetrics(i)));
    }
    for (int i = 0; i < ClusterSettings.TASK_MANAGERS; i++) {
      parts.add(
          numbered(
              "taskmanager",
              Kind.TASK_MANAGER,
              i,
              TASK_MANAGER,
              ports.taskCalls(i),
              ports.taskData(i),
              ports.taskMetrics(i)));
    }
    parts.add(one("console", Kind.CONSOLE, CONSOLE, ports.console()));
    parts.add(one("splash", Kind.SPLASH, SPLASH, ports.splash(), ports.splashMetrics()));
    if (monitors) {
      parts.add(one("alertmanager", Kind.ALERTMANAGER, ALERTMANAGER, ports.alertmanager()));
      parts.add(one("prometheus", Kind.PROMETHEUS, PROMETHEUS, ports.prometheus()));
    }
    return new ClusterPlan(parts);
  }

  private static PlannedPart one(String name, Kind kind, int mebibytes, int... ports) {
    return new PlannedPart(name, kind, 0, IntStream.of(ports).boxed().toList(), mebibytes);
  }

  private static PlannedPart numbered(
      String name, Kind kind, int index, int mebibytes, int... ports) {
    return new PlannedPart(
        name + "-" + (index + 1), kind, index, IntStream.of(ports).boxed().toList(), mebibytes);
  }

  /** Returns those of some kinds. */
  List<PlannedPart> of(List<Kind> kinds) {
    return parts.stream().filter(part -> kinds.contains(part.kind())).toList();
  }
}
