package org.drey.blocklist.live;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.index.ListKey;

/**
 * The entries of a feed that the lists in force have, and the number that no feed had. A zone needs
 * the names, which no list can give. Used once, by one thread.
 */
public final class ListedEntries {
  private final List<ListedIds> lists = new ArrayList<>();
  private final ListKey key;

  /** Entries that the feeds had before, and have not had yet. */
  private final LongSet missed;

  private long notInForce;

  /** A list, and the ids of its entries that were asked for. */
  private record ListedIds(ListInForce list, LongOpenHashSet met) {}

  /** Entries in force that feeds had, by their ids. */
  public record ListHit(LongSet ids) {
    /** None at all. */
    public static final ListHit NONE = new ListHit(LongSets.EMPTY_SET);

    /** Copies the ids. */
    public ListHit {
      ids = LongSets.unmodifiable(new LongOpenHashSet(ids));
    }
  }

  /**
   * The entries of these lists.
   *
   * @param key of all of them
   * @param before what {@link #met} gave of the last good read
   */
  public ListedEntries(ListSet lists, ListKey key, ListHit before) {
    lists.lists().forEach(list -> this.lists.add(new ListedIds(list, new LongOpenHashSet())));
    this.key = key;
    this.missed = new LongOpenHashSet(before.ids());
  }

  /** An entry that a feed has, whether or not it is asked for afterwards. */
  public void inFeed(ListEntry entry) {
    if (!missed.isEmpty()) {
      missed.remove(key.idOf(entry));
    }
  }

  /** Returns how many entries are in force that the feeds had before and do not have any more. */
  public long lost() {
    return missed.isEmpty()
        ? 0
        : lists.stream().mapToLong(one -> one.list().index().count(missed)).sum();
  }

  /** The entries in force that were asked for. */
  public ListHit met() {
    LongSet all = new LongOpenHashSet();
    lists.forEach(one -> all.addAll(one.met()));
    return new ListHit(all);
  }

  /** Returns whether a list in force has this entry, for its policy. */
  public boolean has(ListEntry entry) {
    boolean found = false;
    for (ListedIds one : lists) {
      if (one.list().index().has(entry)) {
        one.met().add(key.idOf(entry));
        found = true;
      }
    }
    notInForce += found ? 0 : 1;
    return found;
  }

  /** Returns what feeds and lists differ in, a sentence each; names no entry. */
  public List<String> differences() {
    List<String> all = new ArrayList<>();
    if (notInForce > 0) {
      all.add(notInForce + " entries of the feeds are in no list in force, and are left out");
    }
    for (ListedIds one : lists) {
      long missing = one.list().entries() - one.met().size();
      if (missing > 0 && !one.met().isEmpty()) {
        all.add(
            "list %s: %d of its %d entries are in no feed: give the feeds that it was compiled from"
                .formatted(one.list().version().listId(), missing, one.list().entries()));
      }
    }
    return all;
  }
}
