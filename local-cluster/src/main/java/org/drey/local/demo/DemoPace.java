package org.drey.local.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace of a demo: a moment of the world is played evenly over the time that the demo takes, day
 * by day. A day begins when the jobs have read the one before. Else a list hit, which reaches the
 * detection job by way of the blocklist job, could be further behind its query than state is kept
 * for it: a day passes in less than a second here, and a busy machine is seconds late.
 */
final class DemoPace {
  private static final Duration DAY = Duration.ofDays(1);
  private static final long ASK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

  private final Instant from;
  private final Instant to;
  private final long began = System.nanoTime();
  private final Duration takes;
  private volatile Instant midnight;

  /**
   * Begins now.
   *
   * @param from the world's first moment
   * @param to its last
   * @param takes how long the playing takes where the jobs keep up
   */
  DemoPace(Instant from, Instant to, Duration takes) {
    this.from = from;
    this.to = to;
    this.takes = takes;
    this.midnight = from.plus(DAY);
  }

  /**
   * Returns how long to wait before asking again whether a moment is due; zero or less if it is.
   */
  long nanosUntil(Instant moment) {
    double share =
        (double) Duration.between(from, moment).toMillis()
            / Math.max(1, Duration.between(from, to).toMillis());
    long due = began + (long) (share * takes.toNanos()) - System.nanoTime();
    return moment.isBefore(midnight) ? due : Math.max(due, ASK_AGAIN_NANOS);
  }

  /** The moment that is being played. */
  Instant now() {
    double share = (double) (System.nanoTime() - began) / Math.max(1, takes.toNanos());
    long millis = (long) (Duration.between(from, to).toMillis() * Math.min(1, share));
    Instant even = from.plusMillis(millis);
    return even.isBefore(midnight) ? even : midnight;
  }

  /** The end of the day that is being played. */
  Instant midnight() {
    return midnight;
  }

  /** The jobs have read the day: the next begins. */
  void nextDay() {
    midnight = midnight.plus(DAY);
  }
}
