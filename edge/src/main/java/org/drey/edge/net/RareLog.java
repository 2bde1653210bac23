package org.drey.edge.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warnings that a client can cause, each at most once a minute, with how often it was left out
 * meanwhile: a flood of them must not fill a disk. Safe to share between threads.
 */
public final class RareLog {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final LongSupplier nanos;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  private record Kind(long since, long leftOut, boolean due) {}

  /**
   * Nothing said yet.
   *
   * @param nanos the time in nanoseconds since any moment, as {@link System#nanoTime}
   */
  public RareLog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  /** Warns of something; the text is its kind, so nothing of a request may be in it. */
  public void warn(String what) {
    long now = nanos.getAsLong();
    long[] before = new long[1];
    Kind kind =
        kinds.compute(
            what,
            (same, last) -> {
              if (last != null && now - last.since() < MINUTE) {
                return new Kind(last.since(), last.leftOut() + 1, false);
              }
              before[0] = last == null ? 0 : last.leftOut();
              return new Kind(now, 0, true);
            });
    if (kind.due()) {
      log.warn("{}{}", what, before[0] == 0 ? "" : " (and " + before[0] + " times before)");
    }
  }
}
