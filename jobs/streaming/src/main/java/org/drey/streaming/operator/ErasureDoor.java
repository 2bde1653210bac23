package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.rules.schema.EntityKey;

/**
 * The door of erasures: one that cannot be read, or is of a kind that is not known here, is a dead
 * letter. None is ever late.
 */
public final class ErasureDoor extends ProcessFunction<ArrivedRecord<Erasure>, PlacedErasure> {
  private static final long serialVersionUID = 1L;

  private transient OperatorMetrics.Count read;
  private transient StreamCounts ledger;
  private transient DeadLetterWriter refusals;

  @Override
  public void open(OpenContext context) {
    RuntimeContext runtime = getRuntimeContext();
    OperatorMetrics metrics = new OperatorMetrics(runtime, TopicNames.ERASURES);
    read = metrics.of("read");
    ledger = StreamCounts.atEntrance(runtime, metrics, read, TopicNames.ERASURES);
    refusals = new DeadLetterWriter(runtime, metrics, ledger, "erasures");
  }

  @Override
  public void processElement(
      ArrivedRecord<Erasure> arrival, Context context, Collector<PlacedErasure> out) {
    read.add();
    Erasure record = arrival.datum();
    if (record == null) {
      refusals.rejected(arrival, true, context);
    } else if (record.getEntityKind() == EntityKind.UNKNOWN) {
      refusals.notAllowed(arrival, "entity_kind is not known", context);
    } else {
      ledger.accept();
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
