package org.drey.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The latencies of alerts that jobs on the clusters of this process report themselves. */
public final class LatencyReporter implements MetricReporter, MetricReporterFactory {
  /** Histograms, one a subtask, each with its job. */
  private static final Map<Histogram, String> ALL = new ConcurrentHashMap<>();

  /** Settings of a cluster whose latencies are here. */
  static Configuration settings() {
    Configuration settings = new Configuration();
    settings.setString("metrics.reporter.latency.factory.class", LatencyReporter.class.getName());
    return settings;
  }

  /** Returns the latencies that a job shows at the moment, in seconds. */
  static MeasuredSamples seconds(JobClient job) {
    MeasuredSamples seconds = new MeasuredSamples();
    String id = job.getJobID().toString();
    ALL.forEach(
        (histogram, of) -> {
          if (of.equals(id)) {
            Arrays.stream(histogram.getStatistics().getValues())
                .forEach(millis -> seconds.add(millis / 1e3));
          }
        });
    return seconds;
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return this;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Histogram histogram && name.equals("alert_latency_ms")) {
      ALL.put(histogram, group.getAllVariables().getOrDefault("<job_id>", ""));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Histogram histogram) {
      ALL.remove(histogram);
    }
  }
}
