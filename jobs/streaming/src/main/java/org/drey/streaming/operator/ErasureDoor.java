package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.record.PlacedErasure;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKey;

/**
 * The door of erasures: one that cannot be read, or is of a kind that is not known here, is a dead
 * letter. None is ever late.
 */
public final class ErasureDoor extends ProcessFunction<Arrival<Erasure>, PlacedErasure> {
  private static final long serialVersionUID = 1L;

  private transient OperatorMetrics metrics;
  private transient Refusals refusals;

  @Override
  public void open(OpenContext context) {
    metrics = new OperatorMetrics(getRuntimeContext(), Topics.ERASURES);
    refusals = new Refusals(getRuntimeContext(), metrics, "erasures");
  }

  @Override
  public void processElement(
      Arrival<Erasure> arrival, Context context, Collector<PlacedErasure> out) {
    metrics.count("read");
    Erasure record = arrival.datum();
    if (record == null) {
      refusals.rejected(arrival, true, context);
    } else if (record.getEntityKind() == EntityKind.UNKNOWN) {
      refusals.notAllowed(arrival, "entity_kind is not known", context);
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
}
