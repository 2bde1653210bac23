package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.publish.KeyFile;
import org.drey.event.TopicNames;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of a process, read once and shared. */
final class SharedListsTest {
  private static final TestLists LIST =
      TestLists.of("hotline").with(EntryType.DOMAIN, "bad.example");

  @TempDir Path folder;

  private Path plain() throws IOException {
    return Files.writeString(folder.resolve("hotline.txt"), "bad.example\n");
  }

  private Path key(String text) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), text);
    return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void holdersOfTheSameSettingsShareOneList() throws Exception {
    ListSettings settings = ListSettings.ofFile(plain());
    try (ListsInForce one = SharedLists.acquire(settings)) {
      try (ListsInForce other = SharedLists.acquire(ListSettings.ofFile(plain()))) {
        assertSame(one.lists(), other.lists());
        assertNotNull(one.lists().meetName("www.bad.example", SubscriberProfile.NONE.categories()));
      }
      try (ListsInForce third = SharedLists.acquire(settings)) {
        assertSame(one.lists(), third.lists());
      }
    }
  }

  @Test
  void theLastHolderEndsIt() throws Exception {
    ListSettings settings = ListSettings.ofFile(plain());
    ListSet first;
    try (ListsInForce one = SharedLists.acquire(settings)) {
      first = one.lists();
    }
    try (ListsInForce again = SharedLists.acquire(settings)) {
      assertNotSame(first, again.lists());
    }
  }

  @Test
  void aFailedStartIsReportedAndForgotten() throws Exception {
    ListSettings settings = ListSettings.ofFile(folder.resolve("hotline.txt"));
    assertThrows(NoSuchFileException.class, () -> SharedLists.acquire(settings));
    plain();
    try (ListsInForce lists = SharedLists.acquire(settings)) {
      assertEquals(1, lists.lists().lists().size());
    }
  }

  @Test
  void aMalformedPlainListSaysWhereAndNeverWhat() throws Exception {
    Path list = Files.writeString(folder.resolve("hotline.txt"), "bad.example\nhttp://\n");
    IOException e =
        assertThrows(
            MalformedListException.class, () -> SharedLists.check(ListSettings.ofFile(list)));
    assertTrue(e.getMessage().contains("2"), e.getMessage());
    assertFalse(e.getMessage().contains("bad.example"), e.getMessage());
  }

  @Test
  void aCompiledListIsOpenedWithItsKey() throws Exception {
    Path list = LIST.write(folder.resolve("hotline.list"));
    ListSettings settings = ListSettings.ofFile(list).withKey(key(TestLists.SECRET + "\n"));
    SharedLists.check(settings);
    try (ListsInForce lists = SharedLists.acquire(settings)) {
      assertNotNull(lists.lists().meetName("bad.example", SubscriberProfile.NONE.categories()));
      assertNull(lists.subscribers());
    }
  }

  @Test
  void aCompiledListWithAnotherKeyIsRefused() throws Exception {
    Path list = LIST.write(folder.resolve("hotline.list"));
    ListSettings settings =
        ListSettings.ofFile(list).withKey(key("7c1e52b0a94f4d6e8b3370c1f5d29a64"));
    assertThrows(DamagedListException.class, () -> SharedLists.check(settings));
  }

  @Test
  void aKeyThatIsTooShortIsRefusedWithoutShowingIt() throws Exception {
    Path list = LIST.write(folder.resolve("hotline.list"));
    ListSettings settings = ListSettings.ofFile(list).withKey(key("short"));
    String message =
        assertThrows(KeyFile.UnusableKeyException.class, () -> SharedLists.check(settings))
            .getMessage();
    assertTrue(message.contains("at least 16 bytes"), message);
    assertFalse(message.contains("short"), message);
  }

  @Test
  void aPlainListUnderAKeyKeepsItsIdsFromVersionToVersion() throws Exception {
    ListSettings keyed = ListSettings.ofFile(plain()).withKey(key(TestLists.SECRET));
    String before = entryId(keyed);
    String own = entryId(ListSettings.ofFile(plain()));
    Files.writeString(folder.resolve("hotline.txt"), "bad.example\nworse.example\n");

    assertEquals(before, entryId(keyed));
    assertNotEquals(own, entryId(ListSettings.ofFile(folder.resolve("hotline.txt"))));
  }

  private static String entryId(ListSettings settings) throws Exception {
    try (ListsInForce lists = SharedLists.acquire(settings)) {
      return lists
          .lists()
          .meetName("bad.example", SubscriberProfile.NONE.categories())
          .match()
          .entryId();
    }
  }

  @Test
  void policiesOfAFileAreReadBefore() throws Exception {
    Path policies =
        Files.writeString(
            folder.resolve("subscriber-policies.jsonl"),
            Sample.of(TopicNames.SUBSCRIBER_POLICIES, "unused").line() + "\n");
    ListSettings settings = ListSettings.ofFile(plain()).withPoliciesOf(policies);
    try (ListsInForce lists = SharedLists.acquire(settings)) {
      assertEquals(1, lists.subscribers().size());
    }
  }

  @Test
  void settingsDoNotShowTheClientsPassword() {
    Properties kafka = new Properties();
    kafka.setProperty("sasl.jaas.config", "a password");
    String text = ListSettings.announced(folder, kafka, "").toString();
    assertFalse(text.contains("password"), text);
  }
}
