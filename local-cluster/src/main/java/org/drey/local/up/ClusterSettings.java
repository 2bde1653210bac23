package org.drey.local.up;

/**
 * Choices of the first {@code ./drey up}, which later ones keep.
 *
 * @param portBase where the ports of all processes begin
 * @param brokers how many of Kafka
 * @param ha whether a second job manager waits to take over, with ZooKeeper
 * @param recordedTimes whether input topics bear the times that producers give, for worlds of the
 *     past
 */
record ClusterSettings(int portBase, int brokers, boolean ha, boolean recordedTimes) {
  static final int PORT_BASE = 31_000;
  static final int TASK_MANAGERS = 2;

  /** Slots of a task manager: enough for both jobs, as first deployed, if the other one dies. */
  static final int SLOTS = 4;

  static final int PARALLELISM = 2;
  static final int LARGEST_PARALLELISM = TASK_MANAGERS * SLOTS / JobKind.values().length;
  static final int PARTITIONS = LARGEST_PARALLELISM;

  int jobManagers() {
    return ha ? 2 : 1;
  }
}
