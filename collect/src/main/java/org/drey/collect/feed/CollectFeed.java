package org.drey.collect.feed;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A feed: the topic it writes, the keys and the table by which people become tokens, and its
 * counts. Each thread of a source asks it for a door.
 */
public final class CollectFeed {
  private final Supplier<FeedTarget> target;
  private final Supplier<@Nullable TokenKeys> keys;
  private final Supplier<SubscriberTable> subscribers;
  private final RecordOutlet outlet;
  private final FeedCounts counts;
  private final InstantSource clock;

  /**
   * A feed.
   *
   * @param target what is declared of the topic, asked for each event
   * @param keys null if no token is ever made; asked for each event
   * @param subscribers the same
   */
  public CollectFeed(
      Supplier<FeedTarget> target,
      Supplier<@Nullable TokenKeys> keys,
      Supplier<SubscriberTable> subscribers,
      RecordOutlet outlet,
      FeedCounts counts,
      InstantSource clock) {
    this.target = target;
    this.keys = keys;
    this.subscribers = subscribers;
    this.outlet = outlet;
    this.counts = counts;
    this.clock = clock;
  }

  /** Returns a door, for one thread. */
  public FeedDoor door() {
    return new FeedDoor(this);
  }

  /** Returns the counts, in which a source counts what it reads, filters and refuses. */
  public FeedCounts counts() {
    return counts;
  }

  /** Returns the clock of the machine. */
  public InstantSource clock() {
    return clock;
  }

  /** Returns where records go. */
  public RecordOutlet outlet() {
    return outlet;
  }

  /** Returns whether records may name subjects: whether a legal basis is declared. */
  public boolean isWithSubjects() {
    return target().subjects();
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
