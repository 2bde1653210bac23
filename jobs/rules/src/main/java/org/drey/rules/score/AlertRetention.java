package org.drey.rules.score;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;

/**
 * The times for which an alert is kept after its newest evidence or verdict, with all that is known
 * of its track; then it ends, and what comes later begins a new one.
 *
 * <p>Nothing is kept for less than the 90 days within which a verdict may be undone, and what quiet
 * closed for as long after its 90 days of quiet, so that an analyst can look at it. Within that no
 * evidence of a child holds a payer's score down any more.
 *
 * @param times by how the alert ended
 */
public record AlertRetention(Map<AlertEnd, Duration> times) implements Serializable {
  /**
   * Within so many days a verdict may be undone; an episode without evidence ends after as many.
   */
  static final int LEAST_DAYS = 90;

  /** Longer than consumers keep closed alerts. */
  public static final Duration USUAL_TIME = Duration.ofDays(2 * 365);

  /** Everything for two years. */
  public static final AlertRetention USUAL = new AlertRetention(Map.of());

  public AlertRetention {
    Map<AlertEnd, Duration> all = new EnumMap<>(AlertEnd.class);
    for (AlertEnd end : AlertEnd.values()) {
      all.put(end, times.getOrDefault(end, USUAL_TIME));
    }
    times = Map.copyOf(all);
  }

  /**
   * From when on an alert is not kept any more, milliseconds since 1970. A child's is kept for the
   * longest of all times: its findings explain why the same person's other scores were held down.
   *
   * @param newest when its newest evidence was, or the newest verdict on it was given
   */
  long endOf(AlertTrack track, LastRevision emitted, long newest) {
    Duration time =
        track.holds().isEmpty()
            ? times.getOrDefault(AlertEnd.of(emitted), USUAL_TIME)
            : Arrays.stream(AlertEnd.values())
                .map(end -> times.getOrDefault(end, USUAL_TIME))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    return newest + time.toMillis();
  }

  /**
   * Returns whether an alert whose newest evidence is so long ago may have ended, as no younger one
   * has.
   */
  static boolean mayHaveEnded(long millis) {
    return millis > Duration.ofDays(LEAST_DAYS).toMillis();
  }
}
