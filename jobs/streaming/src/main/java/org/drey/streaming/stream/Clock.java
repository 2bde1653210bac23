package org.drey.streaming.stream;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.drey.streaming.event.Arrival;

/**
 * The clock: for each partition the latest accepted event. It is kept tight; how late an event may
 * be is decided at the door.
 */
final class Clock {
  /** A partition that is silent for this long holds nobody back. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /**
   * How far one partition may run ahead of the others before it is paused, for what it brings to
   * wait in state. Catching up goes no faster than this in each {@link #ALIGN_EVERY}.
   */
  private static final Duration DRIFT = Duration.ofDays(1);

  private static final Duration ALIGN_EVERY = Duration.ofMillis(200);

  private Clock() {}

  /** The watermarks of a stream that drives the clock, or of one that never does. */
  static <T extends SpecificRecordBase> WatermarkStrategy<Arrival<T>> of(
      StreamDefinition<T> stream) {
    WatermarkStrategy<Arrival<T>> strategy =
        stream.drivesClock()
            ? WatermarkStrategy.forGenerator(context -> new Latest<T>())
            : WatermarkStrategy.forGenerator(context -> new Never<T>());
    strategy = strategy.withTimestampAssigner((arrival, before) -> timeOf(arrival, before));
    return stream.drivesClock()
        ? strategy.withIdleness(IDLE).withWatermarkAlignment("clock", DRIFT, ALIGN_EVERY)
        : strategy;
  }

  private static long timeOf(Arrival<?> arrival, long before) {
    return arrival.isRejected() ? before : arrival.eventTime();
  }

  private static final class Latest<T extends SpecificRecordBase>
      implements WatermarkGenerator<Arrival<T>> {
    private long latest = Long.MIN_VALUE;

    @Override
    public void onEvent(Arrival<T> arrival, long timestamp, WatermarkOutput output) {
      if (!arrival.isRejected()) {
        latest = Math.max(latest, arrival.eventTime());
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (latest != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(latest - 1));
      }
    }
  }

  /**
   * Says that it has no part in the clock. Not by a watermark of the end of time: where all others
   * happen to be silent, that would become the clock.
   */
  private static final class Never<T extends SpecificRecordBase>
      implements WatermarkGenerator<Arrival<T>> {
    @Override
    public void onEvent(Arrival<T> arrival, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
