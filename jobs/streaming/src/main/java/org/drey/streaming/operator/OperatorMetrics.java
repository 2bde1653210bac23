package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counts by name, both as Flink metrics, for monitoring, and as accumulators, for summaries. */
public final class OperatorMetrics {
  private final RuntimeContext runtime;
  private final String prefix;
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
   */
  public OperatorMetrics(RuntimeContext runtime, String prefix) {
    this.runtime = runtime;
    this.prefix = prefix;
  }

  /** Adds one to a count; the name is one of a small, fixed set. */
  public void count(String name) {
    of(name).add();
  }

  /** The count of a name, which is registered with it. */
  Count of(String name) {
    return counts.computeIfAbsent(name, this::register);
  }

  /**
   * Adds one to a count that has a label.
   *
   * @param value one of a small, fixed set
   */
  public void count(String name, String label, String value) {
    counts.computeIfAbsent(name + "." + value, key -> register(key, name, label, value)).add();
  }

  private Count register(String name) {
    return new Count(runtime.getMetricGroup().counter(name), accumulator(name));
  }

  private Count register(String key, String name, String label, String value) {
    Counter counter = runtime.getMetricGroup().addGroup(label, value).counter(name);
    return new Count(counter, accumulator(key));
  }

  private LongCounter accumulator(String name) {
    LongCounter accumulator = new LongCounter();
    runtime.addAccumulator(prefix + "." + name, accumulator);
    return accumulator;
  }
}
