package org.drey.collect.feed;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A feed: the topic it writes, the keys and the table by which people become tokens, and its
 * counts. Each thread of a source asks it for a door.
 */
public final class CollectFeed implements EventFeed {
  private final Supplier<FeedTarget> target;
  private final Supplier<@Nullable TokenKeys> keys;
  private final Supplier<SubscriberTable> subscribers;
  private final RecordOutlet outlet;
  private final FactSource facts;
  private final FeedCounts counts;
  private final InstantSource clock;

  /**
   * A feed.
   *
   * @param target what is declared of the topic, asked for each event
   * @param keys null if no token is ever made; asked for each event
   * @param subscribers the same
   * @param facts what the firm knows beside
   * @param outlet where records go
   */
  public CollectFeed(
      Supplier<FeedTarget> target,
      Supplier<@Nullable TokenKeys> keys,
      Supplier<SubscriberTable> subscribers,
      FactSource facts,
      RecordOutlet outlet,
      FeedCounts counts,
      InstantSource clock) {
    this.target = target;
    this.keys = keys;
    this.subscribers = subscribers;
    this.outlet = outlet;
    this.facts = facts;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public FeedDoor door() {
    return new FeedDoor(this);
  }

  @Override
  public FeedCounts counts() {
    return counts;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  /** Returns where records go. */
  public RecordOutlet outlet() {
    return outlet;
  }

  /**
   * Waits until the brokers have all, and what was learned of it is saved.
   *
   * @throws UnsavedFactsException if it cannot be saved now: the source is to keep what it has read
   */
  @Override
  public void flush() throws IOException {
    outlet.flush();
    if (!facts.save()) {
      throw new UnsavedFactsException();
    }
  }

  /** Returns whether records may name subjects: whether a legal basis is declared. */
  public boolean isWithSubjects() {
    return target().subjects();
  }

  FactSource facts() {
    return facts;
  }

  FeedTarget target() {
    return target.get();
  }

  @Nullable TokenKeys keys() {
    return keys.get();
  }

  SubscriberTable subscribers() {
    return subscribers.get();
  }
}
