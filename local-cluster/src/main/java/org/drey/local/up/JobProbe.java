package org.drey.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.drey.local.processes.FlinkRest;
import org.drey.local.up.ClusterStatus.JobLine;
import org.jspecify.annotations.Nullable;

/** What Flink says of a job. */
final class JobProbe {
  private static final String CAUSE = "\nCaused by: ";

  private final FlinkRest flink;
  private final MetricsScrape metrics;

  JobProbe(FlinkRest flink, MetricsScrape metrics) {
    this.flink = flink;
    this.metrics = metrics;
  }

  JobLine look(JobKind job, DeployedJobs deployed) throws InterruptedException {
    String id = deployed.run(job).id();
    if (id == null) {
      return unknown(job, "STOPPED", null, deployed.parallelism());
    }
    try {
      String state = flink.state(id);
      return state.isEmpty()
          ? unknown(job, "GONE", id, deployed.parallelism())
          : known(job, state, id, deployed.parallelism());
    } catch (IOException e) {
      return unknown(job, "UNKNOWN", id, deployed.parallelism());
    }
  }

  private static JobLine unknown(JobKind job, String state, @Nullable String id, int parallelism) {
    return new JobLine(job.shortName(), state, id, parallelism, 0, 0, 0, null, 0, null, null);
  }

  private JobLine known(JobKind job, String state, String id, int parallelism)
      throws IOException, InterruptedException {
    JsonNode checkpoints = flink.checkpoints(id);
    JsonNode last = checkpoints.path("latest").path("completed");
    JsonNode error = lastError(flink, id);
    return new JobLine(
        job.shortName(),
        // Flink calls a job running whose tasks wait to be started.
        state.equals("RUNNING") && !flink.isRunning(id) ? "STARTING" : state,
        id,
        parallelism,
        restarts(id),
        checkpoints.path("counts").path("completed").asLong(),
        checkpoints.path("counts").path("failed").asLong(),
        last.isObject() ? last.path("latest_ack_timestamp").asLong() : null,
        last.path("end_to_end_duration").asLong(),
        error.isObject() ? firstLine(error.path("stacktrace").asText()) : null,
        error.isObject() ? error.path("timestamp").asLong() : null);
  }

  /** Returns the ids of jobs of the same name that run beside the one that is deployed. */
  List<String> others(JobKind job, DeployedJobs deployed) throws InterruptedException {
    try {
      return flink.running(job.group()).stream()
          .filter(id -> !id.equals(deployed.run(job).id()))
          .toList();
    } catch (IOException e) {
      return List.of(); // no answer this time
    }
  }

  private static JsonNode lastError(FlinkRest flink, String id)
      throws IOException, InterruptedException {
    return flink.get("jobs/" + id + "/exceptions").path("exceptionHistory").path("entries").path(0);
  }

  /** Returns what the newest error of a job comes from; empty if it had none. */
  static String rootOfLastError(FlinkRest flink, String id)
      throws IOException, InterruptedException {
    return root(lastError(flink, id).path("stacktrace").asText());
  }

  /** Returns the last error that a stack names as a cause, or else its first line. */
  static String root(String stack) {
    int cause = stack.lastIndexOf(CAUSE);
    return firstLine(cause < 0 ? stack : stack.substring(cause + CAUSE.length()));
  }

  private long restarts(String id) {
    return metrics.ending("numRestarts").stream()
        .filter(one -> one.label("job_id").equals(id))
        .mapToLong(one -> (long) one.value())
        .max()
        .orElse(0);
  }

  /** Returns the first line, without the packages of the error's class. */
  static String firstLine(String stack) {
    return stack
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^[\\w.$]*\\.(?=\\w+(Exception|Error))", "")
        .replaceAll("\\p{Cntrl}", "?");
  }
}
