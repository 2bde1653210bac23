package org.drey.blocklist.live;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.publish.ListAnnouncement;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.jspecify.annotations.Nullable;

/**
 * The news of a folder of lists: what is newer than what is known; what is wrong with it alarms.
 */
final class FolderNews {
  private final ListStore store;
  private final Set<String> only;
  private final InstantSource clock;
  private final WantedLists wanted;
  private final ListAlarms alarms;
  private String problem = "";

  /**
   * Of a folder that was not looked into yet.
   *
   * @param only the ids of the lists to follow; empty for all that there are
   * @param clock says whether an announcement comes from the future
   */
  FolderNews(
      ListStore store,
      Collection<String> only,
      InstantSource clock,
      WantedLists wanted,
      ListAlarms alarms) {
    this.store = store;
    this.only = Set.copyOf(only);
    this.clock = clock;
    this.wanted = wanted;
    this.alarms = alarms;
  }

  /** Returns what is wrong with the folder as a whole; empty if nothing is. */
  String problem() {
    return problem;
  }

  /** Looks for news of all lists. */
  void look() {
    // A list that was followed and is gone from the folder is missing, and not withdrawn.
    SortedSet<String> ids = new TreeSet<>(wanted.ids());
    ids.addAll(only);
    problem = "";
    try {
      if (only.isEmpty()) {
        ids.addAll(store.lists());
      }
      problem = ids.isEmpty() ? "no list has been published in " + store.folder() : "";
    } catch (IOException | RuntimeException e) {
      problem = "the folder of lists: " + ListProblems.describe(e);
    }
    ids.forEach(this::look);
  }

  /**
   * Looks for news of a list. The folder counts as the topic does: compaction forgets there
   * nothing.
   */
  void look(String id) {
    alarms.lookAgain(id);
    try {
      PublishedManifest found = newestInFolder(id);
      PublishedManifest last = wanted.newest(id);
      if (found == null || (last != null && found.sequence() < last.sequence())) {
        alarms.raiseInFolder(id, Refusal.CHANGED_FILES, missing(found, last));
      } else if (last == null || found.sequence() > last.sequence()) {
        takeFromFolder(found, last);
      } else if (found.contradicts(last)) {
        alarms.raiseInFolder(id, Refusal.CONFLICT, Refusal.CONFLICT.words());
      }
      if (found != null && isTooFarAhead(found)) {
        alarms.raiseInFolder(id, Refusal.TOO_FAR_AHEAD, Refusal.TOO_FAR_AHEAD.words());
      }
    } catch (IOException | RuntimeException | Error e) {
      alarms.raiseInFolder(id, Refusal.UNUSABLE_FILES, ListProblems.describe(e));
    }
  }

  private void takeFromFolder(PublishedManifest found, @Nullable PublishedManifest last)
      throws IOException {
    String id = found.listId();
    if (!isTooFarAhead(found)) {
      wanted.accept(found);
      return;
    }
    // Whoever starts now has to find what those hold that have been running.
    long held = last == null ? -1 : last.sequence();
    Optional<PublishedManifest> before =
        store.history(id).stream()
            .filter(one -> one.sequence() > held && !isTooFarAhead(one))
            .findFirst();
    if (before.isPresent()) {
      wanted.accept(before.get());
    } else if (last == null) {
      wanted.accept(found); // better than none
    }
  }

  private boolean isTooFarAhead(PublishedManifest manifest) {
    return manifest.publishedAt().isAfter(clock.instant().plus(ListAnnouncement.MAX_AHEAD));
  }

  /** The newest authentic one; an alarm if there is something newer that is none. */
  private @Nullable PublishedManifest newestInFolder(String id) throws IOException {
    try {
      return store.current(id);
    } catch (DamagedListException e) {
      alarms.raiseInFolder(id, Refusal.NO_MANIFEST, String.valueOf(e.getMessage()));
      return store.lastReadable(id);
    }
  }

  private static String missing(
      @Nullable PublishedManifest found, @Nullable PublishedManifest last) {
    if (last == null) {
      return "was never published in the folder";
    }
    return found == null
        ? "its manifests are not in the folder"
        : "its newest manifest in the folder is older than the one in force, which was removed or"
            + " has not come yet";
  }
}
