package org.drey.local.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/** Threads that would keep the process from ending. */
public final class Threads {
  private static final Duration END_WITHIN = Duration.ofSeconds(20);

  private Threads() {}

  /** Those that are there now. */
  public static Set<Thread> now() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread.isAlive())
        .collect(Collectors.toSet());
  }

  /** Waits until none is left that was not there before. */
  public static void assertNoneSince(Set<Thread> before) {
    long deadline = System.nanoTime() + END_WITHIN.toNanos();
    Set<Thread> left = since(before);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(50_000_000);
      left = since(before);
    }
    Assertions.assertEquals(Set.of(), left);
  }

  private static Set<Thread> since(Set<Thread> before) {
    Set<Thread> left = now();
    left.removeAll(before);
    return left;
  }
}
