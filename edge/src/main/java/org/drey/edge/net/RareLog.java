package org.drey.edge.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<String, Kind> kinds = new HashMap<>();

  private record Kind(long since, long leftOut) {}

  /**
   * Nothing said yet.
   *
   * @param nanos the time in nanoseconds since any moment, as {@link System#nanoTime}
   */
  public RareLog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
    kinds.put("", new Kind(0, 0)); // loads the class now: at the limit of files nothing can be
  }

  /** Warns of something; the text is its kind, so nothing of a request may be in it. */
  public synchronized void warn(String what) {
    long now = nanos.getAsLong();
    Kind last = kinds.get(what);
    if (last != null && now - last.since() < MINUTE) {
      kinds.put(what, new Kind(last.since(), last.leftOut() + 1));
      return;
    }
    kinds.put(what, new Kind(now, 0));
    long leftOut = last == null ? 0 : last.leftOut();
    log.warn("{}{}", what, leftOut == 0 ? "" : " (and " + leftOut + " times before)");
  }
}
