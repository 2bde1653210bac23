package org.drey.edge.rpz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.publish.FileModes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of keys and feeds, and a primary that is not there. */
final class FilesIT {
  private static final String SECRET = "c2VjcmV0IG9mIGEgdGVzdCwgbm90aGluZyBlbHNlIQ==";

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key \"drey-update\" {\n\talgorithm hmac-sha256;\n\tsecret \"SECRET\";\n};\n",
        "# of tsig-keygen\nkey drey-update { algorithm \"hmac-sha256\"; secret \"SECRET\" ; } ;"
      })
  void readsWhatTsigKeygenWrites(String text) throws IOException {
    TsigFile key = TsigFile.read(write(text.replace("SECRET", SECRET)));
    assertEquals("drey-update", key.name());
    assertEquals("hmac-sha256", key.algorithm());
    assertFalse(key.toString().contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key \"a\" { algorithm hmac-md5; secret \"SECRET\"; };",
        "key \"a\" { algorithm hmac-sha256; secret \"SECRET=\"; };",
        "SECRET"
      })
  void neverSaysTheSecretOfAKeyThatItCannotRead(String text) throws IOException {
    Path file = write(text.replace("SECRET", SECRET));
    IOException refused = assertThrows(IOException.class, () -> TsigFile.read(file));
    assertFalse(refused.getMessage().contains(SECRET.substring(0, 8)));
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------, false",
    "rw-r-----, false",
    "r--------, false",
    "rw-r--r--, true",
    "rw-rw----, true",
    "rw-----w-, true"
  })
  void filesThatOthersCanReadOrChangeAreReported(String mode, boolean reported) throws IOException {
    Path file = write("");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertEquals(reported, FileModes.problem("the key", file).isPresent());
    assertEquals(reported ? 1 : 0, new StartChecks().file("the key", file).problems().size());
    assertTrue(FileModes.problem("the key", folder.resolve("none")).isEmpty());
  }

  @Test
  void fingerprintsFollowTheContent() throws IOException {
    Path file = write("a.example\n");
    Path other = Files.writeString(folder.resolve("other"), "");
    FeedFiles feeds =
        new FeedFiles(
            List.of(
                new FeedFile(file, FeedReaders.plain()), new FeedFile(other, FeedReaders.plain())),
            Entries.guards(),
            InstantSource.system());
    String first = feeds.fingerprint();
    assertEquals(first, feeds.read(entry -> {}));
    Files.writeString(other, "a.example\n");
    Files.writeString(file, "");
    assertFalse(first.equals(feeds.fingerprint()));
  }

  @Test
  void filesThatLookUnchangedAreReadOnceAMinute() throws IOException {
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(start);
    Path file = write("a.example\n");
    FileTime old = FileTime.from(start.minusSeconds(10));
    Files.setLastModifiedTime(file, old);
    FeedFiles feeds =
        new FeedFiles(List.of(new FeedFile(file, FeedReaders.plain())), Entries.guards(), now::get);
    String first = feeds.fingerprint();
    write("b.example\n");
    Files.setLastModifiedTime(file, old); // a change that leaves no trace
    assertEquals(first, feeds.fingerprint());
    now.set(start.plusSeconds(60));
    String second = feeds.fingerprint();
    assertNotEquals(first, second);
    write("c.example\n");
    Files.setLastModifiedTime(file, FileTime.from(start.plusSeconds(59)));
    String third = feeds.fingerprint();
    assertNotEquals(second, third);
    write("d.example\n");
    Files.setLastModifiedTime(file, FileTime.from(start.plusSeconds(59)));
    assertNotEquals(third, feeds.fingerprint(), "the time of a file is coarse");
  }

  @Test
  void ofManyMalformedLinesOnlyTheFirstAreKept() throws IOException {
    Path file = write("not a name\n".repeat(1000));
    FeedFiles feeds =
        new FeedFiles(
            List.of(new FeedFile(file, FeedReaders.plain())),
            Entries.guards(),
            InstantSource.system());
    MalformedListException refused =
        assertThrows(MalformedListException.class, () -> feeds.read(entry -> {}));
    assertEquals(20, refused.problems().size());
    assertEquals(1000, refused.count());
    assertFalse(refused.getMessage().contains("not a name"));
  }

  @Test
  void aPrimaryThatIsNotThereIsReported() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    TsigFile key =
        TsigFile.read(
            write("key \"k\" { algorithm hmac-sha256; secret \"%s\"; };".formatted(SECRET)));
    PrimaryServer primary =
        new PrimaryServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), free),
            key.key(),
            Duration.ofSeconds(20));
    ZoneUpdater updater = new ZoneUpdater(primary, Entries.zone(), ShrinkLimit.DEFAULT);
    IOException reported = assertThrows(IOException.class, () -> updater.hold(Set.of("a.example")));
    assertTrue(reported.getMessage().contains("does not answer"));
    assertFalse(reported.getMessage().contains("a.example"));
    List<String> problems = new StartChecks().primary(primary, Entries.zone(), false).problems();
    assertEquals(1, problems.size());
  }
}
