package org.drey.local.rehearse;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what the jobs will do, without an assumption of how soon. */
final class Await {
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(5).toNanos();
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);

  private Await() {}

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds; fails, naming it, where that takes longer than any machine. */
  static void until(String what, Condition condition) throws Exception {
    if (!holdsWithin(GIVE_UP_AFTER, condition)) {
      throw new IllegalStateException("this did not come to pass: " + what);
    }
  }

  /** Whether a condition comes to hold within a time. */
  static boolean holdsWithin(Duration time, Condition condition) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return true;
  }
}
