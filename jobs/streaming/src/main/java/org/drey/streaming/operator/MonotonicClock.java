package org.drey.streaming.operator;

import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.streaming.clock.StreamWatermarks;

/**
 * The clock of a step, which never goes back. Flink forgets the watermark at a restart; here it is
 * part of the checkpoints, so that what comes in after one is behind by as much as before it. Every
 * subtask takes over the newest of all.
 */
final class MonotonicClock {
  /** State name; a rename loses state. */
  static final String CLOCK = "clock";

  private long latest = Long.MIN_VALUE;

  static ListStateDescriptor<Long> descriptor() {
    return new ListStateDescriptor<>(CLOCK, Types.LONG);
  }

  /**
   * The clock, milliseconds since 1970; {@link Long#MIN_VALUE} before the first event.
   *
   * @param watermark Flink's; the end of a bounded run ({@link Long#MAX_VALUE}) is no time to keep,
   *     because in batch mode it comes after each key; {@link StreamWatermarks#BEFORE_ALL} is none
   *     either
   */
  long at(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      return watermark;
    }
    if (watermark != StreamWatermarks.BEFORE_ALL) {
      latest = Math.max(latest, watermark);
    }
    return latest;
  }

  /**
   * The same at the end of a job that went on, too: there it is the newest that was.
   *
   * @param watermark Flink's
   */
  long newest(long watermark) {
    return watermark == Long.MAX_VALUE ? latest : at(watermark);
  }

  void restore(OperatorStateStore store) throws Exception {
    for (long kept : store.getUnionListState(descriptor()).get()) {
      latest = Math.max(latest, kept);
    }
  }

  void snapshot(OperatorStateStore store) throws Exception {
    store.getUnionListState(descriptor()).update(List.of(latest));
  }
}
