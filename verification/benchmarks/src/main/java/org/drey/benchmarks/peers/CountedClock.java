package org.drey.benchmarks.peers;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.drey.event.Payment;

/** A clock that moves after so many payments, so that which are late is not by chance. */
final class CountedClock implements WatermarkGenerator<Payment> {
  private final long waits;
  private final int every;
  private long newest = Long.MIN_VALUE;
  private int seen;

  CountedClock(long waits, int every) {
    this.waits = waits;
    this.every = every;
  }

  @Override
  public void onEvent(Payment payment, long time, WatermarkOutput output) {
    newest = Math.max(newest, time);
    if (++seen % every == 0) {
      output.emitWatermark(new Watermark(newest - waits - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // by payments alone
  }
}
