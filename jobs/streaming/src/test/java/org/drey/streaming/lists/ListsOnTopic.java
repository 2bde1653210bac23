package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.streaming.fixture.TestLists;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/** A process that follows lists: a folder, what the topic brings, and a clock that a test moves. */
final class ListsOnTopic {
  static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
  static final TestLists FIRST = TestLists.of("hotline").with(EntryType.DOMAIN, "one.example");
  static final TestLists SECOND = FIRST.with(EntryType.DOMAIN, "two.example");

  private final Path folder;
  private ListStore store;
  private AnnouncementReader reader;
  private ListSet inForce = ListSet.EMPTY;
  private long nanos;
  private Instant now = THEN;
  private LiveLists lists;

  /** With no list yet. */
  ListsOnTopic(Path folder) {
    this.folder = folder;
    restart(new ListStore(folder.resolve("lists"), TestLists.KEY));
  }

  /** As a process that starts again. */
  void restart() {
    restart(store);
  }

  /** As a process that starts again, with another folder. */
  void restart(ListStore other) {
    store = other;
    inForce = ListSet.EMPTY;
    lists = new LiveLists(store, List.of(), () -> nanos, () -> now);
    reader = new AnnouncementReader(lists, () -> nanos, next -> inForce = next);
    reader.fromTheBeginning();
  }

  void fromTheBeginning() {
    reader.fromTheBeginning();
  }

  ListStore store() {
    return store;
  }

  PublishedManifest publish(TestLists list) throws IOException {
    return store.publish(list.write(folder.resolve("new.list")), THEN);
  }

  PublishedManifest publishDelta(TestLists before, TestLists after) throws IOException {
    Path old = before.write(folder.resolve("old.list"));
    Path delta = folder.resolve("new.delta");
    try (var out = Files.newOutputStream(delta)) {
      after.compiled().since(ListFile.open(old, TestLists.KEY)).writeTo(out);
    }
    return store.publish(delta, THEN);
  }

  /** Published from another folder, with the same key. */
  PublishedManifest publishElsewhere(TestLists list) throws IOException {
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), TestLists.KEY);
    return elsewhere.publish(list.write(folder.resolve("new.list")), THEN);
  }

  void announce(PublishedManifest manifest) {
    announce(ManifestRecords.of(manifest));
  }

  void announce(ListManifest record) {
    announce(record.getListId(), AvroCodec.of(ListManifest.class).encode(record));
  }

  /** Any record of the topic. */
  void announce(@Nullable String key, byte @Nullable [] value) {
    reader.read(new TopicRecord(TopicNames.BLOCKLIST_CONTROL, 0, 0, 0, key, value));
  }

  /** All that the topic has was read. */
  void upToDate() {
    reader.upToDate();
  }

  /** The same a second later. */
  void later() {
    later(Duration.ofSeconds(1));
  }

  void later(Duration time) {
    nanos += time.toNanos();
    reader.upToDate();
  }

  /** Sets the clock on the wall. */
  void clock(Instant time) {
    now = time;
  }

  Instant now() {
    return now;
  }

  ListSet inForce() {
    return inForce;
  }

  @Nullable String versionInForce() {
    List<ListInForce> all = inForce.lists();
    return all.isEmpty() ? null : all.get(0).version().version();
  }

  boolean isListed(String name) {
    return inForce.meetName(name, SubscriberProfile.NONE.categories()) != null;
  }

  boolean isStale() {
    return inForce.lists().get(0).isStale(Duration.ofDays(400), now.toEpochMilli());
  }

  long refused(Refusal reason) {
    return lists.refused(reason);
  }

  long refused() {
    return Arrays.stream(Refusal.values()).mapToLong(lists::refused).sum();
  }

  int behind() {
    return lists.behind();
  }
}
