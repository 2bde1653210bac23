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
 * @param late records that came too late to be used
 * @param problems what is wrong, in words; none if all is well
 */
record ClusterStatus(
    long atMillis,
    List<ProcessLine> processes,
    List<JobLine> jobs,
    List<LagLine> lag,
    List<ClockLine> clocks,
    List<ListLine> lists,
    List<LateLine> late,
    List<String> problems) {

  /**
   * A process.
   *
   * @param state RUNNING, HALTED if a signal keeps it from going on, DEAD, or STOPPED if it never
   *     ran or was stopped as asked
   * @param pid of the last that was started; 0 if none was
   * @param rssBytes what it has in memory
   */
  record ProcessLine(
      String name, String state, long pid, List<Integer> ports, long rssBytes, long sinceMillis) {

    boolean runs() {
      return state.equals("RUNNING") || state.equals("HALTED");
    }
  }

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

  /**
   * Records of a stream that came too late, since the job was last started.
   *
   * @param read how many came in all
   */
  record LateLine(String stream, long records, long read) {
    private static final long FEW = 10;
    private static final double SHARE = 0.005; // as the alarm DreyRecordsLate

    boolean areMany() {
      return records > FEW && records > SHARE * read;
    }
  }

  /** A list in force. */
  record ListLine(String list, long entries, long sequence, long ageSeconds, boolean stale) {}

  /** Returns whether nothing runs. */
  @JsonIgnore
  boolean isDown() {
    return isDown(processes);
  }

  static boolean isDown(List<ProcessLine> processes) {
    return processes.stream().noneMatch(one -> one.runs());
  }
}
