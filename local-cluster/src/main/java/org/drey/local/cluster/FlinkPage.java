package org.drey.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobID;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/** Flink's web page, of the cluster and of its jobs. */
public final class FlinkPage {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /**
   * The page of a cluster.
   *
   * @param address the cluster's own
   */
  public FlinkPage(URI address) {
    this.address = address;
  }

  /** The answer to a path such as {@code jobs/overview}, as it comes. */
  public byte[] bytes(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/" + path)).timeout(ANSWER_WITHIN).build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  /** The same, as JSON. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(bytes(path));
  }

  /** The steps of a job, chained ones as one. */
  public JsonNode steps(JobID job) throws IOException, InterruptedException {
    return get("jobs/" + job).path("vertices");
  }

  /** The path of the step of a job whose name begins so; null while there is none. */
  public @Nullable String step(JobID job, String name) throws IOException, InterruptedException {
    for (JsonNode step : steps(job)) {
      if (step.path("name").asText().startsWith(name)) {
        return "jobs/" + job + "/vertices/" + step.path("id").asText();
      }
    }
    return null;
  }

  /**
   * The event time that every subtask of the score has reached; null before they all say. It is
   * that of the step after it: of its two inputs the page shows the lower, and erasures have no
   * clock.
   */
  public @Nullable Instant clock(JobID job) throws IOException, InterruptedException {
    String step = step(job, TopicNames.CASES);
    long lowest = Long.MAX_VALUE;
    if (step != null) {
      for (JsonNode mark : get(step + "/watermarks")) {
        lowest = Math.min(lowest, mark.path("value").asLong());
      }
    }
    return lowest <= 0 || lowest == Long.MAX_VALUE ? null : Instant.ofEpochMilli(lowest);
  }
}
