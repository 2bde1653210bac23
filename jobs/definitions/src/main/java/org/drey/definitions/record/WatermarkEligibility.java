package org.drey.definitions.record;

import java.time.Duration;

/**
 * The rule by which a record drives its partition's clock, and to when: only one that was not late
 * already when it was received does. So a wrong clock, rubbish or last week again is silence to the
 * clock, and silence holds no partition back; catching up after an outage, when records were
 * received long ago, is none of these.
 */
public final class WatermarkEligibility {
  private WatermarkEligibility() {}

  /**
   * The time to which an accepted record drives the clock.
   *
   * @param eventTime milliseconds since 1970, as {@code receivedAt}
   * @param receivedAt when the record was received; one that is dated ahead of it drives no further
   * @param lateness of the record's source
   * @return milliseconds since 1970, or {@link ArrivedRecord#NO_TIME} if it drives nothing
   */
  public static long of(long eventTime, long receivedAt, Duration lateness) {
    return eventTime < receivedAt - lateness.toMillis()
        ? ArrivedRecord.NO_TIME
        : Math.min(eventTime, receivedAt);
  }
}
