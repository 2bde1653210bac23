package org.drey.edge.rpz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.EntryApprovals;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.compile.GuardedFeed;
import org.drey.blocklist.compile.PublicSuffixGuard;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.edge.rpz.FeedFiles.RejectedEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes beside a feed while a zone is kept: who can read files, and the guards' lists. */
final class SecretsAndGuardsTest {
  @TempDir private Path folder;
  private Path feed;

  @BeforeEach
  void write() throws IOException {
    feed = Files.writeString(folder.resolve("feed.txt"), "=a.example\n=b.example\n");
  }

  private FeedFiles feeds(GuardFiles guards) {
    return new FeedFiles(
        List.of(new FeedFile(feed, FeedReaders.plain())), guards, InstantSource.system());
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aListIsNotTakenWhileOthersCanReadItOrItsKey() throws IOException {
    Path key = Files.createFile(folder.resolve("update.key"));
    EntrySource source =
        new PrivateSource(feeds(Entries.guards()), Map.of(feed, "the feed", key, "the key"));
    for (Path open : List.of(feed, key)) {
      mode(feed, "rw-r-----");
      mode(key, "rw-r-----");
      assertEquals(source.fingerprint(), source.read(entry -> {}));
      mode(open, "rw-r--r--");
      String look = assertThrows(IOException.class, source::fingerprint).getMessage();
      assertTrue(look.contains("chmod 640 " + open), look);
      assertThrows(IOException.class, () -> source.read(entry -> {}));
    }
  }

  @Test
  void anotherPublicSuffixListMakesAnotherList() throws IOException {
    Path suffixes = Files.writeString(folder.resolve("suffixes.dat"), "example\n");
    FeedFiles source =
        feeds(
            Entries.guards(
                List.of(suffixes),
                () ->
                    new EntryGuards(
                        List.of(new PublicSuffixGuard(PublicSuffixes.read(suffixes))),
                        new EntryApprovals(Set.of()),
                        null)));
    String before = source.fingerprint();
    List<String> hosts = new ArrayList<>();
    assertEquals(before, source.read(entry -> hosts.add(entry.host())));
    assertEquals(List.of("a.example", "b.example"), hosts);

    Files.writeString(suffixes, "example\na.example\n");
    assertNotEquals(before, source.fingerprint());
    hosts.clear();
    assertEquals(source.fingerprint(), source.read(entry -> hosts.add(entry.host())));
    assertEquals(List.of("b.example"), hosts);

    Files.writeString(suffixes, "a..rule\n");
    assertThrows(IOException.class, () -> source.read(entry -> {}));
  }

  @Test
  void whatIsKeptOutIsReportedByPlaceAndIdUpToABound() throws IOException {
    ListEntry suffix = Entries.entry(EntryType.DOMAIN, "invalid");
    Files.writeString(feed, "invalid\n".repeat(21));
    GuardedFeed guarded = new GuardedFeed(new FeedFile(feed, FeedReaders.plain()), Entries.gate());
    try (InputStream in = Files.newInputStream(feed)) {
      guarded.read(in, entry -> {});
    }
    String id = ListKey.text(Entries.KEY.idOf(suffix));
    String reported = String.join("\n", RejectedEntries.of("feed.txt", guarded));
    assertTrue(
        reported.startsWith("feed feed.txt: guard public-suffix keeps 21 entries out: "), reported);
    assertTrue(reported.contains(": line 1 (entry " + id + "), line 2 (entry "), reported);
    assertTrue(reported.contains("line 20 (entry " + id + ") and others. "), reported);
    assertFalse(reported.contains("invalid"), reported);
  }
}
