package org.drey.benchmarks.peers;

import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.event.Payment;

/** Turns numbers into the payments of a world, and notes the CPU time when half of them are out. */
final class ArrivalReplay extends RichMapFunction<Long, Payment> {
  static final String CPU_AT_HALF = "cpu-at-half";

  private static final long serialVersionUID = 1L;

  private final PeerJob.Input input;
  private final LongCounter half = new LongCounter();
  private transient List<Payment> payments;

  ArrivalReplay(PeerJob.Input input) {
    this.input = input;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(CPU_AT_HALF, half);
    payments = input.arrivals().stream().map(PeerEvent::payment).toList();
  }

  @Override
  public Payment map(Long number) {
    if (number == payments.size() / 2) {
      half.add(CpuTime.ofProcess());
    }
    return payments.get(number.intValue());
  }
}
