package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.collect.feed.TestFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on the disk. */
final class MessageSpoolTest {
  private static final long LEAST = 4_096;

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();

  private Path path() {
    return folder.resolve("spool");
  }

  private MessageSpool spool(int files) throws IOException {
    return new MessageSpool(path(), clock, files * LEAST);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path())) {
      return files.filter(file -> !file.endsWith("lock")).sorted().toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    try (MessageSpool spool = spool(2)) {
      assertTrue(spool.take(bytes("one")));
      assertEquals("rwx------", mode(path()));
      assertEquals("rw-------", mode(files().get(0)));
      IOException taken = assertThrows(IOException.class, () -> spool(2));
      assertTrue(taken.getMessage().contains("another collector uses it"), taken.getMessage());
    }
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwxr-x---"));
    IOException open = assertThrows(IOException.class, () -> spool(2));
    assertTrue(open.getMessage().contains("chmod 700"), open.getMessage());
  }

  @Test
  void whatHasNoPlaceIsTurnedAwayAndCounted() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    try (MessageSpool spool = spool(2)) {
      assertTrue(spool.take(bytes("one")));
      assertFalse(spool.take(new byte[(int) LEAST + 1]));
      assertTrue(spool.take(bytes("two")));
      assertNull(spool.problem());
      assertFalse(spool.take(bytes("three")));
      assertNotNull(spool.problem());
      assertEquals(2, spool.turnedAway());
      LiveMessages.step(spool, seen.intake); // neither is a message
      assertEquals(0, spool.bytes());
      assertNull(spool.problem());
      assertTrue(spool.take(bytes("three")));
    }
    try (MessageSpool again = spool(1)) {
      assertFalse(again.take(bytes("four")), "what is there has its place");
    }
  }

  @Test
  void whatWasHalfWrittenIsRemoved() throws Exception {
    try (MessageSpool spool = spool(2)) {
      assertTrue(spool.take(bytes("one")));
    }
    Files.writeString(path().resolve(".000000000000000009-0.xml.x.tmp"), "half of a mess");
    try (MessageSpool spool = spool(2)) {
      assertEquals(1, files().size());
      assertEquals(LEAST, spool.bytes());
    }
  }

  @Test
  void messagesAreReadInTheOrderOfTheirTimesAfterARestartToo() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    try (MessageSpool spool = spool(9)) {
      assertTrue(spool.take(bytes(TestMessages.text("transfer"))));
    }
    clock.add(Duration.ofSeconds(1));
    try (MessageSpool spool = spool(9)) {
      assertTrue(spool.take(bytes("one")));
      clock.add(Duration.ofSeconds(1));
      assertEquals(2, files().size(), "no number is given twice");
      assertEquals(TestFeed.NOW, spool.readUntil());
      spool.read(seen.intake);
      assertEquals(4, seen.sums().read());
      assertEquals(TestFeed.NOW.plusSeconds(2), spool.readUntil());
    }
  }

  @Test
  void aClockThatWasAheadHoldsNothingForEver() throws Exception {
    clock.add(Duration.ofDays(9_999));
    try (MessageSpool spool = spool(9)) {
      assertTrue(spool.take(bytes(TestMessages.text("transfer"))));
    }
    clock.add(Duration.ofDays(-9_999));
    TestMessages seen = TestMessages.by(clock, folder);
    try (MessageSpool spool = spool(9)) {
      LiveMessages.step(spool, seen.intake);
      clock.add(Duration.ofMinutes(16));
      LiveMessages.step(spool, seen.intake);
      assertEquals(3, seen.sums().sent());
    }
  }

  @Test
  void manyMayPutMessagesAtOnce() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    try (MessageSpool spool = spool(64)) {
      ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
      IntStream.range(0, 64)
          .parallel()
          .forEach(
              number -> {
                try {
                  assertTrue(spool.take(bytes("message " + number)));
                } catch (IOException e) {
                  failures.add(e);
                }
              });
      assertEquals(List.of(), List.copyOf(failures));
      assertEquals(64, files().size());
      LiveMessages.step(spool, seen.intake);
      assertEquals(64, seen.sums().allRefused());
      assertEquals(List.of(), files());
    }
  }

  @Test
  void whatCannotBeWrittenHasNoAnswer() throws Exception {
    try (MessageSpool spool = spool(2)) {
      Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("---------"));
      boolean isBound = !Files.isReadable(path()); // root may write anywhere
      if (isBound) {
        assertThrows(IOException.class, () -> spool.take(bytes("one")));
        assertEquals(0, spool.bytes());
      }
      Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwx------"));
      TestMessages seen = TestMessages.by(clock, folder);
      LiveMessages.step(spool, seen.intake);
      assertEquals(0, seen.sums().read());
    }
  }
}
