package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.definitions.record.ScoreInput;
import org.drey.definitions.record.WithdrawnVerdict;
import org.drey.rules.verdict.AlertAddress;

/**
 * Keyed by the id of an alert: knows whose it is, so that a verdict that is withdrawn finds it.
 * Once the entity is erased it is not known any more, and nothing is left to withdraw anything
 * from; what is given on what was there before makes it no more known.
 */
public final class AddressVerdict extends KeyedProcessFunction<String, VerdictOfAlert, ScoreInput> {
  private static final long serialVersionUID = 1L;

  /** State names; a rename loses state. */
  static final String ADDRESS = "address";

  static final String ERASED_UNTIL = "erased-until";

  private transient ValueState<byte[]> address;
  private transient ValueState<Long> erasedUntil;

  @Override
  public void open(OpenContext context) {
    address = getRuntimeContext().getState(VerdictState.bytes(ADDRESS));
    erasedUntil = getRuntimeContext().getState(VerdictState.time(ERASED_UNTIL));
  }

  @Override
  public void processElement(VerdictOfAlert input, Context context, Collector<ScoreInput> out) {
    PlacedVerdict placed = input.verdict();
    String withdrawn = input.withdrawn();
    if (placed != null) {
      remember(placed);
      out.collect(ScoreInput.of(placed));
    } else if (withdrawn != null) {
      AlertAddress of = StateAccess.read(address::value, AlertAddress::of);
      if (of != null) {
        out.collect(
            ScoreInput.of(
                new WithdrawnVerdict(
                    of.entity(), of.track(), withdrawn, input.time(), input.place())));
      }
    } else {
      StateAccess.write(address::clear);
      long until = Math.max(until(), input.time());
      StateAccess.write(() -> erasedUntil.update(until));
    }
  }

  private void remember(PlacedVerdict placed) {
    boolean isKnown = StateAccess.read(address::value) != null;
    if (!isKnown && placed.verdict().asOf() > until()) {
      byte[] bytes = new AlertAddress(placed.verdict().track(), placed.entity()).toBytes();
      StateAccess.write(() -> address.update(bytes));
    }
  }

  private long until() {
    Long until = StateAccess.read(erasedUntil::value);
    return until == null ? Long.MIN_VALUE : until;
  }
}
