package org.drey.local.up;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Choices of the first {@code ./drey up}, which later ones keep.
 *
 * @param portBase the number before the ports of all processes
 * @param brokers how many of Kafka
 * @param ha whether a second job manager waits to take over, with ZooKeeper
 * @param recordedTimes whether input topics bear the times that producers give, for worlds of the
 *     past
 */
record ClusterSettings(int portBase, int brokers, boolean ha, boolean recordedTimes) {
  static final int PORT_BASE = 31_000;

  /** How many numbers the ports are spread over. */
  static final int PORTS = 100;

  static final int TASK_MANAGERS = 2;

  /** Slots of a task manager: enough for both jobs, as first deployed, if the other one dies. */
  static final int SLOTS = 4;

  static final int PARALLELISM = 2;
  static final int LARGEST_PARALLELISM = TASK_MANAGERS * SLOTS / JobKind.values().length;
  static final int PARTITIONS = LARGEST_PARALLELISM;

  /** The ports, by their distance from the base; those of a second process come after it. */
  enum Port {
    KAFKA(1),
    CONTROLLER(11),
    ZOOKEEPER(21),
    REST(31),
    MANAGER_CALLS(33),
    MANAGER_FILES(35),
    MANAGER_METRICS(37),
    TASK_CALLS(41),
    TASK_DATA(51),
    TASK_METRICS(61),
    CONSOLE(81),
    SPLASH(82),
    SPLASH_METRICS(83),
    PROMETHEUS(91),
    ALERTMANAGER(92);

    private final int distance;

    Port(int distance) {
      this.distance = distance;
    }
  }

  /** Returns whether a base leaves all of them within what a user may have. */
  static boolean isBase(int base) {
    return base >= 1024 && base + PORTS <= 65_535;
  }

  int port(Port port) {
    return port(port, 0);
  }

  /**
   * Returns a port of one of several processes.
   *
   * @param index from 0
   */
  int port(Port port, int index) {
    return portBase + port.distance + index;
  }

  /** Returns the ports of the first processes of a kind. */
  List<Integer> ports(Port port, int count) {
    return IntStream.range(0, count).mapToObj(i -> port(port, i)).toList();
  }

  /** Returns those at which Flink's processes say their metrics. */
  List<Integer> flinkMetrics() {
    return IntStream.concat(
            ports(Port.MANAGER_METRICS, jobManagers()).stream().mapToInt(one -> one),
            ports(Port.TASK_METRICS, TASK_MANAGERS).stream().mapToInt(one -> one))
        .boxed()
        .toList();
  }

  int jobManagers() {
    return ha ? 2 : 1;
  }
}
