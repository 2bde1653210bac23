package org.drey.local.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what the jobs will do, without an assumption of how soon. It looks less and less often:
 * a question to a broker or a cluster takes CPU time from what it waits for.
 */
public final class ConditionWait {
  private static final long LEAST_NANOS = Duration.ofMillis(5).toNanos();
  private static final long MOST_NANOS = Duration.ofMillis(250).toNanos();
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
    long began = System.nanoTime();
    while (!condition.holds()) {
      long waited = System.nanoTime() - began;
      if (waited > time.toNanos()) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(Math.max(LEAST_NANOS, Math.min(MOST_NANOS, waited / 10)));
    }
    return true;
  }
}
