package org.drey.streaming.operator;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.drey.definitions.record.FaultLog;

/**
 * The handling of a fault in pure code, which there never should be: the record at hand is one dead
 * letter, and the job goes on. Counted as {@code unexpected_errors} with the label {@code step}, on
 * which to alarm; a line in the log, at most one a minute, says what to report.
 *
 * <p>An operator catches what pure code throws, and nothing else: a failure of state, of a
 * collector or of Kafka has to fail the task, which then starts again from a checkpoint and loses
 * nothing. So what pure code has to say is kept until it has returned, and only then written.
 */
final class FaultHandler {
  private final Counter counter;
  private final LongCounter accumulator;
  private final FaultLog log;

  /**
   * The net of an operator.
   *
   * @param step the operator's name in metrics and logs
   */
  FaultHandler(RuntimeContext runtime, String step) {
    this.log = new FaultLog(step);
    this.counter = runtime.getMetricGroup().addGroup("step", step).counter("unexpected_errors");
    this.accumulator = OperatorMetrics.accumulator(runtime, step + ".unexpected_errors");
  }

  /** Notes what pure code threw. */
  void record(Throwable error) {
    count();
    log.write(error);
  }

  /** The same, of what is in the log already. */
  void count() {
    counter.inc();
    accumulator.add(1);
  }
}
