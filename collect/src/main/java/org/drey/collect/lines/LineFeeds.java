package org.drey.collect.lines;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.drey.collect.feed.EventDoor;
import org.drey.collect.feed.EventFeed;
import org.drey.collect.feed.FeedCounts;
import org.drey.collect.format.LineFormat;
import org.drey.collect.session.SessionTable;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of a format, by the stream whose records they take. What belongs to another stream is
 * filtered.
 *
 * @param counts of all of them
 * @param sessions the livestreams that go on, of all files and connections
 */
public record LineFeeds(
    LineFormat format,
    Map<String, ? extends EventFeed> feeds,
    FeedCounts counts,
    InstantSource clock,
    SessionTable sessions) {
  /** Copies the feeds. */
  public LineFeeds {
    feeds = Map.copyOf(feeds);
  }

  /** Feeds that have seen no session yet. */
  public LineFeeds(
      LineFormat format,
      Map<String, ? extends EventFeed> feeds,
      FeedCounts counts,
      InstantSource clock) {
    this(format, feeds, counts, clock, new SessionTable());
  }

  /** Returns the way of a file or connection that is about to be read. */
  public LineIntake intake() {
    return new LineIntake(this);
  }

  /**
   * Returns the way of a file that one thread reads; what is refused is said by its line.
   *
   * @param name of the file
   */
  public LineIntake intake(String name) {
    LineIntake intake = intake();
    counts.readsAt(() -> intake.place(name));
    return intake;
  }

  @Nullable EventDoor door(String stream) {
    EventFeed feed = feeds.get(stream);
    return feed == null ? null : feed.door();
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns how many events the brokers may not have, of all files and connections. */
  long lost() {
    return counts.sums().allLost();
  }

  /** Waits until the brokers have all that was sent before. */
  public void flush() throws IOException {
    for (EventFeed feed : feeds.values()) {
      feed.flush();
    }
  }
}
