package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counts by name, both as Flink metrics, for monitoring, and as accumulators, for summaries. */
public final class Tally {
  private final RuntimeContext runtime;
  private final String prefix;
  private final Map<String, Count> counts = new HashMap<>();

  private record Count(Counter metric, LongCounter accumulator) {
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
  public Tally(RuntimeContext runtime, String prefix) {
    this.runtime = runtime;
    this.prefix = prefix;
  }

  /** Adds one to a count; the name is one of a small, fixed set. */
  public void count(String name) {
    counts.computeIfAbsent(name, this::register).add();
  }

  private Count register(String name) {
    LongCounter accumulator = new LongCounter();
    runtime.addAccumulator(prefix + "." + name, accumulator);
    return new Count(runtime.getMetricGroup().counter(name), accumulator);
  }
}
