package org.drey.collect.feed;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A feed of old events, from which a firm's facts are learned. Nothing is sent; what there was to
 * learn from is counted as sent, the rest as filtered.
 */
public final class HistoryFeed implements EventFeed {
  private static final int SAVED_AFTER = 100_000;

  private final FactSource facts;
  private final FeedCounts counts = new FeedCounts();
  private final InstantSource clock;
  private final AtomicLong learned = new AtomicLong();

  /** A feed to what learns. */
  public HistoryFeed(FactSource facts, InstantSource clock) {
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public EventDoor door() {
    EventFacts own = facts.open();
    return seen -> take(own, seen);
  }

  private void take(EventFacts own, ObservedEvent seen) {
    if (!own.learn(seen)) {
      counts.filtered();
      return;
    }
    counts.sent();
    if (learned.incrementAndGet() % SAVED_AFTER == 0) {
      facts.save();
    }
  }

  @Override
  public FeedCounts counts() {
    return counts;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public void flush() {
    facts.save();
  }
}
