package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.core.execution.JobClient;
import org.drey.local.cluster.FlinkPage;

/** What Flink's web page says of a running job. */
final class WatchedJob {
  private final FlinkPage page;
  private final JobID job;

  /** Settings of a cluster whose page has its metrics without delay. */
  static Configuration prompt() {
    return new Configuration()
        .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
  }

  WatchedJob(URI web, JobClient job) {
    this.page = new FlinkPage(web);
    this.job = job.getJobID();
  }

  /** The event time that the score has reached; the epoch before it says. */
  Instant clock() throws IOException, InterruptedException {
    Instant clock = page.clock(job);
    return clock == null ? Instant.EPOCH : clock;
  }

  /** Why it was restarted, each time. */
  List<String> restarts() throws IOException, InterruptedException {
    List<String> restarts = new ArrayList<>();
    JsonNode entries = page.get("jobs/" + job + "/exceptions").at("/exceptionHistory/entries");
    if (!entries.isArray()) {
      throw new IOException("the page does not say what failed");
    }
    entries.forEach(entry -> restarts.add(entry.toString()));
    return restarts;
  }

  /** The largest value of a step's metrics whose names end so; 0 where there is none. */
  long largest(String step, String suffix) throws IOException, InterruptedException {
    return values(step(step), suffix).max().orElse(0);
  }

  /** The sum over all steps and subtasks of the counts of a name, -1 if there are none. */
  long sum(String name) throws IOException, InterruptedException {
    long sum = -1;
    for (JsonNode step : page.steps(job)) {
      String path = "jobs/" + job + "/vertices/" + step.path("id").asText();
      long[] values = values(path, "." + name).toArray();
      if (values.length > 0) {
        sum = Math.max(sum, 0) + LongStream.of(values).sum();
      }
    }
    return sum;
  }

  private LongStream values(String step, String suffix) throws IOException, InterruptedException {
    String metrics = step + "/metrics";
    List<Long> values = new ArrayList<>();
    for (JsonNode metric : page.get(metrics)) {
      String name = metric.path("id").asText();
      if (name.endsWith(suffix)) {
        String one = metrics + "?get=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        page.get(one).forEach(found -> values.add(found.path("value").asLong()));
      }
    }
    return values.stream().mapToLong(Long::longValue);
  }

  private String step(String name) throws IOException, InterruptedException {
    String step = page.step(job, name);
    if (step == null) {
      throw new IOException("the job has no step " + name);
    }
    return step;
  }
}
