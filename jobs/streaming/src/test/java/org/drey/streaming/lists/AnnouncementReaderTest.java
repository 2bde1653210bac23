package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.drey.event.ListManifest;
import org.drey.event.Topics;
import org.drey.event.wire.AvroCodec;
import org.drey.streaming.fixture.TestLists;
import org.drey.streams.event.ManifestRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which version of a list is in force, with anything that comes, in any order. */
final class AnnouncementReaderTest {
  private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
  private static final TestLists FIRST =
      TestLists.of("hotline").with(EntryType.DOMAIN, "one.example");
  private static final TestLists SECOND = FIRST.with(EntryType.DOMAIN, "two.example");

  private static final ListKey OTHER = ListKey.of(new byte[32]);

  @TempDir Path folder;
  private ListStore store;
  private AnnouncementReader lists;
  private ListSet inForce = ListSet.EMPTY;
  private long nanos;
  private Instant now = THEN;

  @BeforeEach
  void start() {
    store = new ListStore(folder.resolve("lists"), TestLists.KEY);
    restart();
  }

  /** As a process that starts anew. */
  private void restart() {
    inForce = ListSet.EMPTY;
    lists =
        new AnnouncementReader(
            new LiveLists(store, List.of(), () -> nanos, () -> now),
            () -> nanos,
            next -> inForce = next);
    lists.fromTheBeginning();
  }

  private Manifest publish(TestLists list) throws IOException {
    return store.publish(list.write(folder.resolve("new.list")), THEN);
  }

  private Manifest publishDelta(TestLists before, TestLists after) throws IOException {
    Path old = before.write(folder.resolve("old.list"));
    Path delta = folder.resolve("new.delta");
    try (var out = Files.newOutputStream(delta)) {
      after.compiled().since(ListFile.open(old, TestLists.KEY)).writeTo(out);
    }
    return store.publish(delta, THEN);
  }

  private void announce(Manifest manifest) {
    announce(ManifestRecords.of(manifest));
  }

  private void announce(ListManifest record) {
    announce(record.getListId(), AvroCodec.of(ListManifest.class).encode(record));
  }

