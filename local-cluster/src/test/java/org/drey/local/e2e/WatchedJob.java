package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.drey.event.TopicNames;
import org.drey.local.cluster.FlinkPage;

/** The metrics of a running job, and what Flink's web page says of its restarts. */
final class WatchedJob {
  private final FlinkPage page;
  private final JobID job;

  /** Settings of a cluster whose metrics are known without delay. */
  static Configuration prompt() {
    return LiveMetrics.settings();
  }

  WatchedJob(URI web, JobClient job) {
    this.page = new FlinkPage(web);
    this.job = job.getJobID();
  }

  /** The event time that the score has reached, as {@link FlinkPage#clock} has it; or the epoch. */
  Instant clock() {
    return LiveMetrics.ofStep(job, TopicNames.CASES, "currentInputWatermark").stream()
        .min(Long::compare)
        .filter(lowest -> lowest > 0)
        .map(Instant::ofEpochMilli)
        .orElse(Instant.EPOCH);
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
  long largest(String step, String name) {
    return LiveMetrics.of(job, step, name).stream().max(Long::compare).orElse(0L);
  }

  /** The sum over all steps and subtasks of the counts of a name, -1 if there are none. */
  long sum(String name) {
    List<Long> counts = LiveMetrics.of(job, "", name);
    return counts.isEmpty() ? -1 : counts.stream().mapToLong(Long::longValue).sum();
  }
}
