package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.core.execution.JobClient;

/** What Flink's web page says of a running job. */
final class WatchedJob {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI web;
  private final String path;

  WatchedJob(URI web, JobClient job) {
    this.web = web;
    this.path = "/jobs/" + job.getJobID();
  }

  /** The event time that every subtask of a step has reached; of the epoch before they say. */
  Instant clock(String step) throws IOException, InterruptedException {
    JsonNode subtasks = get("/vertices/" + vertex(step) + "/watermarks");
    return Instant.ofEpochMilli(
        StreamSupport.stream(subtasks.spliterator(), false)
            .mapToLong(subtask -> subtask.path("value").asLong())
            .map(value -> Math.max(0, value))
            .min()
            .orElse(0));
  }

  /** The largest value of a step's metrics whose names end so; 0 where there is none. */
  long metric(String step, String suffix) throws IOException, InterruptedException {
    String metrics = "/vertices/" + vertex(step) + "/metrics";
    String names =
        StreamSupport.stream(get(metrics).spliterator(), false)
            .map(metric -> metric.path("id").asText())
            .filter(name -> name.endsWith(suffix))
            .collect(Collectors.joining(","));
    return names.isEmpty()
        ? 0
        : StreamSupport.stream(get(metrics + "?get=" + names).spliterator(), false)
            .mapToLong(metric -> metric.path("value").asLong())
            .max()
            .orElse(0);
  }

  private String vertex(String step) throws IOException, InterruptedException {
    for (JsonNode vertex : get("").path("vertices")) {
      if (vertex.path("name").asText().contains(step)) {
        return vertex.path("id").asText();
      }
    }
    throw new IOException("the job has no step " + step);
  }

  private JsonNode get(String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path + page)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
