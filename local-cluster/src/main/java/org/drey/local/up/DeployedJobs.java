package org.drey.local.up;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.drey.local.processes.FlinkRest;
import org.jspecify.annotations.Nullable;

/**
 * The deployment of both jobs.
 *
 * @param jar the file's name in the folder of jars
 * @param parallelism how many subtasks each step has
 * @param runs of each job, by the job's short name
 */
record DeployedJobs(String jar, int parallelism, Map<String, Run> runs) {
  /**
   * One submission of a job, or what the next one goes on from.
   *
   * @param id Flink's; null while the job is stopped
   * @param from the savepoint or checkpoint that it was started from; null for none
   */
  record Run(@Nullable String id, @Nullable String from) {
    static final Run NONE = new Run(null, null);
  }

  DeployedJobs {
    runs = Map.copyOf(runs);
  }

  static DeployedJobs none(String jar, int parallelism) {
    return new DeployedJobs(jar, parallelism, Map.of());
  }

  @JsonIgnore
  Run run(JobKind job) {
    return runs.getOrDefault(job.shortName(), Run.NONE);
  }

  /** Returns whether each that was submitted has completed a checkpoint of its own. */
  boolean areSaved(FlinkRest flink) throws InterruptedException {
    try {
      for (Run run : runs.values()) {
        if (run.id() != null && flink.completedCheckpoints(run.id()) == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  DeployedJobs with(JobKind job, Run run) {
    Map<String, Run> changed = new TreeMap<>(runs);
    changed.put(job.shortName(), run);
    return new DeployedJobs(jar, parallelism, changed);
  }
}
