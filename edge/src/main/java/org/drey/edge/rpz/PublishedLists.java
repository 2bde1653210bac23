package org.drey.edge.rpz;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSource.LoadedLists;
import org.drey.blocklist.live.ListedEntries;
import org.drey.blocklist.live.ListedEntries.ListHit;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.ListStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists of a folder that are in force, by which the entries of feeds are chosen. Not for
 * several threads at once.
 */
public final class PublishedLists {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedLists.class);

  private final ListStore store;
  private final LiveLists lists;
  private final ListKey key;
  private ListHit before = ListHit.NONE;
  private List<String> problems = List.of();

  /** All lists of a store. */
  public PublishedLists(ListStore store) {
    this.store = store;
    this.lists = new LiveLists(store, List.of());
    this.key = store.key();
  }

  /**
   * Looks which lists are in force now.
   *
   * @throws IOException if there is none, or one was never loaded: then a zone stays as it is, and
   *     loses no name of that list
   */
  ListSet look() throws IOException {
    LoadedLists found = lists.look();
    if (found.lists().lists().isEmpty()) {
      throw new IOException("no list is in force: " + String.join("; ", found.problems()));
    }
    Set<String> loaded =
        found.lists().lists().stream()
            .map(list -> list.version().listId())
            .collect(Collectors.toSet());
    if (!loaded.containsAll(store.lists())) {
      throw new IOException("not every list is loaded: " + String.join("; ", found.problems()));
    }
    List<String> now = found.problems();
    now.stream()
        .filter(problem -> !problems.contains(problem))
        .forEach(problem -> LOG.warn("{}; the last good version stays in force", problem));
    problems = now;
    return found.lists();
  }

  ListedEntries entriesOf(ListSet inForce) {
    return new ListedEntries(inForce, key, before);
  }

  /**
   * Takes what was read of the feeds for good.
   *
   * @throws IOException if names have left the feeds that were in them, and are in force
   */
  void accept(ListedEntries read) throws IOException {
    long lost = read.lost();
    if (lost > 0) {
      throw new IOException(
          lost
              + " entries that are in force have left the feeds: they stay until a list without"
              + " them is in force");
    }
    read.differences().forEach(LOG::warn);
    before = read.met();
  }

  /** Changes with the versions in force, and not when one is announced again. */
  static String versions(ListSet inForce) {
    return inForce.lists().stream()
        .map(list -> " " + list.version().listId() + " " + list.version().version())
        .collect(Collectors.joining());
  }
}
