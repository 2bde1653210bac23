package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.core.execution.JobClient;

/** What Flink's web page says of a running job. */
final class WatchedJob {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI web;
  private final String path;

  /** Settings of a cluster whose page has its metrics without delay. */
  static Configuration prompt() {
    return new Configuration()
        .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
  }

  WatchedJob(URI web, JobClient job) {
    this.web = web;
    this.path = "/jobs/" + job.getJobID();
  }

  /**
   * The event time that every subtask of the step whose name begins so has reached; of the epoch
   * before they say.
   */
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
  long largest(String step, String suffix) throws IOException, InterruptedException {
    return values(vertex(step), suffix).max().orElse(0);
  }

  /** The sum over all steps and subtasks of the counts of a name, -1 if there are none. */
  long sum(String name) throws IOException, InterruptedException {
    long sum = -1;
    for (JsonNode vertex : get("").path("vertices")) {
      long[] values = values(vertex.path("id").asText(), "." + name).toArray();
      if (values.length > 0) {
        sum = Math.max(sum, 0) + LongStream.of(values).sum();
      }
    }
    return sum;
  }

  private LongStream values(String vertex, String suffix) throws IOException, InterruptedException {
    String metrics = "/vertices/" + vertex + "/metrics";
    List<Long> values = new ArrayList<>();
    for (JsonNode metric : get(metrics)) {
      String name = metric.path("id").asText();
      if (name.endsWith(suffix)) {
        String one = metrics + "?get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        get(one).forEach(found -> values.add(found.path("value").asLong()));
      }
    }
    return values.stream().mapToLong(Long::longValue);
  }

  private String vertex(String step) throws IOException, InterruptedException {
    for (JsonNode vertex : get("").path("vertices")) {
      if (vertex.path("name").asText().startsWith(step)) {
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
