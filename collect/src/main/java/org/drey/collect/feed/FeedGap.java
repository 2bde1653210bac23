package org.drey.collect.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nothing came from a writer, and what it saw is not known here.
 *
 * @param writer its own name for itself, "" for all of them
 */
public record FeedGap(String writer, Instant begin, Instant end) {
  /** Returns how long it was. */
  public Duration length() {
    return Duration.between(begin, end);
  }
}
