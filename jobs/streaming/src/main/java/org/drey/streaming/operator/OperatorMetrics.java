package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Counts by name, both as Flink metrics, for monitoring, and as accumulators, for summaries. What
 * monitoring looks for is there from the start, at 0: of a count that begins with its first event
 * no rate of change sees that event.
 */
public final class OperatorMetrics {
  private final RuntimeContext runtime;
  private final String prefix;
  private final Map<String, Counter> metrics = new HashMap<>();
  private final Map<String, Count> counts = new HashMap<>();

  /** One of the counts, for what is counted with every record. */
  record Count(Counter metric, LongCounter accumulator) {
    void add() {
      metric.inc();
      accumulator.add(1);
    }
  }

  /**
   * Counts for an operator.
   *
   * @param prefix what the names of its accumulators begin with
   * @param names of those that are there from the start
   */
  public OperatorMetrics(RuntimeContext runtime, String prefix, String... names) {
    this.runtime = runtime;
    this.prefix = prefix;
    for (String name : names) {
      metric(name);
    }
  }

  /** Has a count with a label be there from the start. */
  void register(String name, String label, String value) {
    metric(name, label, value);
  }

  /** Has a count be there from the start. */
  void register(String name) {
    metric(name);
  }

  private Counter metric(String name) {
    return metrics.computeIfAbsent(name, key -> runtime.getMetricGroup().counter(key));
  }

  private Counter metric(String name, String label, String value) {
    return metrics.computeIfAbsent(
        name + "." + value, key -> runtime.getMetricGroup().addGroup(label, value).counter(name));
  }

  /** Adds one to a count; the name is one of a small, fixed set. */
  public void count(String name) {
    of(name).add();
  }

  /** The count of a name, which is registered with it. */
  Count of(String name) {
    return counts.computeIfAbsent(name, key -> new Count(metric(key), accumulator(key)));
  }

  /**
   * Adds one to a count that has a label.
   *
   * @param value one of a small, fixed set
   */
  public void count(String name, String label, String value) {
    of(name, label, value).add();
  }

  /** The count of a name with a label, which is registered with it. */
  Count of(String name, String label, String value) {
    return counts.computeIfAbsent(
        name + "." + value, key -> new Count(metric(name, label, value), accumulator(key)));
  }

  private LongCounter accumulator(String name) {
    return accumulator(runtime, prefix + "." + name);
  }

  /** Accumulators are those of a task, in which two doors may be chained. */
  static LongCounter accumulator(RuntimeContext runtime, String name) {
    Accumulator<Long, Long> known = runtime.getAccumulator(name);
    if (known instanceof LongCounter counter) {
      return counter;
    }
    LongCounter added = new LongCounter();
    runtime.addAccumulator(name, added);
    return added;
  }
}
