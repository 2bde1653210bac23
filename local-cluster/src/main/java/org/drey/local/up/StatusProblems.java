package org.drey.local.up;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.drey.local.up.ClusterStatus.JobLine;
import org.drey.local.up.ClusterStatus.LateLine;

/** What is wrong with jobs and records, in words that say what to do. */
final class StatusProblems {
  static final String WITHOUT_BROKERS =
      "No broker runs: jobs wait for one, read nothing and write nothing. './drey up' starts it.";

  private static final long OLD_CHECKPOINT = Duration.ofMinutes(2).toMillis();

  /** States in which a job stays, unless a command starts it. */
  private static final Set<String> ENDED =
      Set.of("GONE", "STOPPED", "FINISHED", "CANCELED", "FAILED");

  private StatusProblems() {}

  /** Returns what is wrong with a job. */
  static Optional<String> of(JobLine job, long now) {
    Long last = job.lastCheckpointMillis();
    if (!job.state().equals("RUNNING")) {
      return Optional.of(
          "The %s job is %s.%s"
              .formatted(
                  job.name(),
                  job.state(),
                  ENDED.contains(job.state())
                      ? " './drey up' goes on from its newest checkpoint or savepoint."
                      : ""));
    }
    if (last != null && now - last > OLD_CHECKPOINT) {
      return Optional.of(
          "The last checkpoint of the " + job.name() + " job is old: alerts wait for it.");
    }
    if (last == null && job.failedCheckpoints() > 0) {
      return Optional.of(
          "The %s job has completed no checkpoint since it was started, and %d failed: alerts wait for one."
              .formatted(job.name(), job.failedCheckpoints()));
    }
    return Optional.empty();
  }

  /** Returns what is wrong where many records are late. */
  static Optional<String> of(LateLine late) {
    return late.areMany()
        ? Optional.of(
            "%,d of %,d records of %s came too late and are not used: see docs/operate/runbooks/DreyRecordsLate.md."
                .formatted(late.records(), late.read(), late.stream()))
        : Optional.empty();
  }
}
