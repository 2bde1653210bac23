package org.drey.streaming.clock;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.rules.schema.StreamSchema;

/** The watermarks of a stream that drives the clock of a job, and of one that does not. */
public final class StreamWatermarks {
  /**
   * The watermark of a partition that is silent from its start, before it is idle; no event has
   * this time. Without a watermark Flink 2.3.0 does not report to the alignment that a subtask is
   * idle (SourceOperator.emitLatestWatermark): after the restart of a task, what it reported before
   * would hold the others for as long as the silence lasts.
   */
  public static final long BEFORE_ALL = Long.MIN_VALUE + 1;

  /**
   * The interval at which sources agree on who has to wait. Flink writes a line in its log each
   * time.
   */
  private static final Duration ALIGN_EVERY = Duration.ofSeconds(2);

  private StreamWatermarks() {}

  /** Watermarks of a stream that drives the clock. Its partitions wait for each other alone. */
  public static <T extends SpecificRecordBase> WatermarkStrategy<ArrivedRecord<T>> driving(
      StreamSchema stream, ClockSettings settings) {
    return timed(
            WatermarkStrategy.forGenerator(
                new PartitionWatermark.Supplier<T>(stream, settings.silence())))
        .withWatermarkAlignment("clock-" + stream.topic(), settings.drift(), ALIGN_EVERY);
  }

  /** Watermarks of a stream that has no part in the clock. */
  public static <T extends SpecificRecordBase> WatermarkStrategy<ArrivedRecord<T>> silent() {
    return timed(WatermarkStrategy.forGenerator(context -> new NoWatermarks<T>()));
  }

  private static <T extends SpecificRecordBase> WatermarkStrategy<ArrivedRecord<T>> timed(
      WatermarkStrategy<ArrivedRecord<T>> strategy) {
    return strategy.withTimestampAssigner(
        (arrival, before) -> arrival.isRejected() ? before : arrival.eventTime());
  }

  /**
   * Says that it has no part in the clock. Not by a watermark of the end of time: where all others
   * happen to be silent, that would become the clock.
   */
  private static final class NoWatermarks<T extends SpecificRecordBase>
      implements WatermarkGenerator<ArrivedRecord<T>> {
    @Override
    public void onEvent(ArrivedRecord<T> arrival, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
