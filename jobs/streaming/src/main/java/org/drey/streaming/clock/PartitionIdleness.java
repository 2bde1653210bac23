package org.drey.streaming.clock;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.drey.definitions.record.ArrivedRecord;

/** The idleness of a partition: nothing that it brought has driven the clock for a while. */
public interface PartitionIdleness {
  /** Notes that a record of the partition has driven the clock. */
  void driven(String topic, int partition);

  /** Returns whether the partition has no say in the clock now. Asked at every watermark. */
  boolean isSilent();

  /**
   * The time up to which nothing comes any more, as at the end of a rehearsal; {@link
   * ArrivedRecord#NO_TIME} while something may.
   */
  default long end() {
    return ArrivedRecord.NO_TIME;
  }

  /** Makes the silence of each partition. */
  interface Source extends Serializable {
    PartitionIdleness of(WatermarkGeneratorSupplier.Context context);

    /** Silence of more than this, by the activity clock of the partition. */
    static Source measured(Duration idleAfter) {
      return context -> new MeasuredSilence(context.getInputActivityClock(), idleAfter);
    }
  }
}
