package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.DeadLetters;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;

/**
 * The dead letters of a step at which a topic enters: one for each record that it does not take,
 * counted by its reason.
 */
final class DeadLetterWriter {
  private final OperatorMetrics metrics;
  private final StreamCounts ledger;
  private final FaultHandler faults;
  private final FaultHandler decoding;

  /**
   * The refusals of a step.
   *
   * @param ledger of the topic that enters there
   * @param step its name where its logic fails
   */
  DeadLetterWriter(
      RuntimeContext runtime, OperatorMetrics metrics, StreamCounts ledger, String step) {
    this.metrics = metrics;
    this.ledger = ledger;
    this.faults = new FaultHandler(runtime, step);
    this.decoding = new FaultHandler(runtime, "decode");
    for (RejectReason reason : RejectReason.values()) {
      metrics.register("rejected." + reason);
    }
  }

  /** A record that was refused before it came here. */
  void rejected(ArrivedRecord<?> arrival, boolean reported, ProcessFunction<?, ?>.Context context) {
    ledger.refuse();
    if (arrival.isFault()) {
      decoding.count();
    }
    if (reported) {
      write(DeadLetters.of(arrival, now(context)), context);
    }
  }

  /** A record on which the step's logic failed. */
  void failed(ArrivedRecord<?> arrival, Throwable error, ProcessFunction<?, ?>.Context context) {
    ledger.refuse();
    faults.record(error);
    long time = arrival.eventTime();
    write(DeadLetters.unexpected(arrival.place(), error, time, now(context)), context);
  }

  /** An event that is older than its stream's lateness allows. */
  void late(ArrivedRecord<?> arrival, ProcessFunction<?, ?>.Context context) {
    ledger.late();
    write(DeadLetters.late(arrival.place(), arrival.eventTime(), now(context)), context);
  }

  /**
   * A record that is sound and not allowed.
   *
   * @param why which rule it breaks; never a value of the record
   */
  void notAllowed(ArrivedRecord<?> arrival, String why, ProcessFunction<?, ?>.Context context) {
    ledger.refuse();
    long time = arrival.eventTime();
    write(DeadLetters.notAllowed(arrival.place(), why, time, now(context)), context);
  }

  private void write(DeadLetter letter, ProcessFunction<?, ?>.Context context) {
    metrics.count("rejected." + letter.getReason());
    context.output(SideOutputs.DEAD_LETTERS, letter);
  }

  private static long now(ProcessFunction<?, ?>.Context context) {
    return context.timerService().currentProcessingTime();
  }
}
