package org.drey.streaming.operator;

import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.OutputTag;
import org.drey.rules.schema.EntityKey;

/**
 * The part of Flink's context that a step keyed by entities needs, which differs between an
 * element, a timer and a broadcast.
 *
 * @param entity the one at hand
 * @param timers its timers, and the clocks
 * @param side takes what goes to side outputs
 */
record KeyContext(EntityKey entity, TimerService timers, SideOutput side) {
  /** The side outputs of a call. */
  interface SideOutput {
    <X> void output(OutputTag<X> tag, X value);
  }

  static KeyContext of(KeyedProcessFunction<EntityKey, ?, ?>.Context context) {
    return new KeyContext(context.getCurrentKey(), context.timerService(), context::output);
  }

  <X> void output(OutputTag<X> tag, X value) {
    side.output(tag, value);
  }

  /** The machine's clock, milliseconds since 1970. */
  long now() {
    return timers.currentProcessingTime();
  }

  /** The job's clock, milliseconds since 1970. */
  long watermark() {
    return timers.currentWatermark();
  }
}
