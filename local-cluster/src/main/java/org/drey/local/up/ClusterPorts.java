package org.drey.local.up;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ports of all processes.
 *
 * @param base the number before the first
 */
record ClusterPorts(int base) {
  /** How many numbers they are spread over. */
  static final int SPAN = 100;

  private static final int LARGEST = 65_535;

  /** Returns whether all of them are ports that a user may have. */
  static boolean isValid(int base) {
    return base >= 1024 && base + SPAN <= LARGEST;
  }

  int kafka(int broker) {
    return base + 1 + broker;
  }

  int controller(int broker) {
    return base + 11 + broker;
  }

  int zooKeeper() {
    return base + 21;
  }

  int rest(int manager) {
    return base + 31 + manager;
  }

  int managerCalls(int manager) {
    return base + 33 + manager;
  }

  int managerFiles(int manager) {
    return base + 35 + manager;
  }

  int managerMetrics(int manager) {
    return base + 37 + manager;
  }

  int taskCalls(int manager) {
    return base + 41 + manager;
  }

  int taskData(int manager) {
    return base + 51 + manager;
  }

  int taskMetrics(int manager) {
    return base + 61 + manager;
  }

  /** Returns those at which Flink's processes say their metrics. */
  List<Integer> flinkMetrics(ClusterSettings settings) {
    return IntStream.concat(
            IntStream.range(0, settings.jobManagers()).map(this::managerMetrics),
            IntStream.range(0, ClusterSettings.TASK_MANAGERS).map(this::taskMetrics))
        .boxed()
        .toList();
  }

  int console() {
    return base + 81;
  }

  int splash() {
    return base + 82;
  }

  int splashMetrics() {
    return base + 83;
  }

  int prometheus() {
    return base + 91;
  }

  int alertmanager() {
    return base + 92;
  }
}
