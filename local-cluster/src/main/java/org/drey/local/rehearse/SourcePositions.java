package org.drey.local.rehearse;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * The positions of each job's sources, as their metrics say: at once, where the positions of a
 * consumer group are those of the last checkpoint.
 */
final class SourcePositions {
  /** The connector's name for the offset of the record that was read last. */
  private static final String OFFSET = "currentOffset";

  private final Map<SubtaskPositions, Gauge<?>> offsets = new ConcurrentHashMap<>();

  private record SubtaskPositions(String job, TopicPartition partition) {}

  /** The offset after the last record that a job has read of a partition; 0 if that is unknown. */
  long after(String job, TopicPartition partition) {
    Gauge<?> gauge = offsets.get(new SubtaskPositions(job, partition));
    return gauge != null && gauge.getValue() instanceof Long offset ? offset + 1 : 0;
  }

  private void add(Metric metric, String name, MetricGroup group) {
    if (name.equals(OFFSET) && metric instanceof Gauge<?> gauge) {
      offsets.put(of(group), gauge);
    }
  }

  private void remove(Metric metric, String name, MetricGroup group) {
    if (name.equals(OFFSET) && metric instanceof Gauge<?> gauge) {
      offsets.remove(of(group), gauge);
    }
  }

  private static SubtaskPositions of(MetricGroup group) {
    Map<String, String> labels = group.getAllVariables();
    return new SubtaskPositions(
        labels.getOrDefault("<job_name>", ""),
        new TopicPartition(
            labels.getOrDefault("<topic>", ""),
            Integer.parseInt(labels.getOrDefault("<partition>", "-1"))));
  }

  /** Hands the metrics of a cluster to the stage that its settings name. */
  public static final class ReporterFactory implements MetricReporterFactory {
    static final String STAGE = "stage";

    @Override
    public MetricReporter createMetricReporter(Properties settings) {
      return new Reporter(RehearsalStage.named(settings.getProperty(STAGE)).positions());
    }
  }

  private record Reporter(SourcePositions positions) implements MetricReporter {
    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      positions.add(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      positions.remove(metric, name, group);
    }
  }
}
