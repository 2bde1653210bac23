package org.drey.streaming.lists;

import static org.drey.streaming.lists.ListsOnTopic.FIRST;
import static org.drey.streaming.lists.ListsOnTopic.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the lists in force when their files or folder fail. */
final class ListFilesTest {
  @TempDir Path folder;

  private ListsOnTopic lists;

  @BeforeEach
  void start() {
    lists = new ListsOnTopic(folder);
  }

  @Test
  void aDamagedFileKeepsTheLastGoodVersion() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    PublishedManifest second = lists.publish(SECOND);
    Path file = lists.store().folderOf("hotline").resolve(second.base().file());
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(file, bad);
    lists.announce(second);
    lists.upToDate();

    assertEquals(first.list().version(), lists.versionInForce());
    assertTrue(lists.isListed("one.example"));
    assertEquals(1, lists.refused());
    assertEquals(1, lists.behind());

    lists.upToDate(); // not tried again at once
    assertEquals(1, lists.refused());
    Files.write(file, good);
    lists.later();
    assertEquals(second.list().version(), lists.versionInForce());
    assertEquals(0, lists.behind());
  }

  @Test
  void aFileThatComesLaterIsTakenThen() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    Path file = lists.store().folderOf("hotline").resolve(first.base().file());
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    lists.announce(first);
    lists.upToDate();
    lists.later();
    assertNull(lists.versionInForce());
    assertEquals(2, lists.refused());

    Files.move(elsewhere, file);
    lists.later();
    assertEquals(first.list().version(), lists.versionInForce());
  }

  @Test
  void aFolderThatFailsInAnyWayLeavesWhatIsInForce() throws IOException {
    lists.publish(FIRST);
    URI zip = URI.create("jar:" + folder.resolve("lists.zip").toUri());
    FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"));
    Path within = system.getPath("/lists");
    try (Stream<Path> all = Files.walk(folder.resolve("lists"))) {
      for (Path one : all.toList()) {
        Files.copy(one, within.resolve(folder.resolve("lists").relativize(one).toString()));
      }
    }
    lists.restart(new ListStore(within, TestLists.KEY));
    lists.upToDate();
    assertTrue(lists.isListed("one.example"));
    assertFalse(lists.isStale());
    system.close(); // every look throws something that is no IOException from now on
    lists.later(Duration.ofMinutes(1));
    assertTrue(lists.isListed("one.example"));
    assertTrue(lists.isStale());
  }

  @Test
  void aFolderThatHasAnotherThanTheTopicWithOneSequencePutsTheListInDoubt() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    Path manifest = Path.of("hotline", "manifests", "000000000001.json");
    PublishedManifest other = lists.publishElsewhere(SECOND);
    Files.copy(
        folder.resolve("elsewhere").resolve(manifest),
        folder.resolve("lists").resolve(manifest),
        StandardCopyOption.REPLACE_EXISTING);
    lists.later(Duration.ofMinutes(1));
    assertEquals(first.list().version(), lists.versionInForce());
    assertEquals(1, lists.refused(Refusal.CONFLICT));
    assertTrue(lists.isStale());

    lists.restart(); // the folder is looked into first
    lists.announce(other);
    assertEquals(0, lists.refused());
    lists.announce(first);
    assertEquals(1, lists.refused(Refusal.CONFLICT));
  }

  @Test
  void aFileThatIsCutOrChangedInForceRaisesTheAlarmAndBlocksOn() throws IOException {
    PublishedManifest first = lists.publish(FIRST);
    lists.announce(first);
    lists.upToDate();
    Path file = lists.store().folderOf("hotline").resolve(first.base().file());
    byte[] sound = Files.readAllBytes(file);
    for (byte[] harmful : List.of(Arrays.copyOf(sound, 600), new byte[sound.length])) {
      Files.write(file, harmful); // in place
      assertTrue(lists.isListed("one.example"));
      lists.later(Duration.ofMinutes(1));
      assertTrue(lists.isStale());
      assertTrue(lists.isListed("one.example"));
      Files.write(file, sound);
      lists.later(Duration.ofMinutes(1));
      assertFalse(lists.isStale());
    }
    assertEquals(2, lists.refused(Refusal.CHANGED_FILES));
  }
}
