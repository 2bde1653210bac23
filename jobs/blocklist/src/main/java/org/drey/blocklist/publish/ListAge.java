package org.drey.blocklist.publish;

import java.time.Duration;
import java.time.Instant;

/**
 * The age of a list's announcement, and whether that is too long: the one definition for the jobs,
 * the edge and the command line. A list that is too old is still applied.
 */
public final class ListAge {
  /**
   * The greatest age of a list if nothing else is set: it is announced once in a day and a half.
   */
  public static final Duration USUAL_MAX = Duration.ofHours(36);

  private ListAge() {}

  /** The time since an announcement; zero where the announcer's clock is ahead of this one. */
  public static Duration of(Instant announced, Instant now) {
    return announced.isAfter(now) ? Duration.ZERO : Duration.between(announced, now);
  }

  /** Returns whether an age is above what a list may have. */
  public static boolean isStale(Duration age, Duration max) {
    return age.compareTo(max) > 0;
  }
}
