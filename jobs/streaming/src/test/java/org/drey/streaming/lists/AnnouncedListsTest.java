package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.drey.event.ListManifest;
import org.drey.event.Topics;
import org.drey.event.wire.AvroCodec;
import org.drey.streaming.fixture.TestLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of a list is in force, whatever comes in whatever order. */
final class AnnouncedListsTest {
  private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
  private static final TestLists FIRST =
      TestLists.of("hotline").with(EntryType.DOMAIN, "one.example");
  private static final TestLists SECOND = FIRST.with(EntryType.DOMAIN, "two.example");

  @TempDir Path folder;
  private ListStore store;
  private AnnouncedLists lists;
  private ListSet inForce = ListSet.EMPTY;
  private long nanos;

  @BeforeEach
  void start() {
    store = new ListStore(folder.resolve("lists"));
    ListLoader loader = new ListLoader(store, TestLists.KEY);
    lists = new AnnouncedLists(loader, () -> nanos, next -> inForce = next);
  }

  private Manifest publish(TestLists list) throws IOException {
    return store.publish(list.write(folder.resolve("new.list")), THEN);
  }

  private Manifest publishDelta(TestLists before, TestLists after) throws IOException {
    Path old = before.write(folder.resolve("old.list"));
    Path delta = folder.resolve("new.delta");
    try (var out = Files.newOutputStream(delta)) {
      after.compiled().since(ListFile.open(old)).writeTo(out);
    }
    return store.publish(delta, THEN);
  }

  private void announce(Manifest manifest) {
    byte[] value = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(manifest));
    lists.read(new ConsumerRecord<>(Topics.BLOCKLIST_CONTROL, 0, 0, null, value));
  }

  private void later() {
    nanos += Duration.ofSeconds(1).toNanos();
    lists.upToDate();
  }

  private @Nullable String versionInForce() {
    List<ListInForce> all = inForce.lists();
    return all.isEmpty() ? null : all.get(0).version().version();
  }

  private boolean isListed(String name) {
    return inForce.matchName(name, Profile.NONE) != null;
  }

  @Test
  void theLastAnnouncementIsInForce() throws IOException {
    Manifest first = publish(FIRST);
    Manifest second = publishDelta(FIRST, SECOND);
    announce(first);
    announce(second);
    assertNull(versionInForce()); // not before everything has been read
    lists.upToDate();

    assertEquals(second.list().version(), versionInForce());
    assertEquals(2, inForce.lists().get(0).sequence());
    assertTrue(isListed("one.example"));
    assertTrue(isListed("two.example"));
    assertEquals(0, lists.behind());
  }

  @Test
  void anOlderAnnouncementChangesNothing() throws IOException {
    Manifest first = publish(FIRST);
    Manifest second = publish(SECOND);
    announce(second);
    announce(first);
    lists.upToDate();
    announce(first);
    announce(second);
    lists.upToDate();

    assertEquals(second.list().version(), versionInForce());
    assertEquals(0, lists.refused());
  }

  @Test
  void aRollbackIsANewAnnouncement() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    announce(publish(SECOND));
    lists.upToDate();
    announce(store.rollback("hotline", null, THEN));
    lists.upToDate();

    assertEquals(first.list().version(), versionInForce());
    assertEquals(3, inForce.lists().get(0).sequence());
  }

  @Test
  void aRenewalOnlyMakesItYounger() throws IOException {
    announce(publish(FIRST));
    lists.upToDate();
    String version = versionInForce();
    Instant now = THEN.plus(Duration.ofDays(2));
    assertTrue(inForce.lists().get(0).isStale(Duration.ofDays(1), now.toEpochMilli()));
    announce(store.renew("hotline", now));
    lists.upToDate();

    assertEquals(version, versionInForce());
    assertEquals(Duration.ZERO, inForce.lists().get(0).age(now.toEpochMilli()));
  }

  @Test
  void aDamagedFileKeepsTheLastGoodVersion() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    Manifest second = publish(SECOND);
    Path file = store.folderOf("hotline").resolve(second.base().file());
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(file, bad);
    announce(second);
    lists.upToDate();

    assertEquals(first.list().version(), versionInForce());
    assertTrue(isListed("one.example"));
    assertEquals(1, lists.refused());
    assertEquals(1, lists.behind());

    lists.upToDate(); // not tried again at once
    assertEquals(1, lists.refused());
    Files.write(file, good);
    later();
    assertEquals(second.list().version(), versionInForce());
    assertEquals(0, lists.behind());
  }

  @Test
  void aFileThatComesLaterIsTakenThen() throws IOException {
    Manifest first = publish(FIRST);
    Path file = store.folderOf("hotline").resolve(first.base().file());
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    announce(first);
    lists.upToDate();
    later();
    assertNull(versionInForce());
    assertEquals(2, lists.refused());

    Files.move(elsewhere, file);
    later();
    assertEquals(first.list().version(), versionInForce());
  }

  @Test
  void whatCannotBeFollowedIsReplacedByTheNext() throws IOException {
    Manifest first = publish(FIRST);
    Files.delete(store.folderOf("hotline").resolve(first.base().file()));
    announce(first);
    lists.upToDate();
    Manifest second = publish(SECOND);
    announce(second);
    lists.upToDate();

    assertEquals(second.list().version(), versionInForce());
    assertEquals(0, lists.behind());
  }

  @Test
  void whatIsNoManifestIsLeftOut() throws IOException {
    lists.read(new ConsumerRecord<>(Topics.BLOCKLIST_CONTROL, 0, 0, null, new byte[] {7}));
    lists.read(new ConsumerRecord<>(Topics.BLOCKLIST_CONTROL, 0, 1, null, null));
    Manifest good = publish(FIRST);
    announce(
        new Manifest("../elsewhere", 9, THEN, new Manifest.Part("x\u0000", "00", "1"), List.of()));
    announce(good);
    lists.upToDate();

    assertEquals(good.list().version(), versionInForce());
    assertEquals(2, lists.refused());
  }

  @Test
  void severalListsStandBesideOneAnother() throws IOException {
    for (String id : List.of("b", "a")) {
      announce(publish(TestLists.of(id).with(EntryType.DOMAIN, id + ".example")));
    }
    lists.upToDate();

    assertEquals(
        List.of("a", "b"), inForce.lists().stream().map(one -> one.version().listId()).toList());
    assertNotNull(inForce.matchName("a.example", Profile.NONE));
    assertNotNull(inForce.matchName("www.b.example", Profile.NONE));
  }
}
