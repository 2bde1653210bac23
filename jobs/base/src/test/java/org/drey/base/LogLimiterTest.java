package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LogLimiterTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Soon it is below zero, as {@link System#nanoTime} may be. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final LogLimiter limiter = new LogLimiter(now::get);

  @Test
  void aKindHasALineAMinuteThatSaysHowManyWereLeftOut() {
    assertTrue(limiter.isDue("one"));
    assertEquals("", limiter.leftOut("one"));
    assertTrue(limiter.isDue("other"));
    for (int i = 0; i < 999; i++) {
      assertFalse(limiter.isDue("one"));
    }
    now.addAndGet(MINUTE - 1);
    assertFalse(limiter.isDue("one"));
    now.incrementAndGet();
    assertTrue(limiter.isDue("one"));
    assertFalse(limiter.isDue("one"));
    assertEquals(" (and 1000 times before)", limiter.leftOut("one"));
    assertTrue(limiter.isDue("other"));
    assertEquals("", limiter.leftOut("other"));
  }

  @Test
  void beyondAThousandKindsAllOthersShareALine() {
    for (int kind = 0; kind < 1_000; kind++) {
      assertTrue(limiter.isDue(kind));
    }
    assertTrue(limiter.isDue("new"));
    assertFalse(limiter.isDue("newer"));
    assertFalse(limiter.isDue(999));
    now.addAndGet(MINUTE);
    assertTrue(limiter.isDue("newest"));
    assertEquals(" (and 1 times before)", limiter.leftOut("newest"));
    assertTrue(limiter.isDue(999));
  }
}
