package org.drey.streaming.clock;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.drey.definitions.record.Arrival;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a partition: the latest time to which its records have driven it. It is kept tight;
 * how late an event may be is decided at the door.
 */
final class Clock<T extends SpecificRecordBase> implements WatermarkGenerator<Arrival<T>> {
  private final Silence silence;
  private final HeldBack.Holder holder;
  private long latest = Arrival.NO_TIME;
  private boolean reported;

  private Clock(Silence silence, HeldBack.Holder holder) {
    this.silence = silence;
    this.holder = holder;
  }

  @Override
  public void onEvent(Arrival<T> arrival, long timestamp, WatermarkOutput output) {
    if (arrival.drivesClock()) {
      latest = Math.max(latest, arrival.clock());
      silence.driven(arrival.topic(), arrival.partition());
      holder.driven(arrival, latest);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    boolean silent = silence.isSilent();
    holder.look(silent);
    if (silent) {
      if (!reported) {
        output.emitWatermark(new Watermark(Clocks.BEFORE_ALL));
        reported = true;
      }
      output.markIdle();
    } else if (silence.end() != Arrival.NO_TIME) {
      output.emitWatermark(new Watermark(silence.end()));
    } else if (latest == Arrival.NO_TIME) {
      output.markActive(); // others wait for its first
    } else {
      output.emitWatermark(new Watermark(latest - 1));
      reported = true;
    }
  }

  /** Makes the clocks of a source; those of one subtask know of each other who holds them back. */
  static final class Supplier<T extends SpecificRecordBase>
      implements WatermarkGeneratorSupplier<Arrival<T>> {
    private static final long serialVersionUID = 1L;

    private final StreamSchema stream;
    private final Silence.Source silence;
    private transient @Nullable HeldBack heldBack;

    Supplier(StreamSchema stream, Silence.Source silence) {
      this.stream = stream;
      this.silence = silence;
    }

    @Override
    public WatermarkGenerator<Arrival<T>> createWatermarkGenerator(Context context) {
      if (heldBack == null) {
        heldBack = new HeldBack(stream, context.getMetricGroup());
      }
      return new Clock<>(silence.of(context), heldBack.holder());
    }
  }
}
