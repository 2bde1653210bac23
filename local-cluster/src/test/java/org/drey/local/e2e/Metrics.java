package org.drey.local.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.core.execution.JobClient;
import org.drey.local.cluster.FlinkCluster;

/** The metrics of a job as Flink's web page has them, and as whoever alarms on them reads them. */
final class Metrics {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"(-?\\d+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI jobs;

  Metrics(FlinkCluster cluster) {
    this.jobs = cluster.address().resolve("/jobs/");
  }

  /** Settings of a cluster whose metrics are to be read without delay. */
  static Configuration prompt() {
    return new Configuration()
        .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
  }

  /** The sum over all operators and subtasks of the counts of a name, -1 if there are none. */
  long sum(JobClient job, String name) throws Exception {
    long sum = -1;
    for (String vertex : all(ID, get(job.getJobID() + "/plan"))) {
      String metrics = job.getJobID() + "/vertices/" + vertex + "/metrics";
      List<String> wanted =
          all(ID, get(metrics)).stream().filter(id -> id.endsWith("." + name)).toList();
      if (!wanted.isEmpty()) {
        sum = Math.max(sum, 0);
        for (String id : wanted) {
          sum += Long.parseLong(all(VALUE, get(metrics + "?get=" + id)).get(0));
        }
      }
    }
    return sum;
  }

  /** What a pattern finds, each once. */
  private static List<String> all(Pattern pattern, String text) {
    Set<String> all = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return List.copyOf(all);
  }

  private String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(jobs.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
