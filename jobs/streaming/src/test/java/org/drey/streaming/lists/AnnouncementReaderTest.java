package org.drey.streaming.lists;

import static org.drey.streaming.lists.ListsOnTopic.FIRST;
import static org.drey.streaming.lists.ListsOnTopic.SECOND;
import static org.drey.streaming.lists.ListsOnTopic.THEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of a list is in force, with announcements in any order. */
final class AnnouncementReaderTest {
  @TempDir Path folder;

  private ListsOnTopic lists;

  @BeforeEach
  void start() {
    lists = new ListsOnTopic(folder);
  }

  @Test
  void theLastAnnouncementIsInForce() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    PublishedManifest second = lists.publishDelta(FIRST, SECOND);
    lists.announce(first);
    lists.announce(second);
    assertNull(lists.versionInForce()); // not before everything has been read
    lists.upToDate();

    assertEquals(second.list().version(), lists.versionInForce());
    assertEquals(2, lists.inForce().lists().get(0).sequence());
    assertTrue(lists.isListed("one.example"));
    assertTrue(lists.isListed("two.example"));
    assertEquals(0, lists.behind());
  }

  @Test
  void anOlderAnnouncementChangesNothing() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    PublishedManifest second = lists.publish(SECOND);
    lists.announce(second);
    lists.announce(first);
    lists.upToDate();
    lists.announce(first);
    lists.announce(second);
    lists.upToDate();

    assertEquals(second.list().version(), lists.versionInForce());
    assertEquals(0, lists.refused());
  }

  @Test
  void aRollbackIsANewAnnouncement() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.announce(lists.publish(SECOND));
    lists.upToDate();
    lists.announce(lists.store().rollback("hotline", null, THEN));
    lists.upToDate();

    assertEquals(first.list().version(), lists.versionInForce());
    assertEquals(3, lists.inForce().lists().get(0).sequence());
  }

  @Test
  void aRenewalOnlyMakesItYounger() throws IOException {
    lists.announce(lists.publish(FIRST));
    lists.upToDate();
    String version = lists.versionInForce();
    lists.clock(THEN.plus(Duration.ofDays(2)));
    assertTrue(
        lists.inForce().lists().get(0).isStale(Duration.ofDays(1), lists.now().toEpochMilli()));
    lists.announce(lists.store().renew("hotline", lists.now()));
    lists.upToDate();

    assertEquals(version, lists.versionInForce());
    assertEquals(Duration.ZERO, lists.inForce().lists().get(0).age(lists.now().toEpochMilli()));
  }

  @Test
  void severalListsAreInForceBesideOneAnother() throws IOException {
    for (String id : List.of("b", "a")) {
      lists.announce(lists.publish(TestLists.of(id).with(EntryType.DOMAIN, id + ".example")));
    }
    lists.upToDate();

    assertEquals(
        List.of("a", "b"),
        lists.inForce().lists().stream().map(one -> one.version().listId()).toList());
    assertNotNull(lists.inForce().meetName("a.example", SubscriberProfile.NONE.categories()));
    assertNotNull(lists.inForce().meetName("www.b.example", SubscriberProfile.NONE.categories()));
  }

  @Test
  void whatTheFolderHasIsInForceWithinASecond() throws IOException {
    lists.announce(lists.publish(FIRST));
    lists.upToDate();
    PublishedManifest second = lists.publish(SECOND);
    lists.upToDate();
    assertEquals(1, lists.inForce().lists().get(0).sequence());
    lists.later();
    assertEquals(second.list().version(), lists.versionInForce());
  }

  @Test
  void aGenuineOlderAnnouncementChangesNothingAlsoAfterCompaction() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    PublishedManifest second = lists.publish(SECOND);
    lists.announce(second);
    lists.upToDate();
    lists.announce(first);
    lists.upToDate();
    assertEquals(second.list().version(), lists.versionInForce());

    lists.restart();
    lists.announce(first); // all that compaction has left
    lists.upToDate();
    assertEquals(second.list().version(), lists.versionInForce());
    assertEquals(2, lists.inForce().lists().get(0).sequence());
  }

  @Test
  void whatCannotBeFollowedIsReplacedByTheNext() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    Files.delete(lists.store().folderOf("hotline").resolve(first.base().file()));
    lists.announce(first);
    lists.upToDate();
    PublishedManifest second = lists.publish(SECOND);
    lists.announce(second);
    lists.upToDate();

    assertEquals(second.list().version(), lists.versionInForce());
    assertEquals(0, lists.behind());
  }

  @Test
  void ofTwoWithOneSequenceTheFirstStaysAndTheAlarmToo() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    PublishedManifest other = lists.publishElsewhere(SECOND);
    lists.announce(first);
    lists.announce(first);
    lists.upToDate();
    assertEquals(0, lists.refused());
    assertFalse(lists.isStale());

    lists.announce(other);
    lists.upToDate();
    assertEquals(first.list().version(), lists.versionInForce());
    assertEquals(1, lists.refused(Refusal.CONFLICT));
    assertTrue(lists.isStale());

    lists.fromTheBeginning();
    lists.announce(first); // all that compaction has left: others may follow the other one still
    lists.upToDate();
    assertEquals(1, lists.refused());
    assertTrue(lists.isStale());

    lists.announce(lists.store().renew("hotline", THEN));
    lists.upToDate();
    assertEquals(first.list().version(), lists.versionInForce());
    assertFalse(lists.isStale());
  }
}
