package org.drey.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** Asks Flink how its jobs are doing. */
final class JobWatch {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI web;
  private final List<JobClient> jobs;
  private final HttpClient http = HttpClient.newHttpClient();

  JobWatch(URI web, List<JobClient> jobs) {
    this.web = web;
    this.jobs = jobs;
  }

  /** Whether every subtask of every job is at work. */
  boolean allRunning() throws InterruptedException {
    for (JobClient job : jobs) {
      JsonNode vertices = get("jobs/" + job.getJobID()).path("vertices");
      for (JsonNode vertex : vertices) {
        if (!vertex.path("status").asText().equals("RUNNING")) {
          return false;
        }
      }
      if (vertices.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Puts what is known on the board; a job that failed ends the demo. */
  void look(Board board) throws InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JobClient job : jobs) {
      try {
        JobStatus status = job.getJobStatus().get();
        if (status.isTerminalState()) {
          throw new IllegalStateException("a job has ended: " + status + "; its log says why");
        }
        job.getAccumulators()
            .get()
            .forEach((name, value) -> counts.merge(name, (Long) value, Long::sum));
      } catch (ExecutionException e) {
        return; // no answer this time
      }
    }
    board.counts(counts);
    board.clock(clock(jobs.get(jobs.size() - 1).getJobID()));
  }

  /** The event time that the score step has reached. */
  private @Nullable Instant clock(JobID job) throws InterruptedException {
    JsonNode vertices = get("jobs/" + job).path("vertices");
    long lowest = Long.MAX_VALUE;
    for (JsonNode vertex : vertices) {
      if (vertex.path("name").asText().startsWith("score")) {
        for (JsonNode mark :
            get("jobs/" + job + "/vertices/" + vertex.get("id").asText() + "/watermarks")) {
          lowest = Math.min(lowest, mark.path("value").asLong(Long.MAX_VALUE));
        }
      }
    }
    return lowest <= 0 || lowest == Long.MAX_VALUE ? null : Instant.ofEpochMilli(lowest);
  }

  private JsonNode get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve("/" + path)).timeout(ANSWER_WITHIN).build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
