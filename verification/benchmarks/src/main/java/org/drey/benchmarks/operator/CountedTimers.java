package org.drey.benchmarks.operator;

import org.apache.flink.streaming.api.TimerService;

/** Timers, counted when they are set or deleted; a firing is counted by the operator. */
record CountedTimers(TimerService timers, AccessCount count, Object entity)
    implements TimerService {
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
    count.timerSet(entity, time);
    timers.registerProcessingTimeTimer(time);
  }

  @Override
  public void registerEventTimeTimer(long time) {
    count.timerSet(entity, time);
    timers.registerEventTimeTimer(time);
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    count.timerGone(entity, time);
    timers.deleteProcessingTimeTimer(time);
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    count.timerGone(entity, time);
    timers.deleteEventTimeTimer(time);
  }
}
