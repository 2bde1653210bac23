package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.rules.verdict.Claim;

/**
 * Keyed by the id of a verdict: lets it count once. A record goes to its alert unless an earlier
 * one of the same id is on another alert; where a later one was, that is withdrawn. Of a person it
 * keeps the hash that an alert's id is.
 */
public final class ClaimVerdict
    extends KeyedProcessFunction<String, PlacedVerdict, VerdictOfAlert> {
  private static final long serialVersionUID = 1L;

  /** State name; a rename loses state. */
  static final String CLAIM = "claim";

  private transient ValueState<byte[]> state;
  private transient OperatorMetrics metrics;

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(VerdictState.bytes(CLAIM));
    metrics = new OperatorMetrics(getRuntimeContext(), "verdict-ids");
  }

  @Override
  public void processElement(PlacedVerdict placed, Context context, Collector<VerdictOfAlert> out) {
    Claim claim = Claim.of(placed.verdict());
    Claim known = StateAccess.read(state::value, Claim::of);
    if (known != null && !known.alertId().equals(claim.alertId())) {
      metrics.count("ids-of-two-alerts");
      if (known.compareTo(claim) < 0) {
        return;
      }
      out.collect(VerdictOfAlert.withdrawn(known.alertId(), placed));
    }
    if (known == null || claim.compareTo(known) < 0) {
      StateAccess.write(() -> state.update(claim.toBytes()));
    }
    out.collect(VerdictOfAlert.given(placed));
  }
}
