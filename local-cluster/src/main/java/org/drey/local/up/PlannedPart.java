package org.drey.local.up;

import java.util.List;

/**
 * One process of the cluster.
 *
 * @param name what {@code ./drey logs} calls it
 * @param kind what it is
 * @param index which of its kind, from 0
 * @param ports those on which it listens when it is up
 * @param mebibytes the memory that it takes at most, measured with both jobs at work
 */
record PlannedPart(String name, Kind kind, int index, List<Integer> ports, int mebibytes) {
  /** Programs of which the cluster consists, in the order of their start. */
  enum Kind {
    ZOOKEEPER,
    BROKER,
    JOB_MANAGER,
    TASK_MANAGER,
    CONSOLE,
    SPLASH,
    ALERTMANAGER,
    PROMETHEUS
  }
}
