package org.drey.local.up;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it was found. Times are milliseconds since 1970.
 *
 * @param atMillis when
 * @param processes all that it consists of
 * @param jobs both
 * @param lag of each topic that a job reads
 * @param clocks who holds the clock back, by how much
 * @param lists those in force
 * @param problems what is wrong, in words; none if all is well
 */
record ClusterStatus(
    long atMillis,
    List<ProcessLine> processes,
    List<JobLine> jobs,
    List<LagLine> lag,
    List<ClockLine> clocks,
    List<ListLine> lists,
    List<String> problems) {

  /**
   * A process.
   *
   * @param state RUNNING, DEAD, or STOPPED if it never ran or was stopped as asked
   * @param pid of the last that was started; 0 if none was
   * @param rssBytes what it has in memory
   */
  record ProcessLine(
      String name, String state, long pid, List<Integer> ports, long rssBytes, long sinceMillis) {}

  /**
   * A job.
   *
   * @param state Flink's word; GONE if Flink does not know it, UNKNOWN if Flink does not answer
   * @param id of the last submission; null if none runs
   * @param lastCheckpointMillis when the last was complete; null if none was
   * @param lastError its first line
   */
  record JobLine(
      String name,
      String state,
      @Nullable String id,
      int parallelism,
      long restarts,
      long checkpoints,
      long failedCheckpoints,
      @Nullable Long lastCheckpointMillis,
      long lastCheckpointTookMillis,
      @Nullable String lastError,
      @Nullable Long lastErrorMillis) {}

  /**
   * What of a topic a job has not read at its last checkpoint.
   *
   * @param behindMillis how long the oldest of these records has been there
   */
  record LagLine(String job, String topic, long records, long behindMillis) {}

  /** A partition that holds the clock of the detection job back. */
  record ClockLine(String topic, String partition, long heldBackMillis) {}

  /** A list in force. */
  record ListLine(String list, long entries, long sequence, long ageSeconds, boolean stale) {}

  /** Returns whether nothing runs. */
  @JsonIgnore
  boolean isDown() {
    return isDown(processes);
  }

  static boolean isDown(List<ProcessLine> processes) {
    return processes.stream().noneMatch(one -> one.state().equals("RUNNING"));
  }
}
