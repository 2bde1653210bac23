package org.drey.base;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A limit of log lines: at most one a minute of each kind, so that a flood of what causes them
 * fills no disk. Safe to share between threads.
 */
public final class LogLimiter {
  private static final long EVERY = Duration.ofMinutes(1).toNanos();

  /** Beyond this many kinds all others share a line. */
  private static final int MAX_KINDS = 1_000;

  private final LongSupplier nanos;
  private final Map<Object, Line> lines = new HashMap<>();

  /**
   * The last line of a kind.
   *
   * @param leftOut how many were not written since
   * @param before how many had not been written before it
   */
  private record Line(long at, long leftOut, long before) {}

  /** By the clock of the machine. */
  public LogLimiter() {
    this(System::nanoTime);
  }

  /**
   * Nothing written yet.
   *
   * @param nanos nanoseconds since any moment, as {@link System#nanoTime}
   */
  public LogLimiter(LongSupplier nanos) {
    this.nanos = nanos;
    var unused =
        new Line(0, 0, 0); // loads the class now: at the limit of open files nothing can be
  }

  /**
   * Returns whether a line of this kind may be written now; each call counts as one.
   *
   * @param kind compared by {@code equals}; its text may be kept, so nothing of a record is in it
   */
  public synchronized boolean isDue(Object kind) {
    long now = nanos.getAsLong();
    Object key = key(kind);
    Line last = lines.get(key);
    if (last != null && now - last.at() < EVERY) {
      lines.put(key, new Line(last.at(), last.leftOut() + 1, last.before()));
      return false;
    }
    lines.put(key, new Line(now, 0, last == null ? 0 : last.leftOut()));
    return true;
  }

  /**
   * Returns what the line that was due says of those before it: {@code " (and 3 times before)"}, or
   * "".
   */
  public synchronized String leftOut(Object kind) {
    Line last = lines.get(key(kind));
    return last == null || last.before() == 0 ? "" : " (and " + last.before() + " times before)";
  }

  private Object key(Object kind) {
    return lines.size() < MAX_KINDS || lines.containsKey(kind) ? kind : "";
  }
}
