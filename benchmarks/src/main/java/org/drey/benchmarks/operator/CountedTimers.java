package org.drey.benchmarks.operator;

import org.apache.flink.streaming.api.TimerService;

/** Timers, counted when they are set or deleted; a firing is counted by the operator. */
record CountedTimers(TimerService timers, AccessCount count) implements TimerService {
  @Override
  public long currentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    count.timer();
    timers.registerProcessingTimeTimer(time);
  }

  @Override
  public void registerEventTimeTimer(long time) {
    count.timer();
    timers.registerEventTimeTimer(time);
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    count.timer();
    timers.deleteProcessingTimeTimer(time);
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    count.timer();
    timers.deleteEventTimeTimer(time);
  }
}
