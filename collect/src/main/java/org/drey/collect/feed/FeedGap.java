package org.drey.collect.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * A time of which it is not known here what a writer saw, or not all of it.
 *
 * @param writer its own name for itself, "" for all of them
 */
public record FeedGap(String writer, Instant begin, Instant end, GapReason reason) {
  /** Returns how long it was. */
  public Duration length() {
    return Duration.between(begin, end);
  }
}
