package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.blocklist.publish.Announcement;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.Manifest;
import org.drey.event.ListManifest;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which announcement of a list counts: the one with the highest sequence that was seen in the
 * topic or in the folder, in whatever order they come. So one that is sent again, removed or
 * compacted away changes nothing. Of two that differ and have one sequence the first that was seen
 * counts. What is refused raises the alarm of its list.
 */
final class AnnouncedLists implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncedLists.class);
  private static final long LOOK_EVERY = Duration.ofMinutes(1).toNanos();

  private final ListLoader loader;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final ListAlarms alarms;
  private final WantedLists wanted;
  private final AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);

  /** Of each list the one with the highest sequence. */
  private final Map<String, Manifest> newest = new HashMap<>();

  /** The highest sequence of each list that was read since the topic's beginning. */
  private final Map<String, Long> inTopic = new HashMap<>();

  private @Nullable Long nextLook;

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
    this.nanos = nanos;
    this.clock = clock;
    this.alarms = new ListAlarms(nanos);
    this.wanted = new WantedLists(loader, nanos, inForce, alarms);
  }

  /** How often an announcement could not be followed for a reason, each attempt counted. */
  long refused(Refusal reason) {
    return alarms.count(reason);
  }

  /** How many lists have a newer version announced than is in force. */
  int behind() {
    return wanted.behind();
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
    } else if (manifest.contradicts(last)) {
      refuse(id, Refusal.CONFLICT, place);
    } else if (manifest.sequence() == last.sequence()) {
      if (before == null || before < manifest.sequence()) {
        // The folder had it already, but in the topic it makes good what was refused before it.
        alarms.clearOnRepeat(id);
      }
    } else if (manifest.publishedAt().isAfter(last.publishedAt())) {
      refuse(id, Refusal.SEQUENCE_BACK, place);
    }
  }

  private void accept(Manifest manifest) {
    newest.put(manifest.listId(), manifest);
    wanted.want(manifest);
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
      if (found != null && last != null && found.contradicts(last)) {
        alarms.raise(listId, Refusal.CONFLICT, newestInFolder(listId));
      }
      if (found == null || (last != null && found.sequence() <= last.sequence())) {
        return;
      }
      if (found.publishedAt().isAfter(clock.instant().plus(Announcement.MAX_AHEAD))) {
        if (last == null) {
          accept(found); // better than none
        }
        alarms.raise(listId, Refusal.TOO_FAR_AHEAD, newestInFolder(listId));
      } else {
        accept(found);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("the manifests of {} cannot be read", listId, e);
    }
  }

  private static String newestInFolder(String listId) {
    return "the folder's newest announcement of list " + listId;
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
    wanted.lookAtFiles();
  }

  @Override
  public void upToDate() {
    lookIntoFolder();
    wanted.bringIntoForce();
  }
}
