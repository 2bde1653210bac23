package org.drey.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Does something at an even pace. */
final class SteadyPace {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private SteadyPace() {}

  /**
   * Calls as often as a rate wants, for a while.
   *
   * @param each takes the number of the call, from 0
   * @return how often it was called
   */
  static long keep(double aSecond, Duration howLong, LongConsumer each) {
    long done = 0;
    long began = System.nanoTime();
    for (long now = began; now - began < howLong.toNanos(); now = System.nanoTime()) {
      long due = (long) (aSecond * (now - began) / TimeUnit.SECONDS.toNanos(1));
      if (done == due) {
        LockSupport.parkNanos(STEP_NANOS);
      }
      while (done < due && System.nanoTime() - began < howLong.toNanos()) {
        each.accept(done++);
      }
    }
    return done;
  }
}
