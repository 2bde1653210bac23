package org.drey.streaming.operator;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.drey.streaming.lists.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator does when pure code throws, which it never should: the record at hand is one
 * dead letter, and the job goes on. Counted as {@code unexpected_errors} with the label {@code
 * step}, on which to alarm; a line in the log, at most one a minute, says what to report.
 *
 * <p>An operator catches what pure code throws, and nothing else: a failure of state, of a
 * collector or of Kafka has to fail the task, which then starts again from a checkpoint and loses
 * nothing. So what pure code has to say is kept until it has returned, and only then written.
 */
final class SafetyNet {
  private static final Logger LOG = LoggerFactory.getLogger(SafetyNet.class);
  private static final int MOST_FRAMES = 30;

  private final String step;
  private final Counter counter;
  private final LongCounter accumulator;
  private final Seldom seldom = new Seldom();

  /**
   * The net of an operator.
   *
   * @param step the operator's name in metrics and logs
   */
  SafetyNet(RuntimeContext runtime, String step) {
    this.step = step;
    this.counter = runtime.getMetricGroup().addGroup("step", step).counter("unexpected_errors");
    this.accumulator = shared(runtime, step + ".unexpected_errors");
  }

  /** Accumulators are those of a task, in which two doors may be chained. */
  private static LongCounter shared(RuntimeContext runtime, String name) {
    Accumulator<Long, Long> known = runtime.getAccumulator(name);
    if (known instanceof LongCounter counter) {
      return counter;
    }
    LongCounter added = new LongCounter();
    runtime.addAccumulator(name, added);
    return added;
  }

  /** Notes what pure code threw. */
  void caught(Throwable error) {
    counter.inc();
    accumulator.add(1);
    if (seldom.isDue(error.getClass(), System.currentTimeMillis())) {
      // Without its message, which may quote the record.
      String stack =
          Arrays.stream(error.getStackTrace())
              .limit(MOST_FRAMES)
              .map(frame -> "\n  at " + frame)
              .collect(Collectors.joining());
      LOG.error(
          "{}: a record could not be processed, became a dead letter, and the job goes on. Please"
              + " report this as a fault of Drey: {}{}",
          step,
          error.getClass().getName(),
          stack);
    }
  }
}
