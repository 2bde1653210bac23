package org.drey.streaming.lists;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.drey.base.LogLimiter;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSource.LoadedLists;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.TopicRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over to {@link LiveLists} what is announced on the topic, lets it look into the folder each
 * second, and logs what has changed. Which version holds is decided there.
 *
 * <p>Used by two threads: one reads the topic, and may wait for brokers that are away; the other
 * only sees to it that the folder is looked into meanwhile.
 */
final class AnnouncementReader implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementReader.class);
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

  private final LiveLists lists;
  private final LongSupplier nanos;
  private final Consumer<ListSet> inForce;
  private final AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
  private final LogLimiter limiter;
  private ListSet shown = ListSet.EMPTY;
  private Set<String> problems = Set.of();
  private boolean reportedOfNone;
  private long nextLook;
  private boolean caughtUp;

  /**
   * Lists that are followed.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   * @param inForce is given each change
   */
  AnnouncementReader(LiveLists lists, LongSupplier nanos, Consumer<ListSet> inForce) {
    this.lists = lists;
    this.nanos = nanos;
    this.limiter = new LogLimiter(nanos);
    this.inForce = inForce;
    this.nextLook = nanos.getAsLong();
  }

  @Override
  public synchronized void fromTheBeginning() {
    lists.topicFromItsBeginning();
    nextLook = nanos.getAsLong() + LOOK_EVERY;
  }

  @Override
  public synchronized void read(TopicRecord message) {
    String key = message.key() == null ? "" : message.key();
    String place = message.topic() + " " + message.partition() + "-" + message.offset();
    if (message.value() == null) {
      unreadable(key, Refusal.TOMBSTONE, place);
      return;
    }
    PublishedManifest manifest;
    try {
      manifest = ManifestRecords.manifest(codec.decode(message.value()));
    } catch (InvalidRecordException | IllegalArgumentException e) {
      unreadable(key, Refusal.NO_MANIFEST, place);
      return;
    }
    Optional<Refusal> refusal = lists.announced(key, manifest, place);
    refusal.ifPresent(reason -> warn(reason, place));
  }

  private void unreadable(String key, Refusal reason, String place) {
    lists.unreadable(key, reason, place);
    warn(reason, place);
  }

  /** At most once a minute for a reason: anyone who may write the topic can cause it. */
  private void warn(Refusal reason, String place) {
    if (limiter.isDue(reason)) {
      LOG.warn("{} is refused: {}. The last good version stays in force", place, reason.words());
    }
  }

  /** Looks into the folder if it is time, once the topic was read to its end. */
  synchronized void look() {
    if (caughtUp) {
      upToDate();
    }
  }

  @Override
  public synchronized void upToDate() {
    caughtUp = true;
    long now = nanos.getAsLong();
    if (now - nextLook < 0) {
      show(lists.bringIntoForce());
      return;
    }
    nextLook = now + LOOK_EVERY;
    show(lists.look());
  }

  private void show(LoadedLists found) {
    logProblems(found.problems());
    if (found.lists() != shown) {
      logVersions(found.lists());
      shown = found.lists();
      inForce.accept(shown);
    }
    if (shown.lists().isEmpty() && !reportedOfNone) {
      reportedOfNone = true;
      LOG.warn(
          "no list is in force: nothing is blocked until one is announced and its files are"
              + " there (./drey blocklist publish)");
    }
  }

  /** Each once, and not every second; those of records were logged as they were read. */
  private void logProblems(List<String> now) {
    for (String problem : now) {
      if (!problems.contains(problem) && limiter.isDue(problem)) {
        LOG.warn("{}; the last good version stays in force", problem);
      }
    }
    problems = new HashSet<>(now);
  }

  private void logVersions(ListSet next) {
    for (ListInForce list : next.lists()) {
      boolean isNew =
          shown.lists().stream()
              .noneMatch(
                  one -> one.version().equals(list.version()) && one.sequence() == list.sequence());
      if (isNew) {
        LOG.info("list {} is in force, announcement {}", list.version(), list.sequence());
      }
    }
  }
}