  private void announce(String key, byte @Nullable [] value) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    lists.read(new ConsumerRecord<>(Topics.BLOCKLIST_CONTROL, 0, 0, bytes, value));
  }

  private long refused() {
    return Arrays.stream(Refusal.values()).mapToLong(lists::refused).sum();
  }

  private boolean isStale() {
    return inForce.lists().get(0).isStale(Duration.ofDays(400), now.toEpochMilli());
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
    return inForce.meetName(name, Profile.NONE.categories()) != null;
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
    assertEquals(0, refused());
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
    now = THEN.plus(Duration.ofDays(2));
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
    assertEquals(1, refused());
    assertEquals(1, lists.behind());

    lists.upToDate(); // not tried again at once
    assertEquals(1, refused());
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
    assertEquals(2, refused());

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
    announce("hotline", new byte[] {7});
    Manifest good = publish(FIRST);
    ListManifest elsewhere = ManifestRecords.of(good);
    elsewhere.setListId("../elsewhere");
    announce(elsewhere);
    announce(good);
    lists.upToDate();

    assertEquals(good.list().version(), versionInForce());
    assertEquals(3, lists.refused(Refusal.NO_MANIFEST));
  }

  @Test
  void severalListsAreInForceBesideOneAnother() throws IOException {
    for (String id : List.of("b", "a")) {
      announce(publish(TestLists.of(id).with(EntryType.DOMAIN, id + ".example")));
    }
    lists.upToDate();

    assertEquals(
        List.of("a", "b"), inForce.lists().stream().map(one -> one.version().listId()).toList());
    assertNotNull(inForce.meetName("a.example", Profile.NONE.categories()));
    assertNotNull(inForce.meetName("www.b.example", Profile.NONE.categories()));
  }

  /** What a stranger may put on the topic, each beside a list that is in force. */
  static List<Arguments> forgeries() {
    UnaryOperator<Manifest> signed = manifest -> manifest.madeWith(TestLists.KEY);
    return List.of(
        arguments(Refusal.WRONG_MAC, changed(m -> with(m, 9, m.publishedAt()))),
        arguments(Refusal.WRONG_MAC, changed(m -> with(m, 9, m.publishedAt()).madeWith(OTHER))),
        arguments(Refusal.NO_MAC, changed(m -> withMac(m, ""))),
        arguments(
            Refusal.SEQUENCE_TOO_HIGH,
            changed(m -> signed.apply(with(m, m.sequence() + 1_000_001, m.publishedAt())))),
        arguments(
            Refusal.SEQUENCE_TOO_HIGH,
            changed(m -> signed.apply(with(m, Long.MAX_VALUE, m.publishedAt())))),
        arguments(
            Refusal.TOO_FAR_AHEAD, changed(m -> signed.apply(with(m, 9, THEN.plusSeconds(301))))),
        arguments(Refusal.CONFLICT, changed(m -> signed.apply(with(m, 1, THEN.minusSeconds(60))))),
        arguments(
            Refusal.SEQUENCE_BACK, changed(m -> signed.apply(with(m, 0, THEN.plusSeconds(60))))));
  }

  private static UnaryOperator<Manifest> changed(UnaryOperator<Manifest> change) {
    return change;
  }

  private static Manifest with(Manifest like, long sequence, Instant publishedAt) {
    return new Manifest(
        like.listId(), sequence, publishedAt, like.base(), like.deltas(), like.mac());
  }

  private static Manifest withMac(Manifest like, String mac) {
    return new Manifest(like.listId(), 9, THEN, like.base(), like.deltas(), mac);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void whatIsForgedChangesNothingRaisesTheAlarmAndHoldsUpNoOther(
      Refusal reason, UnaryOperator<Manifest> change) throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    assertFalse(isStale());
    announce(change.apply(first));
    lists.upToDate();

    assertEquals(first.list().version(), versionInForce());
    assertEquals(1, inForce.lists().get(0).sequence());
    assertEquals(1, lists.refused(reason));
    assertTrue(isStale());

    Manifest second = publish(SECOND);
    announce(second);
    lists.upToDate();
    assertEquals(second.list().version(), versionInForce());
    assertFalse(isStale());
  }

  /** Published from another folder, with the same key. */
  private Manifest publishElsewhere(TestLists list) throws IOException {
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), TestLists.KEY);
    return elsewhere.publish(list.write(folder.resolve("new.list")), THEN);
  }

  @Test
  void ofTwoWithOneSequenceTheFirstStaysAndTheAlarmToo() throws IOException {
    Manifest first = publish(FIRST);
    Manifest other = publishElsewhere(SECOND);
    announce(first);
    announce(first);
    lists.upToDate();
    assertEquals(0, refused());
    assertFalse(isStale());

    announce(other);
    lists.upToDate();
    assertEquals(first.list().version(), versionInForce());
    assertEquals(1, lists.refused(Refusal.CONFLICT));
    assertTrue(isStale());

    lists.fromTheBeginning();
    announce(first); // all that compaction has left: others may follow the other one still
    lists.upToDate();
    assertEquals(1, refused());
    assertTrue(isStale());

    announce(store.renew("hotline", THEN));
    lists.upToDate();
    assertEquals(first.list().version(), versionInForce());
    assertFalse(isStale());
  }

  @Test
  void aFolderThatHasAnotherThanTheTopicWithOneSequencePutsTheListInDoubt() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    Path manifest = Path.of("hotline", "manifests", "000000000001.json");
    Manifest other = publishElsewhere(SECOND);
    Files.copy(
        folder.resolve("elsewhere").resolve(manifest),
        folder.resolve("lists").resolve(manifest),
        StandardCopyOption.REPLACE_EXISTING);
    nanos += Duration.ofMinutes(1).toNanos();
    lists.upToDate();
    assertEquals(first.list().version(), versionInForce());
    assertEquals(1, lists.refused(Refusal.CONFLICT));
    assertTrue(isStale());

    restart(); // the folder is looked into first
    announce(other);
    assertEquals(0, refused());
    announce(first);
    assertEquals(1, lists.refused(Refusal.CONFLICT));
  }

  @Test
  void anAnnouncementUnderAnotherKeyDoesNotCount() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    Manifest second = publish(SECOND);
    byte[] value = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second));
    announce("attacker", value);
    announce("\u001b[2J\r\nforged", value);
    lists.upToDate();

    assertEquals(first.list().version(), versionInForce());
    assertEquals(2, lists.refused(Refusal.OTHER_KEY));
    assertTrue(isStale());
  }

  @Test
  void aListThatIsNotFollowedPutsNoOtherInDoubt() throws IOException {
    announce(publish(FIRST));
    lists.upToDate();
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), OTHER);
    ListCompiler compiler = new ListCompiler("second", OTHER);
    Path file = folder.resolve("second.list");
    try (var out = Files.newOutputStream(file)) {
      compiler.finish().writeTo(out);
    }
    Manifest second = elsewhere.publish(file, THEN);
    announce(second);
    announce("second", null);
    announce("third", AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second)));
    lists.upToDate();

    assertEquals(1, lists.refused(Refusal.WRONG_MAC));
    assertEquals(1, lists.refused(Refusal.TOMBSTONE));
    assertEquals(1, lists.refused(Refusal.OTHER_KEY));
    assertFalse(isStale());
    byte[] unreachable = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second));
    announce("hotline", unreachable); // compaction may have removed the list's own for it
    lists.upToDate();
    assertTrue(isStale());
  }

  @Test
  void whatWasRefusedBeforeTheNewestIsMadeGoodAlsoAfterARestart() throws IOException {
    Manifest first = publish(FIRST);
    Manifest second = publish(SECOND);
    Manifest forged = with(second, 9, second.publishedAt());
    for (boolean isRestart : new boolean[] {true, false}) {
      if (isRestart) {
        restart();
      } else {
        lists.fromTheBeginning();
      }
      announce("whoever", new byte[] {7});
      announce(first);
      announce(forged);
      lists.upToDate();
      assertTrue(isStale());
      announce(second);
      lists.upToDate();
      assertEquals(2, inForce.lists().get(0).sequence());
      assertFalse(isStale());
    }
    announce(forged);
    announce(second); // sent again by whoever wants it to look well
    lists.upToDate();
    assertTrue(isStale());
  }

  @Test
  void aForgeryThatIsAloneInTheTopicPutsTheListOfTheFolderInDoubt() throws IOException {
    Manifest second = publish(SECOND);
    restart();
    announce(with(second, 9, second.publishedAt()));
    lists.upToDate();
    assertEquals(1, inForce.lists().get(0).sequence());
    assertTrue(isStale());
  }

  @Test
  void whatIsForgedMakesNoOneLookIntoTheFolder() throws IOException {
    Manifest genuine = publish(FIRST);
    announce(with(genuine, 9, genuine.publishedAt())); // the folder had nothing at the last look
    lists.upToDate();
    assertNull(versionInForce());
    announce(genuine);
    lists.upToDate();
    assertEquals(genuine.list().version(), versionInForce());
  }

  @Test
  void aFolderThatFailsInAnyWayLeavesWhatIsInForce() throws IOException {
    publish(FIRST);
    URI zip = URI.create("jar:" + folder.resolve("lists.zip").toUri());
    FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"));
    Path within = system.getPath("/lists");
    try (Stream<Path> all = Files.walk(folder.resolve("lists"))) {
      for (Path one : all.toList()) {
        Files.copy(one, within.resolve(folder.resolve("lists").relativize(one).toString()));
      }
    }
    store = new ListStore(within, TestLists.KEY);
    restart();
    lists.upToDate();
    assertTrue(isListed("one.example"));
    assertFalse(isStale());
    system.close(); // every look throws something that is no IOException from now on
    nanos += Duration.ofMinutes(1).toNanos();
    lists.upToDate();
    assertTrue(isListed("one.example"));
    assertTrue(isStale());
  }

  @Test
  void aTombstoneRemovesNothingAlsoAfterARestart() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    announce("hotline", null);
    lists.upToDate();
    assertTrue(isListed("one.example"));
    assertEquals(1, lists.refused(Refusal.TOMBSTONE));
    assertTrue(isStale());

    restart(); // compaction has left nothing
    lists.upToDate();
    assertTrue(isListed("one.example"));
  }

  @Test
  void aGenuineOlderAnnouncementChangesNothingAlsoAfterCompaction() throws IOException {
    Manifest first = publish(FIRST);
    Manifest second = publish(SECOND);
    announce(second);
    lists.upToDate();
    announce(first);
    lists.upToDate();
    assertEquals(second.list().version(), versionInForce());

    restart();
    announce(first); // all that compaction has left
    lists.upToDate();
    assertEquals(second.list().version(), versionInForce());
    assertEquals(2, inForce.lists().get(0).sequence());
  }

  @Test
  void whatTheFolderHasIsInForceWithinASecond() throws IOException {
    announce(publish(FIRST));
    lists.upToDate();
    Manifest second = publish(SECOND);
    lists.upToDate();
    assertEquals(1, inForce.lists().get(0).sequence());
    later();
    assertEquals(second.list().version(), versionInForce());
  }

  @Test
  void whatIsInForceNowIsInDoubtAfterAnythingThatNoOneCanRead() throws IOException {
    announce(publish(FIRST));
    lists.upToDate();
    announce("whoever", new byte[100_000]);
    lists.upToDate();
    assertTrue(isStale());
    announce(store.renew("hotline", now));
    lists.upToDate();
    assertFalse(isStale());
  }

  @Test
  void aFileThatIsCutOrChangedInForceRaisesTheAlarmAndBlocksOn() throws IOException {
    Manifest first = publish(FIRST);
    announce(first);
    lists.upToDate();
    Path file = store.folderOf("hotline").resolve(first.base().file());
    byte[] sound = Files.readAllBytes(file);
    for (byte[] harmful : List.of(Arrays.copyOf(sound, 600), new byte[sound.length])) {
      Files.write(file, harmful); // in place
      assertTrue(isListed("one.example"));
      nanos += Duration.ofMinutes(1).toNanos();
      lists.upToDate();
      assertTrue(isStale());
      assertTrue(isListed("one.example"));
      Files.write(file, sound);
      nanos += Duration.ofMinutes(1).toNanos();
      lists.upToDate();
      assertFalse(isStale());
    }
    assertEquals(2, lists.refused(Refusal.CHANGED_FILES));
  }
}
