package org.drey.streaming.operator;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time at which a count had last grown, to the nearest look at it. No record pays for it: only
 * who looks compares.
 */
final class LastGrowth {
  private final LongSupplier count;
  private final LongSupplier clock;
  private long seen;
  private long since;

  /**
   * A count that has not grown yet, and is taken to have done so now: silence begins with a start.
   *
   * @param clock milliseconds since 1970
   */
  LastGrowth(LongSupplier count, LongSupplier clock) {
    this.count = count;
    this.clock = clock;
    this.seen = count.getAsLong();
    this.since = clock.getAsLong();
  }

  /** Looks at the count, and returns when it had last grown, in seconds since 1970. */
  synchronized long seconds() {
    long now = count.getAsLong();
    if (now != seen) {
      seen = now;
      since = clock.getAsLong();
    }
    return TimeUnit.MILLISECONDS.toSeconds(since);
  }
}
