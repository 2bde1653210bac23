package org.drey.streaming.operator;

import org.apache.flink.streaming.api.TimerService;

/**
 * The clocks of a call in which timers cannot be set. What is masked wakes no entity earlier than
 * it would be anyway; where its book asks for that, the timer that it has is early enough.
 *
 * @param currentProcessingTime the machine's clock, milliseconds since 1970
 * @param currentWatermark the job's
 */
record NoTimers(long currentProcessingTime, long currentWatermark) implements TimerService {
  @Override
  public void registerProcessingTimeTimer(long time) {}

  @Override
  public void registerEventTimeTimer(long time) {}

  @Override
  public void deleteProcessingTimeTimer(long time) {}

  @Override
  public void deleteEventTimeTimer(long time) {}
}
