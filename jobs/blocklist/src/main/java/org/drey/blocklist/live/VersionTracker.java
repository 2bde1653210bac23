package org.drey.blocklist.live;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.drey.blocklist.publish.FileWatch;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.LoadedList;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.jspecify.annotations.Nullable;

/**
 * Puts in force what is wanted of each list: the announcement with the highest sequence that was
 * accepted. If its files are missing or damaged, the newest version holds that was announced before
 * it and can be used, and those files are tried again every second, until they are there or another
 * version is wanted. What cannot be used raises the alarm of its list. Used by one thread; how many
 * are behind or missing may be asked by any.
 */
final class VersionTracker {
  private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

  private final ListLoader loader;
  private final FileWatch watch;
  private final LongSupplier nanos;
  private final ListAlarms alarms;
  private final Map<String, LoadedList> loaded = new HashMap<>();
  private final Map<String, PublishedManifest> newest = new HashMap<>();
  private final Map<String, AwaitedVersion> wanted = new HashMap<>();
  private ListSet lists = ListSet.EMPTY;
  private volatile int behind;
  private volatile int missing;

  /**
   * A version that is announced and not yet in force.
   *
   * @param notBefore when to try it, by the clock; null for at once
   */
  private record AwaitedVersion(PublishedManifest manifest, @Nullable Long notBefore) {}

  /**
   * None yet.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   * @param alarms raised for files that cannot be used, and shown with the lists in force; those of
   *     a list end with what is accepted of it
   */
  VersionTracker(ListStore store, LongSupplier nanos, ListAlarms alarms) {
    this.loader = new ListLoader(store);
    this.watch = new FileWatch(store);
    this.nanos = nanos;
    this.alarms = alarms;
  }

  /** Returns what is in force, with the alarms as they were at the last {@link #bringIntoForce}. */
  ListSet lists() {
    return lists;
  }

  /** Returns how many lists have a newer version announced than is in force. */
  int behind() {
    return behind;
  }

  /** Returns how many lists are announced and have no version in force. */
  int missing() {
    return missing;
  }

  /** Returns the newest announcement of a list that was accepted; null if there is none. */
  @Nullable PublishedManifest newest(String listId) {
    return newest.get(listId);
  }

  /** Returns the lists of which there is one. */
  Set<String> ids() {
    return Set.copyOf(newest.keySet());
  }

  /** Accepts the newest of its list: it is wanted from the next {@link #bringIntoForce} on. */
  void accept(PublishedManifest manifest) {
    newest.put(manifest.listId(), manifest);
    wanted.put(manifest.listId(), new AwaitedVersion(manifest, null));
    alarms.clear(manifest.listId());
  }

  /** Looks whether the files of what is in force are still those that were loaded. */
  void lookAtFiles() {
    loaded.values().forEach(this::lookAt);
  }

  /** Looks at a loaded list: it serves on, also if its files are gone. */
  private void lookAt(LoadedList one) {
    String id = one.manifest().listId();
    if (watch.isSound(one.manifest())) {
      alarms.clear(id, Refusal.CHANGED_FILES);
    } else {
      alarms.raise(id, Refusal.CHANGED_FILES, Refusal.CHANGED_FILES.words());
    }
  }

  /** Tries what is wanted and due, and shows which lists are in doubt. */
  void bringIntoForce() {
    for (Iterator<Map.Entry<String, AwaitedVersion>> all = wanted.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, AwaitedVersion> one = all.next();
      Long notBefore = one.getValue().notBefore();
      if (notBefore != null && nanos.getAsLong() - notBefore < 0) {
        continue;
      }
      if (apply(one.getValue().manifest())) {
        all.remove();
      } else {
        long next = nanos.getAsLong() + TRY_AGAIN_AFTER;
        one.setValue(new AwaitedVersion(one.getValue().manifest(), next));
      }
    }
    behind = wanted.size();
    missing = (int) newest.keySet().stream().filter(id -> !loaded.containsKey(id)).count();
    showAlarms();
  }

  /** An error, too, such as too little memory for a large list, is this list's alone. */
  private boolean apply(PublishedManifest manifest) {
    LoadedList before = loaded.get(manifest.listId());
    try {
      putInForce(loader.load(manifest, before));
      alarms.clear(manifest.listId(), Refusal.UNUSABLE_FILES);
      return true;
    } catch (IOException | RuntimeException | Error e) {
      fallBack(manifest, before);
      alarms.raise(manifest.listId(), Refusal.UNUSABLE_FILES, unusable(manifest, e));
      return false;
    }
  }

  private void putInForce(LoadedList next) {
    PublishedManifest manifest = next.manifest();
    loaded.put(manifest.listId(), next);
    lists =
        lists.with(
            ListInForce.announced(next.index(), manifest.sequence(), manifest.publishedAt()));
  }

  /** Until what is wanted can be loaded: the newest before it that can, so that all agree. */
  private void fallBack(PublishedManifest wanted, @Nullable LoadedList before) {
    try {
      LoadedList found = loader.loadBefore(wanted, before);
      if (found != null) {
        putInForce(found);
      }
    } catch (IOException | RuntimeException | Error e) {
      return; // the alarm is raised for what is wanted
    }
  }

  private void showAlarms() {
    for (ListInForce list : lists.lists()) {
      boolean raised = alarms.isRaised(list.version().listId());
      lists = raised == list.isInDoubt() ? lists : lists.with(list.inDoubt(raised));
    }
  }

  private static String unusable(PublishedManifest manifest, Throwable why) {
    return "version %s of announcement %d cannot be used, and is tried again every second: %s"
        .formatted(manifest.list().version(), manifest.sequence(), ListProblems.describe(why));
  }
}
