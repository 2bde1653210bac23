package org.drey.blocklist.live;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ProfileSelection;
import org.drey.blocklist.publish.ListAge;
import org.jspecify.annotations.Nullable;

/** A version of a list that is in force, and since when it was last announced. */
public final class ListInForce {
  /** Choices come and go; those that went are not kept for ever. */
  private static final int MAX_SELECTIONS = 10_000;

  private final ListIndex index;
  private final long sequence;
  private final @Nullable Instant publishedAt;

  private final boolean inDoubt;

  /** Made once for each set of categories; subscribers share a few. */
  private final Map<Set<String>, ProfileSelection> selections = new ConcurrentHashMap<>();

  private final ProfileSelection protectionOnly;

  private ListInForce(
      ListIndex index, long sequence, @Nullable Instant publishedAt, boolean inDoubt) {
    this.index = index;
    this.sequence = sequence;
    this.publishedAt = publishedAt;
    this.inDoubt = inDoubt;
    this.protectionOnly = index.selection(Set.of());
  }

  /** A list that was never announced and never becomes stale: a file. */
  public static ListInForce ofFile(ListIndex index) {
    return new ListInForce(index, 0, null, false);
  }

  /** A list as it was announced. */
  public static ListInForce announced(ListIndex index, long sequence, Instant publishedAt) {
    return new ListInForce(index, sequence, publishedAt, false);
  }

  /** The same, after something was refused of it; or after that was made good. */
  ListInForce inDoubt(boolean isInDoubt) {
    return new ListInForce(index, sequence, publishedAt, isInDoubt);
  }

  /** Returns whether something was refused of it since it was last announced. */
  boolean isInDoubt() {
    return inDoubt;
  }

  /** Returns which list, in which version. */
  public ListVersion version() {
    return index.version();
  }

  /** Returns how many entries it has. */
  public long entries() {
    return index.header().entries();
  }

  /** The number of its announcement; 0 of a file. */
  public long sequence() {
    return sequence;
  }

  /**
   * Returns how long ago it was announced; zero of a file.
   *
   * @param now milliseconds since 1970
   */
  public Duration age(long now) {
    return publishedAt == null ? Duration.ZERO : ListAge.of(publishedAt, Instant.ofEpochMilli(now));
  }

  /**
   * Returns whether it may not be the newest: it was announced longer ago than it may be, or
   * something was refused since. It is applied anyway.
   */
  public boolean isStale(Duration maxAge, long now) {
    return inDoubt || ListAge.isStale(age(now), maxAge);
  }

  /** Returns what a visitor can quote of an entry of this list on a day; see {@link ListIndex}. */
  public String reference(ListMatch match, LocalDate day) {
    return index.reference(match, day);
  }

  /** The list itself. */
  public ListIndex index() {
    return index;
  }

  /**
   * Returns what of it applies: parental control only in these categories; null for all entries.
   */
  @Nullable ProfileSelection selection(@Nullable Set<String> categories) {
    if (categories == null) {
      return null;
    }
    return categories.isEmpty() ? protectionOnly : selectionOf(categories);
  }

  private ProfileSelection selectionOf(Set<String> categories) {
    ProfileSelection known = selections.get(categories);
    if (known != null) {
      return known;
    }
    if (selections.size() >= MAX_SELECTIONS) {
      selections.clear();
    }
    return selections.computeIfAbsent(categories, index::selection);
  }
}
