package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.record.DeadLetters;
import org.drey.definitions.record.PlacedErasure;
import org.drey.event.DeadLetter;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKey;

/**
 * Where erasures enter: one that cannot be read, or is of a kind that is not known here, is a dead
 * letter. None is ever late.
 */
public final class ErasureDoor extends ProcessFunction<Arrival<Erasure>, PlacedErasure> {
  private static final long serialVersionUID = 1L;

  private transient OperatorMetrics metrics;
  private transient SafetyNet decoding;

  @Override
  public void open(OpenContext context) {
    metrics = new OperatorMetrics(getRuntimeContext(), Topics.ERASURES);
    decoding = new SafetyNet(getRuntimeContext(), "decode");
  }

  @Override
  public void processElement(
      Arrival<Erasure> arrival, Context context, Collector<PlacedErasure> out) {
    metrics.count("read");
    Erasure record = arrival.datum();
    long now = context.timerService().currentProcessingTime();
    if (record == null) {
      if (arrival.isFault()) {
        decoding.count();
      }
      reject(DeadLetters.of(arrival, now), context);
    } else if (record.getEntityKind() == EntityKind.UNKNOWN) {
      String why = "entity_kind is not known";
      reject(DeadLetters.notAllowed(arrival.place(), why, arrival.eventTime(), now), context);
    } else {
      out.collect(new PlacedErasure(entity(record), arrival.eventTime(), arrival.place()));
    }
  }

  private static EntityKey entity(Erasure record) {
    return new EntityKey(
        record.getTokenDomain(),
        record.getKeyVersion(),
        record.getEntityKind().name(),
        record.getEntity());
  }

  private void reject(DeadLetter letter, Context context) {
    metrics.count("rejected." + letter.getReason());
    context.output(Outputs.DEAD_LETTERS, letter);
  }
}
