package org.drey.cli.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.drey.collect.recorded.RecordedLine;

/** The pace at which lines are sent. */
interface FeedPace {
  /** As fast as brokers take them. */
  FeedPace UNLIMITED = (number, line) -> 0;

  /**
   * Returns how long to wait before a line is due; zero or less if it is.
   *
   * @param number how many lines were before it
   */
  long nanosUntil(long number, RecordedLine line);

  /** A number of lines a second, from now on. */
  static FeedPace ofRate(int perSecond, LongSupplier nanos) {
    long began = nanos.getAsLong();
    double each = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    return (number, line) -> began + (long) (number * each) - nanos.getAsLong();
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
