package org.drey.streaming.lists;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.Loaded;
import org.drey.blocklist.publish.Manifest;
import org.drey.event.ListManifest;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts announced lists in force. Of a list the announcement with the highest sequence counts, in
 * whatever order they come. If its files are missing or damaged, the version before stays and they
 * are tried again every second, until they are there or another version is announced.
 */
final class AnnouncedLists implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncedLists.class);
  private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

  private final ListLoader loader;
  private final LongSupplier nanos;
  private final Consumer<ListSet> inForce;
  private final AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
  private final Map<String, Loaded> loaded = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();
  private final Seldom seldom = new Seldom();
  private ListSet lists = ListSet.EMPTY;
  private boolean toldOfNone;
  private final AtomicLong refused = new AtomicLong();
  private volatile int behind;

  /**
   * A version that is announced and not yet in force.
   *
   * @param notBefore when to try it, by the clock; null for at once
   */
  private record Wanted(Manifest manifest, @Nullable Long notBefore) {}

  /**
   * Lists of a store.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   * @param inForce told of each change
   */
  AnnouncedLists(ListLoader loader, LongSupplier nanos, Consumer<ListSet> inForce) {
    this.loader = loader;
    this.nanos = nanos;
    this.inForce = inForce;
  }

  /** How often an announcement could not be followed, each attempt counted. */
  long refused() {
    return refused.get();
  }

  /** How many lists have a newer version announced than is in force. */
  int behind() {
    return behind;
  }

  @Override
  public void read(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      LOG.warn("a list was announced as removed; it stays in force until the job starts anew");
      return;
    }
    try {
      Manifest manifest = ManifestRecords.manifest(codec.decode(message.value()));
      long known = known(manifest.listId());
      if (manifest.sequence() > known) {
        wanted.put(manifest.listId(), new Wanted(manifest, null));
      } else if (manifest.sequence() < known) {
        LOG.warn(
            "list {}: announcement {} comes after {} and is left out; a folder of lists that was"
                + " made anew has to go on counting where the one before ended",
            manifest.listId(),
            manifest.sequence(),
            known);
      }
    } catch (InvalidRecordException e) {
      refused.incrementAndGet();
      LOG.warn(
          "{} {}-{} is no manifest and is left out: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getMessage());
    }
  }

  private long known(String listId) {
    Wanted waiting = wanted.get(listId);
    Loaded applied = loaded.get(listId);
    return Math.max(
        waiting == null ? Long.MIN_VALUE : waiting.manifest().sequence(),
        applied == null ? Long.MIN_VALUE : applied.manifest().sequence());
  }

  @Override
  public void upToDate() {
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
      return true;
    } catch (IOException | RuntimeException | Error e) {
      refused.incrementAndGet();
      if (before == null) {
        fallBack(manifest);
      }
      tellRefused(manifest, e);
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

  private void tellRefused(Manifest manifest, Throwable why) {
    String kind = manifest.listId() + " " + manifest.sequence();
    if (seldom.isDue(kind, Duration.ofNanos(nanos.getAsLong()).toMillis())) {
      Loaded inUse = loaded.get(manifest.listId());
      LOG.warn(
          "list {} of announcement {} cannot be used, {} stays in force; tried again every"
              + " second: {}",
          manifest.list(),
          manifest.sequence(),
          inUse == null ? "nothing" : inUse.index().version(),
          why.toString());
    }
  }
}
