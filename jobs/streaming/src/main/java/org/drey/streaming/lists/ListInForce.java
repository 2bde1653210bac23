package org.drey.streaming.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.Selection;
import org.drey.blocklist.publish.ListAge;
import org.jspecify.annotations.Nullable;

/** A version of a list that is in force, and since when it was last announced. */
public final class ListInForce {
  private final ListIndex index;
  private final long sequence;
  private final @Nullable Instant publishedAt;

  /** Made once for each set of categories; subscribers share a few. */
  private final Map<Set<String>, Selection> selections = new ConcurrentHashMap<>();

  private final Selection protectionOnly;

  private ListInForce(ListIndex index, long sequence, @Nullable Instant publishedAt) {
    this.index = index;
    this.sequence = sequence;
    this.publishedAt = publishedAt;
    this.protectionOnly = index.selection(Set.of());
  }

  /** A list that was never announced and never becomes stale: a file. */
  public static ListInForce ofFile(ListIndex index) {
    return new ListInForce(index, 0, null);
  }

  /** A list as it was announced. */
  public static ListInForce announced(ListIndex index, long sequence, Instant publishedAt) {
    return new ListInForce(index, sequence, publishedAt);
  }

  /** Which list, in which version. */
  public ListVersion version() {
    return index.version();
  }

  /** How many entries it has. */
  public long entries() {
    return index.header().entries();
  }

  /** The number of its announcement; 0 of a file. */
  public long sequence() {
    return sequence;
  }

  /**
   * How long ago it was announced; zero of a file.
   *
   * @param now milliseconds since 1970
   */
  public Duration age(long now) {
    return publishedAt == null ? Duration.ZERO : ListAge.of(publishedAt, Instant.ofEpochMilli(now));
  }

  /** Whether it was announced longer ago than it may be. It is applied all the same. */
  public boolean isStale(Duration maxAge, long now) {
    return ListAge.isStale(age(now), maxAge);
  }

  ListIndex index() {
    return index;
  }

  /** What of it applies to a subscriber: parental control only in the categories asked for. */
  Selection selection(Profile profile) {
    return profile.categories().isEmpty()
        ? protectionOnly
        : selections.computeIfAbsent(profile.categories(), index::selection);
  }
}
