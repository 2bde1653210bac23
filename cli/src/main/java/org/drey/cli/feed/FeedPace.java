package org.drey.cli.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.drey.collect.recorded.RecordedLine;

/** The pace at which lines are sent. */
interface FeedPace {
  /** Whoever is later than that has paused, and not just slept a little too long. */
  long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** As fast as brokers take them. */
  FeedPace UNLIMITED = (number, line) -> 0;

  /**
   * Returns how long to wait before a line is due; zero or less if it is.
   *
   * @param number how many lines were before it
   */
  long nanosUntil(long number, RecordedLine line);

  /** Returns how many lines may be on their way that brokers have not answered. */
  default long mostOnTheWay() {
    return Long.MAX_VALUE;
  }

  /**
   * At most a number of lines a second, from now on. After a pause, as when brokers were away, it
   * starts anew: what was not sent meanwhile is not made up for.
   */
  static FeedPace ofRate(int perSecond, LongSupplier nanos) {
    return new FeedPace() {
      private long began = nanos.getAsLong();
      private long first;

      @Override
      public long nanosUntil(long number, RecordedLine line) {
        long now = nanos.getAsLong();
        long after = (long) ((number - first) * 1e9 / perSecond);
        if (now - began - after > PAUSE_NANOS) {
          began = now;
          first = number;
          return 0;
        }
        return began + after - now;
      }

      @Override
      public long mostOnTheWay() {
        return perSecond;
      }
    };
  }

  /**
   * The pace of the recording.
   *
   * @param start the time of the recording that is now, milliseconds since 1970
   * @param end its last time: what claims to be later is due then
   */
  static FeedPace asRecorded(long start, long end, LongSupplier nanos) {
    long began = nanos.getAsLong();
    return (number, line) -> {
      long after = Math.min(line.order(), end) - start;
      return began + TimeUnit.MILLISECONDS.toNanos(after) - nanos.getAsLong();
    };
  }
}
