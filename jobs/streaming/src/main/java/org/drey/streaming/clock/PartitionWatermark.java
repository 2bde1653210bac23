package org.drey.streaming.clock;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a partition: the latest time to which its records have driven it. It is kept tight;
 * how late an event may be is decided at the door.
 */
final class PartitionWatermark<T extends SpecificRecordBase>
    implements WatermarkGenerator<ArrivedRecord<T>> {
  private final PartitionIdleness silence;
  private final WatermarkLag.Holder holder;
  private long latest = ArrivedRecord.NO_TIME;
  private boolean reported;

  private PartitionWatermark(PartitionIdleness silence, WatermarkLag.Holder holder) {
    this.silence = silence;
    this.holder = holder;
  }

  @Override
  public void onEvent(ArrivedRecord<T> arrival, long timestamp, WatermarkOutput output) {
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
        output.emitWatermark(new Watermark(StreamWatermarks.BEFORE_ALL));
        reported = true;
      }
      output.markIdle();
    } else if (silence.end() != ArrivedRecord.NO_TIME) {
      output.emitWatermark(new Watermark(silence.end()));
    } else if (latest == ArrivedRecord.NO_TIME) {
      output.markActive(); // others wait for its first
    } else {
      output.emitWatermark(new Watermark(latest - 1));
      reported = true;
    }
  }

  /** Makes the clocks of a source; those of one subtask know of each other who holds them back. */
  static final class Supplier<T extends SpecificRecordBase>
      implements WatermarkGeneratorSupplier<ArrivedRecord<T>> {
    private static final long serialVersionUID = 1L;

    private final StreamSchema stream;
    private final PartitionIdleness.Source silence;
    private transient @Nullable WatermarkLag heldBack;

    Supplier(StreamSchema stream, PartitionIdleness.Source silence) {
      this.stream = stream;
      this.silence = silence;
    }

    @Override
    public WatermarkGenerator<ArrivedRecord<T>> createWatermarkGenerator(Context context) {
      if (heldBack == null) {
        heldBack = new WatermarkLag(stream, context.getMetricGroup());
      }
      return new PartitionWatermark<>(silence.of(context), heldBack.holder());
    }
  }
}
