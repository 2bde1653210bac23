package org.drey.streaming.operator;

import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.EventDetails;
import org.drey.definitions.record.PlacedErasure;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;

/**
 * Leaves out the findings that name one who was erased: of a bounded run, in which all erasures
 * come first.
 */
public final class LeaveOutErased
    extends BroadcastProcessFunction<Finding, PlacedErasure, Finding> {
  private static final long serialVersionUID = 1L;

  private transient MapStateDescriptor<String, Long> descriptor;
  private transient ErasedEntities erased;

  /** Returns what is broadcast to it. */
  public static MapStateDescriptor<String, Long> erased() {
    return ErasedEntities.descriptor();
  }

  @Override
  public void open(OpenContext context) {
    descriptor = erased();
    erased = new ErasedEntities();
  }

  @Override
  public void processElement(Finding finding, ReadOnlyContext context, Collector<Finding> out) {
    erased.use(context.getBroadcastState(descriptor));
    if (erased.isEmpty() || !namesErased(finding)) {
      out.collect(finding);
    }
  }

  @Override
  public void processBroadcastElement(
      PlacedErasure erasure, Context context, Collector<Finding> out) throws Exception {
    ErasedEntities.put(context.getBroadcastState(descriptor), erasure);
  }

  /** By its entity, or by a value of its group that is an entity of its events. */
  private boolean namesErased(Finding finding) {
    EntityKey entity = finding.entity();
    if (entity != null && erased.has(entity, finding.time())) {
      return true;
    }
    for (EvidenceEvent seen : finding.seen()) {
      for (String name : EventDetails.namesIn(seen.details())) {
        if (isErasedInGroup(finding, name, seen.time())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isErasedInGroup(Finding finding, String name, long time) {
    int colon = name.indexOf(':');
    String token = name.substring(colon + 1);
    if (!Arrays.asList(finding.group()).contains(token)) {
      return false;
    }
    EntityKey named =
        new EntityKey(
            finding.tokenDomain(), finding.event().keyVersion(), name.substring(0, colon), token);
    return erased.has(named, time);
  }
}
