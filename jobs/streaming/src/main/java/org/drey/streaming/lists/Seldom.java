package org.drey.streaming.lists;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Says whether it is time again to write a line of a kind: at most one a minute each. */
public final class Seldom {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Beyond this many kinds all others share a line. */
  private static final int MAX_KINDS = 1_000;

  private final Map<Object, Long> last = new HashMap<>();

  /**
   * Whether a line of this kind may be written now.
   *
   * @param kind told apart by {@code equals}
   * @param now milliseconds, of whatever clock
   */
  public synchronized boolean isDue(Object kind, long now) {
    Object key = last.size() < MAX_KINDS || last.containsKey(kind) ? kind : "";
    Long before = last.get(key);
    if (before != null && now - before < EVERY.toMillis()) {
      return false;
    }
    last.put(key, now);
    return true;
  }
}
