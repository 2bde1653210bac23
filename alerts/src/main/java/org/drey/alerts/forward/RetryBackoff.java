package org.drey.alerts.forward;

import java.time.Duration;

/** The time to wait before something that failed is tried again: twice as long each time. */
final class RetryBackoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** The time to wait now. */
  Duration failed() {
    Duration wait = next;
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    return wait;
  }

  void succeeded() {
    next = FIRST;
  }
}
