package org.drey.streaming.lists;

import static org.drey.streaming.lists.ListsOnTopic.FIRST;
import static org.drey.streaming.lists.ListsOnTopic.SECOND;
import static org.drey.streaming.lists.ListsOnTopic.THEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.wire.AvroCodec;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is forged, damaged or in conflict changes nothing, and raises the alarm. */
final class RefusedAnnouncementsTest {
  private static final ListKey OTHER = ListKey.of(new byte[32]);

  @TempDir Path folder;

  private ListsOnTopic lists;

  @BeforeEach
  void start() {
    lists = new ListsOnTopic(folder);
  }

  @Test
  void whatIsNoManifestIsLeftOut() throws IOException {
    lists.announce(null, new byte[] {7});
    lists.announce("hotline", new byte[] {7});
    PublishedManifest good = lists.publish(FIRST);
    ListManifest elsewhere = ManifestRecords.of(good);
    elsewhere.setListId("../elsewhere");
    lists.announce(elsewhere);
    lists.announce(good);
    lists.upToDate();

    assertEquals(good.list().version(), lists.versionInForce());
    assertEquals(3, lists.refused(Refusal.NO_MANIFEST));
  }

  /** What a stranger may put on the topic, each beside a list that is in force. */
  static List<Arguments> forgeries() {
    UnaryOperator<PublishedManifest> signed = manifest -> manifest.madeWith(TestLists.KEY);
    return List.of(
        arguments(Refusal.WRONG_MAC, changed(m -> with(m, 9, m.publishedAt()))),
        arguments(Refusal.WRONG_MAC, changed(m -> with(m, 9, m.publishedAt()).madeWith(OTHER))),
        arguments(Refusal.WRONG_MAC, changed(m -> withMac(m, ""))),
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

  private static UnaryOperator<PublishedManifest> changed(UnaryOperator<PublishedManifest> change) {
    return change;
  }

  private static PublishedManifest with(
      PublishedManifest like, long sequence, Instant publishedAt) {
    return new PublishedManifest(
        like.listId(), sequence, publishedAt, like.base(), like.deltas(), like.mac());
  }

  private static PublishedManifest withMac(PublishedManifest like, String mac) {
    return new PublishedManifest(like.listId(), 9, THEN, like.base(), like.deltas(), mac);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void whatIsForgedChangesNothingRaisesTheAlarmAndHoldsUpNoOther(
      Refusal reason, UnaryOperator<PublishedManifest> change) throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    assertFalse(lists.isStale());
    lists.announce(change.apply(first));
    lists.upToDate();

    assertEquals(first.list().version(), lists.versionInForce());
    assertEquals(1, lists.inForce().lists().get(0).sequence());
    assertEquals(1, lists.refused(reason));
    assertTrue(lists.isStale());

    PublishedManifest second = lists.publish(SECOND);
    lists.announce(second);
    lists.upToDate();
    assertEquals(second.list().version(), lists.versionInForce());
    assertFalse(lists.isStale());
  }

  @Test
  void anAnnouncementUnderAnotherKeyDoesNotCount() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    PublishedManifest second = lists.publish(SECOND);
    byte[] value = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second));
    lists.announce("attacker", value);
    lists.announce("\u001b[2J\r\nforged", value);
    lists.upToDate();

    assertEquals(first.list().version(), lists.versionInForce());
    assertEquals(2, lists.refused(Refusal.OTHER_KEY));
    assertTrue(lists.isStale());
  }

  @Test
  void aListThatIsNotFollowedPutsNoOtherInDoubt() throws IOException {
    lists.announce(lists.publish(FIRST));
    lists.upToDate();
    ListStore elsewhere = new ListStore(folder.resolve("elsewhere"), OTHER);
    ListCompiler compiler = new ListCompiler("second", OTHER);
    Path file = folder.resolve("second.list");
    try (var out = Files.newOutputStream(file)) {
      compiler.finish().writeTo(out);
    }
    PublishedManifest second = elsewhere.publish(file, THEN);
    lists.announce(second);
    lists.announce("second", null);
    lists.announce("third", AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second)));
    lists.upToDate();

    assertEquals(1, lists.refused(Refusal.WRONG_MAC));
    assertEquals(1, lists.refused(Refusal.TOMBSTONE));
    assertEquals(1, lists.refused(Refusal.OTHER_KEY));
    assertFalse(lists.isStale());
    byte[] unreachable = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(second));
    lists.announce("hotline", unreachable); // compaction may have removed the list's own for it
    lists.upToDate();
    assertTrue(lists.isStale());
  }

  @Test
  void whatWasRefusedBeforeTheNewestIsMadeGoodAlsoAfterARestart() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    PublishedManifest second = lists.publish(SECOND);
    PublishedManifest forged = with(second, 9, second.publishedAt());
    for (boolean isRestart : new boolean[] {true, false}) {
      if (isRestart) {
        lists.restart();
      } else {
        lists.fromTheBeginning();
      }
      lists.announce("whoever", new byte[] {7});
      lists.announce(first);
      lists.announce(forged);
      lists.upToDate();
      assertTrue(lists.isStale());
      lists.announce(second);
      lists.upToDate();
      assertEquals(2, lists.inForce().lists().get(0).sequence());
      assertFalse(lists.isStale());
    }
    lists.announce(forged);
    lists.announce(second); // sent again by whoever wants it to look well
    lists.upToDate();
    assertTrue(lists.isStale());
  }

  @Test
  void aForgeryThatIsAloneInTheTopicPutsTheListOfTheFolderInDoubt() throws IOException {
    PublishedManifest second = lists.publish(SECOND);
    lists.restart();
    lists.announce(with(second, 9, second.publishedAt()));
    lists.upToDate();
    assertEquals(1, lists.inForce().lists().get(0).sequence());
    assertTrue(lists.isStale());
  }

  @Test
  void whatIsForgedMakesNoOneLookIntoTheFolder() throws IOException {
    PublishedManifest genuine = lists.publish(FIRST);
    lists.announce(
        with(genuine, 9, genuine.publishedAt())); // the folder had nothing at the last look
    lists.upToDate();
    assertNull(lists.versionInForce());
    lists.announce(genuine);
    lists.upToDate();
    assertEquals(genuine.list().version(), lists.versionInForce());
  }

  @Test
  void aTombstoneRemovesNothingAlsoAfterARestart() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    lists.announce("hotline", null);
    lists.upToDate();
    assertTrue(lists.isListed("one.example"));
    assertEquals(1, lists.refused(Refusal.TOMBSTONE));
    assertTrue(lists.isStale());

    lists.restart(); // compaction has left nothing
    lists.upToDate();
    assertTrue(lists.isListed("one.example"));
  }

  @Test
  void whatIsInForceNowIsInDoubtAfterAnythingThatNoOneCanRead() throws IOException {
    lists.announce(lists.publish(FIRST));
    lists.upToDate();
    lists.announce("whoever", new byte[100_000]);
    lists.upToDate();
    assertTrue(lists.isStale());
    lists.announce(lists.store().renew("hotline", lists.now()));
    lists.upToDate();
    assertFalse(lists.isStale());
  }
}
