package org.drey.edge.icap;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.publish.Announcement;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.FileWatch;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.Loaded;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists by their manifests in a folder of published lists. Each stands for itself: one that is
 * missing or damaged keeps its last good version and holds up no other. Not for several threads at
 * once.
 */
public final class StoredLists implements ListProvider {
  private static final Logger LOG = LoggerFactory.getLogger(StoredLists.class);

  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

  private final ListStore store;
  private final ListLoader loader;
  private final FileWatch watch;
  private final List<String> ids;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final SortedMap<String, Loaded> loaded = new TreeMap<>();

  /** Lists of which a file in force is no longer what was loaded. */
  private final SortedSet<String> changed = new TreeSet<>();

  private long nextLook;

  /**
   * Follows lists.
   *
   * @param ids which; empty for all that the folder has
   */
  public StoredLists(ListStore store, List<String> ids) {
    this(store, ids, System::nanoTime, Clock.systemUTC());
  }

  StoredLists(ListStore store, List<String> ids, LongSupplier nanos, InstantSource clock) {
    this.store = store;
    this.loader = new ListLoader(store);
    this.watch = new FileWatch(store);
    this.ids = List.copyOf(ids);
    this.nanos = nanos;
    this.clock = clock;
    this.nextLook = nanos.getAsLong() + LOOK_EVERY;
  }

  @Override
  public Found now(@Nullable CurrentLists before) throws IOException {
    // A list that was followed and is gone from the folder is missing, and not withdrawn.
    SortedSet<String> wanted = new TreeSet<>(loaded.keySet());
    wanted.addAll(ids.isEmpty() ? store.lists() : ids);
    if (wanted.isEmpty()) {
      throw new DamagedListException("*", "no list has been published in the folder");
    }
    List<String> problems = new ArrayList<>();
    for (String id : wanted) {
      follow(id, problems);
    }
    lookAtFiles();
    for (String id : changed) {
      problems.add("list %s: %s".formatted(id, Refusal.CHANGED_FILES.words()));
    }
    CurrentLists now = loaded.isEmpty() ? null : lists();
    return new Found(now != null && now.equals(before) ? before : now, problems);
  }

  /** Each minute: what is loaded serves on, but what starts next would not find it. */
  private void lookAtFiles() {
    if (nanos.getAsLong() - nextLook < 0) {
      return;
    }
    nextLook = nanos.getAsLong() + LOOK_EVERY;
    changed.clear();
    loaded.forEach(
        (id, one) -> {
          if (!watch.isSound(one.manifest())) {
            changed.add(id);
          }
        });
  }

  /** An error, too, such as too little memory for a large list, is this list's alone. */
  private void follow(String id, List<String> problems) {
    Loaded last = loaded.get(id);
    try {
      Manifest inForce = store.current(id);
      if (inForce == null) {
        throw new DamagedListException(id, "was never published in the folder");
      }
      if (last != null && inForce.sequence() < last.manifest().sequence()) {
        throw new DamagedListException(
            id, "its newest manifest is older than the one in force, which was removed");
      }
      if (last != null && inForce.contradicts(last.manifest())) {
        throw new DamagedListException(id, Refusal.CONFLICT.words());
      }
      if (inForce.publishedAt().isAfter(clock.instant().plus(Announcement.MAX_AHEAD))) {
        problems.add("list %s: %s".formatted(id, Refusal.TOO_FAR_AHEAD.words()));
        if (last != null) {
          return; // at the start it is better than none
        }
      }
      Loaded now = last == null ? loader.loadLastGood(inForce) : loader.load(inForce, last);
      loaded.put(id, now);
      if (!now.manifest().equals(inForce)) {
        problems.add(
            "list %s: version %s, which is in force, cannot be loaded"
                .formatted(id, inForce.list().version()));
      }
    } catch (IOException | RuntimeException | Error e) {
      problems.add("list " + id + ": " + Problems.describe(e));
      if (last == null) {
        fallBack(id);
      }
    }
  }

  /** Nobody can tell what is in force: the last that can be read protects better than none. */
  private void fallBack(String id) {
    try {
      Manifest known = store.lastReadable(id);
      if (known != null) {
        loaded.put(id, loader.loadLastGood(known));
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("no earlier version of {} can be loaded either", id, e);
    }
  }

  private CurrentLists lists() {
    return new CurrentLists(loaded.values().stream().map(StoredLists::one).toList());
  }

  private static CurrentLists.One one(Loaded loaded) {
    Manifest manifest = loaded.manifest();
    return new CurrentLists.One(loaded.index(), manifest.list(), manifest.publishedAt());
  }
}
