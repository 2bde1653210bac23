package org.drey.blocklist.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.publish.ListAnnouncement;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.jspecify.annotations.Nullable;

/**
 * The lists of a folder that are in force. Of each list the announcement with the highest sequence
 * counts that was seen in the folder or was handed over from the control topic, in any order. So
 * one that is sent again, removed or compacted away changes nothing. Of two that differ and have
 * one sequence the first that was seen counts. What is refused raises the alarm of its list and
 * changes nothing else; each list is independent of the others.
 *
 * <p>Used by one thread; {@link #refused}, {@link #missing} and {@link #behind} may be asked by
 * any.
 */
public final class LiveLists implements ListSource {
  private static final long LOOK_AT_FILES_EVERY = Duration.ofMinutes(1).toNanos();

  private final ListStore store;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final ListAlarms alarms = new ListAlarms();
  private final VersionTracker wanted;
  private final FolderNews folder;

  /** The highest sequence of each list that was read since the topic's beginning. */
  private final Map<String, Long> inTopic = new HashMap<>();

  private long nextLookAtFiles;

  /**
   * Lists of a folder.
   *
   * @param only the ids of those to follow; empty for all that there are
   */
  public LiveLists(ListStore store, Collection<String> only) {
    this(store, only, System::nanoTime, Clock.systemUTC());
  }

  /**
   * The same with other clocks.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   * @param clock says whether an announcement comes from the future
   */
  public LiveLists(
      ListStore store, Collection<String> only, LongSupplier nanos, InstantSource clock) {
    this.store = store;
    this.nanos = nanos;
    this.clock = clock;
    this.wanted = new VersionTracker(store, nanos, alarms);
    this.folder = new FolderNews(store, only, clock, wanted, alarms);
    this.nextLookAtFiles = nanos.getAsLong() + LOOK_AT_FILES_EVERY;
  }

  /** The topic is read from its beginning from here on, for the first time or again. */
  public void topicFromItsBeginning() {
    inTopic.clear();
    folder.look(); // what is forged is of a list that is known, or of none
  }

  /**
   * An announcement from the topic. It counts from the next {@link #bringIntoForce} or {@link
   * #look} on.
   *
   * @param key of its record
   * @param place where it is, for messages
   * @return why it does not count; nothing if it does, or is known
   */
  public Optional<Refusal> announced(String key, PublishedManifest manifest, String place) {
    String id = manifest.listId();
    if (!id.equals(key)) {
      // Compaction may have put it in the place of the list that is its key.
      return refuse(isKnown(key) ? key : id, Refusal.OTHER_KEY, place);
    }
    Optional<Refusal> refusal =
        ListAnnouncement.refusal(manifest, store.key(), () -> known(id), clock.instant());
    return refusal.isPresent() ? refuse(id, refusal.get(), place) : take(manifest, place);
  }

  /**
   * A record of the topic that is no announcement.
   *
   * @param reason {@link Refusal#TOMBSTONE} or {@link Refusal#NO_MANIFEST}
   */
  public void unreadable(String key, Refusal reason, String place) {
    if (reason == Refusal.NO_MANIFEST && !isKnown(key)) {
      alarms.raise(null, reason, refused(place, reason)); // it may be of any list
    } else {
      Optional<Refusal> unused = refuse(key, reason, place);
    }
  }

  /** Takes a manifest that is genuine. */
  private Optional<Refusal> take(PublishedManifest manifest, String place) {
    String id = manifest.listId();
    PublishedManifest last = wanted.newest(id);
    Long before = inTopic.put(id, Math.max(manifest.sequence(), inTopic.getOrDefault(id, 0L)));
    if (last == null || manifest.sequence() > last.sequence()) {
      wanted.accept(manifest);
    } else if (manifest.contradicts(last)) {
      return refuse(id, Refusal.CONFLICT, place);
    } else if (manifest.sequence() == last.sequence()) {
      if (before == null || before < manifest.sequence()) {
        // The folder had it already, but in the topic it makes good what was refused before it.
        alarms.clearOnRepeat(id);
      }
    } else if (manifest.publishedAt().isAfter(last.publishedAt())) {
      return refuse(id, Refusal.SEQUENCE_BACK, place);
    }
    return Optional.empty();
  }

  /** Puts in doubt only a list that is known; others are not followed. */
  private Optional<Refusal> refuse(String listId, Refusal reason, String place) {
    if (isKnown(listId)) {
      alarms.raise(listId, reason, refused(place, reason));
    } else {
      alarms.countOnly(reason);
    }
    return Optional.of(reason);
  }

  private static String refused(String place, Refusal reason) {
    return place + " is refused: " + reason.words();
  }

  private boolean isKnown(String listId) {
    return wanted.newest(listId) != null;
  }

  /** The highest sequence that was seen of a list; 0 for none. */
  private long known(String listId) {
    if (!isKnown(listId)) {
      folder.look(listId);
    }
    PublishedManifest last = wanted.newest(listId);
    return last == null ? 0 : last.sequence();
  }

  @Override
  public LoadedLists look() {
    folder.look();
    long now = nanos.getAsLong();
    if (now - nextLookAtFiles >= 0) {
      nextLookAtFiles = now + LOOK_AT_FILES_EVERY;
      wanted.lookAtFiles();
    }
    return bringIntoForce();
  }

  /** Puts in force what was announced, without a look into the folder for news. */
  public LoadedLists bringIntoForce() {
    wanted.bringIntoForce();
    List<String> problems = new ArrayList<>(alarms.problems());
    if (!folder.problem().isEmpty()) {
      problems.add(folder.problem());
    }
    return new LoadedLists(wanted.lists(), problems);
  }

  /** Returns how often an announcement could not be followed for a reason, each attempt counted. */
  public long refused(Refusal reason) {
    return alarms.count(reason);
  }

  /** Returns how many lists are announced and have no version in force. */
  public int missing() {
    return wanted.missing();
  }

  /** Returns how many lists have a newer version announced than is in force. */
  public int behind() {
    return wanted.behind();
  }

  /**
   * The news of a folder of lists: what is newer than what is known; what is wrong with it alarms.
   */
  private static final class FolderNews {
    private final ListStore store;
    private final Set<String> only;
    private final InstantSource clock;
    private final VersionTracker wanted;
    private final ListAlarms alarms;
    private String problem = "";

    /**
     * The news of a folder that was not looked into yet.
     *
     * @param only the ids of the lists to follow; empty for all that there are
     * @param clock says whether an announcement comes from the future
     */
    FolderNews(
        ListStore store,
        Collection<String> only,
        InstantSource clock,
        VersionTracker wanted,
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
}
