package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.blocklist.publish.Announcement;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.FileWatch;
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
 * Puts announced lists in force. Of a list the announcement with the highest sequence counts that
 * was seen in the topic or in the folder, in whatever order they come: so one that is sent again,
 * removed or compacted away changes nothing. If its files are missing or damaged, the version
 * before stays and they are tried again every second, until they are there or another version is
 * announced. What is refused raises the alarm of its list.
 */
final class AnnouncedLists implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncedLists.class);
  private static final long TRY_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

  private final ListLoader loader;
  private final FileWatch watch;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Consumer<ListSet> inForce;
  private final ListAlarms alarms;
  private final AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);

  /** Of each list the one with the highest sequence. */
  private final Map<String, Manifest> newest = new HashMap<>();

  /** The highest sequence of each list that was read since the topic's beginning. */
  private final Map<String, Long> inTopic = new HashMap<>();

  private final Map<String, Loaded> loaded = new HashMap<>();
  private final Map<String, Wanted> wanted = new HashMap<>();
  private ListSet lists = ListSet.EMPTY;
  private boolean toldOfNone;
  private @Nullable Long nextLook;
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
   * @param clock tells whether an announcement comes from the future
   * @param inForce told of each change
   */
  AnnouncedLists(
      ListLoader loader, LongSupplier nanos, InstantSource clock, Consumer<ListSet> inForce) {
    this.loader = loader;
    this.watch = new FileWatch(loader.store());
    this.nanos = nanos;
    this.clock = clock;
    this.inForce = inForce;
    this.alarms = new ListAlarms(nanos);
  }

  /** How often an announcement could not be followed for a reason, each attempt counted. */
  long refused(Refusal reason) {
    return alarms.count(reason);
  }

  /** How many lists have a newer version announced than is in force. */
  int behind() {
    return behind;
  }

  @Override
  public void fromTheBeginning() {
    inTopic.clear();
    lookIntoFolder(); // what is forged is of a list that is known, or of none
  }

  @Override
  public void read(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
    String place = message.topic() + " " + message.partition() + "-" + message.offset();
    if (message.value() == null) {
      refuse(key, Refusal.TOMBSTONE, place);
      return;
    }
    Manifest manifest;
    try {
      manifest = ManifestRecords.manifest(codec.decode(message.value()));
    } catch (InvalidRecordException | IllegalArgumentException e) {
      refuseUnreadable(key, place);
      return;
    }
    String id = manifest.listId();
    if (!id.equals(key)) {
      // Compaction may have put it in the place of the list that is its key.
      refuse(newest.containsKey(key) ? key : id, Refusal.OTHER_KEY, place);
      return;
    }
    Optional<Refusal> refusal =
        Announcement.refusal(manifest, loader.store().key(), () -> known(id), clock.instant());
    if (refusal.isPresent()) {
      refuse(id, refusal.get(), place);
    } else {
      take(manifest, place);
    }
  }

  /** What is genuine. */
  private void take(Manifest manifest, String place) {
    String id = manifest.listId();
    Manifest last = newest.get(id);
    Long before = inTopic.put(id, Math.max(manifest.sequence(), inTopic.getOrDefault(id, 0L)));
    if (last == null || manifest.sequence() > last.sequence()) {
      accept(manifest);
    } else if (manifest.sequence() == last.sequence()) {
      if (before == null || before < manifest.sequence()) {
        // The folder had it already, but in the topic it makes good what was refused before it.
        alarms.clear(id);
      }
    } else if (manifest.publishedAt().isAfter(last.publishedAt())) {
      refuse(id, Refusal.SEQUENCE_BACK, place);
    }
  }

  private void accept(Manifest manifest) {
    newest.put(manifest.listId(), manifest);
    wanted.put(manifest.listId(), new Wanted(manifest, null));
    alarms.clear(manifest.listId());
  }

  /** Puts in doubt, and names in the log, only a list that is known; others are not followed. */
  private void refuse(String listId, Refusal reason, String place) {
    if (newest.containsKey(listId)) {
      alarms.raise(listId, reason, place + ", list " + listId + ",");
    } else {
      alarms.countOnly(reason, place);
    }
  }

  /** Under whatever key, it may be of any list. */
  private void refuseUnreadable(String key, String place) {
    if (newest.containsKey(key)) {
      refuse(key, Refusal.NO_MANIFEST, place);
    } else {
      alarms.raise(null, Refusal.NO_MANIFEST, place);
    }
  }

  /** The highest sequence that was seen of a list; 0 for none. */
  private long known(String listId) {
    if (!newest.containsKey(listId)) {
      lookIntoFolder(listId);
    }
    Manifest last = newest.get(listId);
    return last == null ? 0 : last.sequence();
  }

  /** The folder counts as the topic does: compaction forgets there nothing. */
  private void lookIntoFolder(String listId) {
    try {
      Manifest found = loader.store().lastReadable(listId);
      Manifest last = newest.get(listId);
      if (found == null || (last != null && found.sequence() <= last.sequence())) {
        return;
      }
      if (found.publishedAt().isAfter(clock.instant().plus(Announcement.MAX_AHEAD))) {
        if (last == null) {
          accept(found); // better than none
        }
        String what = "the folder's newest announcement of list " + listId;
        alarms.raise(listId, Refusal.TOO_FAR_AHEAD, what);
      } else {
        accept(found);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("the manifests of {} cannot be read", listId, e);
    }
  }

  /** Each minute. */
  private void lookIntoFolder() {
    long now = nanos.getAsLong();
    if (nextLook != null && now - nextLook < 0) {
      return;
    }
    nextLook = now + LOOK_EVERY;
    try {
      loader.store().lists().forEach(this::lookIntoFolder);
    } catch (IOException | RuntimeException e) {
      LOG.debug("the folder of lists cannot be read", e);
    }
    loaded.values().forEach(this::lookAtFiles);
  }

  /** What is loaded serves on, whatever became of its files. */
  private void lookAtFiles(Loaded one) {
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

  @Override
  public void upToDate() {
    lookIntoFolder();
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
