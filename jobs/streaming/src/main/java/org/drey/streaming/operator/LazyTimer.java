package org.drey.streaming.operator;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/** The one event-time timer of a key, at the earliest time that anything waits for. */
final class LazyTimer {
  private final ValueState<Long> state;

  /**
   * A timer kept in state.
   *
   * @param stateName the state's name; a rename loses state
   */
  LazyTimer(RuntimeContext runtime, String stateName) {
    this.state = runtime.getState(new ValueStateDescriptor<>(stateName, Types.LONG));
  }

  /** Has the key looked at by this time, in milliseconds since 1970. */
  void wakeAt(long time, TimerService timers) throws IOException {
    Long set = state.value();
    if (set == null || time < set) {
      if (set != null) {
        timers.deleteEventTimeTimer(set);
      }
      timers.registerEventTimeTimer(time);
      state.update(time);
    }
  }

  /** The timer has fired. */
  void fired() {
    state.clear();
  }
}
