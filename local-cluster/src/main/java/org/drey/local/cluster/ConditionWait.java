package org.drey.local.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what the jobs will do, without an assumption of how soon. */
public final class ConditionWait {
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(5).toNanos();
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);

  private ConditionWait() {}

  /** Something that becomes true. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds; fails, naming it, where that takes longer than any machine. */
  public static void until(String what, Condition condition) throws Exception {
    if (!holdsWithin(GIVE_UP_AFTER, condition)) {
      throw new IllegalStateException("this did not come to pass: " + what);
    }
  }

  /** Returns whether a condition comes to hold within a time. */
  public static boolean holdsWithin(Duration time, Condition condition) throws Exception {
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
