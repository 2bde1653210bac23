package org.drey.streaming.lists;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.FileWatch;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.Loaded;
import org.drey.blocklist.publish.Manifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in force what is wanted of each list. If its files are missing or damaged, the version
 * before stays and they are tried again every second, until they are there or another version is
 * wanted. What cannot be used raises the alarm of its list. Used by one thread; how many are behind
 * may be asked by any.
 */
final class WantedLists {
  private static final Logger LOG = LoggerFactory.getLogger(WantedLists.class);
  private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

  private final ListLoader loader;
  private final FileWatch watch;
  private final LongSupplier nanos;
  private final Consumer<ListSet> inForce;
  private final ListAlarms alarms;
  private final Map<String, Loaded> loaded = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();
  private ListSet lists = ListSet.EMPTY;
  private boolean toldOfNone;
  private volatile int behind;

  /**
   * A version that is announced and not yet in force.
   *
   * @param notBefore when to try it, by the clock; null for at once
   */
  private record Wanted(Manifest manifest, @Nullable Long notBefore) {}

  /**
   * None yet.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   * @param inForce told of each change
   * @param alarms raised for files that cannot be used, and shown with the lists in force
   */
  WantedLists(ListLoader loader, LongSupplier nanos, Consumer<ListSet> inForce, ListAlarms alarms) {
    this.loader = loader;
    this.watch = new FileWatch(loader.store());
    this.nanos = nanos;
    this.inForce = inForce;
    this.alarms = alarms;
  }

  /** How many lists have a newer version announced than is in force. */
  int behind() {
    return behind;
  }

  /** From the next {@link #bringIntoForce} on, in place of what was wanted of its list. */
  void want(Manifest manifest) {
    wanted.put(manifest.listId(), new Wanted(manifest, null));
  }

  /** Looks whether the files of what is in force are still those that were loaded. */
  void lookAtFiles() {
    loaded.values().forEach(this::lookAt);
  }

  /** What is loaded serves on, whatever became of its files. */
  private void lookAt(Loaded one) {
    String id = one.manifest().listId();
    if (watch.isSound(one.manifest())) {
      alarms.clear(id, Refusal.CHANGED_FILES);
    } else {
      alarms.raise(
          id,
          Refusal.CHANGED_FILES,
          "version " + one.manifest().list().version() + " of list " + id);
    }
  }

  /** Tries what is wanted and due, and shows which lists are in doubt. */
  void bringIntoForce() {
    for (Iterator<Map.Entry<String, Wanted>> all = wanted.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Wanted> one = all.next();
      Long notBefore = one.getValue().notBefore();
      if (notBefore != null && nanos.getAsLong() - notBefore < 0) {
        continue;
      }
      if (apply(one.getValue().manifest())) {
        all.remove();
      } else {
        long next = nanos.getAsLong() + TRY_AGAIN_AFTER;
        one.setValue(new Wanted(one.getValue().manifest(), next));
      }
    }
    behind = wanted.size();
    showAlarms();
    if (lists.lists().isEmpty() && !toldOfNone) {
      toldOfNone = true;
      LOG.warn(
          "no list is in force: nothing is blocked until one is announced and its files are"
              + " there (./drey blocklist publish)");
    }
  }

  private boolean apply(Manifest manifest) {
    Loaded before = loaded.get(manifest.listId());
    try {
      putInForce(loader.load(manifest, before));
      alarms.clear(manifest.listId(), Refusal.UNUSABLE_FILES);
      return true;
    } catch (IOException | RuntimeException | Error e) {
      if (before == null) {
        fallBack(manifest);
      }
      alarms.raise(manifest.listId(), Refusal.UNUSABLE_FILES, unusable(manifest, e));
      return false;
    }
  }

  private void putInForce(Loaded next) {
    Manifest manifest = next.manifest();
    loaded.put(manifest.listId(), next);
    lists =
        lists.with(
            ListInForce.announced(next.index(), manifest.sequence(), manifest.publishedAt()));
    inForce.accept(lists);
    LOG.info("list {} is in force, announcement {}", manifest.list(), manifest.sequence());
  }

  /** Until what is wanted can be loaded: the newest version before it, if one is sound. */
  private void fallBack(Manifest wanted) {
    try {
      putInForce(loader.loadLastGood(wanted));
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("no earlier version of {} can be loaded either", wanted.listId(), e);
    }
  }

  private void showAlarms() {
    ListSet next = lists;
    for (ListInForce list : lists.lists()) {
      boolean raised = alarms.isRaised(list.version().listId());
      next = raised == list.isInDoubt() ? next : next.with(list.inDoubt(raised));
    }
    if (next != lists) {
      lists = next;
      inForce.accept(lists);
    }
  }

  /** Only exceptions of reading say what they mean; others may hold anything. */
  private static String unusable(Manifest manifest, Throwable why) {
    return "list %s, version %s of announcement %d, tried again every second (%s),"
        .formatted(
            manifest.listId(),
            manifest.list().version(),
            manifest.sequence(),
            why instanceof IOException ? why.getMessage() : why.getClass().getSimpleName());
  }
}
