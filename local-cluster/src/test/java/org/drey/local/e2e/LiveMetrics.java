package org.drey.local.e2e;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The metrics of the clusters of this process, as they are at the moment. Flink's page would
 * collect all of them, thousands, before it answers a question for one.
 */
public final class LiveMetrics implements MetricReporter, MetricReporterFactory {
  private static final Set<Live> ALL = ConcurrentHashMap.newKeySet();

  /**
   * One of them.
   *
   * @param id where it is, and its name
   * @param step the chained operators that it is of
   * @param isOfStep that it is not of one of these
   */
  private record Live(Metric metric, String id, String job, String step, boolean isOfStep) {
    static Live of(Metric metric, String name, MetricGroup group) {
      Map<String, String> scope = group.getAllVariables();
      return new Live(
          metric,
          group.getMetricIdentifier(name),
          scope.getOrDefault("<job_id>", ""),
          scope.getOrDefault("<task_name>", ""),
          !scope.containsKey("<operator_name>"));
    }

    private Number value() {
      if (metric instanceof Counter counter) {
        return counter.getCount();
      }
      return ((Gauge<?>) metric).getValue() instanceof Number number ? number : 0;
    }
  }

  /** Settings of a cluster whose metrics are here. */
  static Configuration settings() {
    Configuration settings = new Configuration();
    settings.setString("metrics.reporter.live.factory.class", LiveMetrics.class.getName());
    return settings;
  }

  /** Returns those of a job's step as a whole. */
  static List<Long> ofStep(JobID job, String step, String name) {
    return values(job, one -> one.isOfStep() && one.step().startsWith(step) && named(one, name));
  }

  /** Returns those of the operators of a job's steps whose names begin so. */
  static List<Long> of(JobID job, String step, String name) {
    return values(job, one -> !one.isOfStep() && one.step().startsWith(step) && named(one, name));
  }

  private static boolean named(Live one, String name) {
    return one.id().endsWith("." + name);
  }

  private static List<Long> values(JobID job, Predicate<Live> wanted) {
    return ALL.stream()
        .filter(one -> one.job().equals(job.toString()) && wanted.test(one))
        .map(one -> one.value().longValue())
        .toList();
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
    if (metric instanceof Counter || metric instanceof Gauge) {
      ALL.add(Live.of(metric, name, group));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    ALL.remove(Live.of(metric, name, group));
  }
}
