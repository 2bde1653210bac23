package org.drey.collect.iso20022;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.drey.collect.feed.TestFeed;

/** A clock that goes on when it is asked to. */
final class TestClock implements InstantSource {
  private Instant now = TestFeed.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  void add(Duration time) {
    now = now.plus(time);
  }
}
