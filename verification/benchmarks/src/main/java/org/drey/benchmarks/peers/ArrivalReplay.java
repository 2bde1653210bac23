package org.drey.benchmarks.peers;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.event.Payment;
import org.drey.local.cluster.ConditionWait;

/**
 * Turns numbers into the payments of a world. After half of them it waits until the process is at
 * rest, and notes its CPU time: by then all has started, and most has been compiled.
 */
final class ArrivalReplay extends RichMapFunction<Long, Payment> {
  static final String CPU_AT_HALF = "cpu-at-half";

  private static final long serialVersionUID = 1L;
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  /** The share of one core below which a process is at rest: the cluster itself uses a little. */
  private static final double AT_REST = 0.12;

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
  public Payment map(Long number) throws Exception {
    if (number == payments.size() / 2) {
      half.add(atRest());
    }
    return payments.get(number.intValue());
  }

  private static long atRest() throws Exception {
    long giveUp = System.nanoTime() + AT_MOST.toNanos();
    long before = CpuTime.ofProcess();
    while (true) {
      boolean unused = ConditionWait.holdsWithin(LOOK_EVERY, () -> false);
      long now = CpuTime.ofProcess();
      if (now - before < AT_REST * LOOK_EVERY.toNanos() || System.nanoTime() > giveUp) {
        return now;
      }
      before = now;
    }
  }
}
