package org.drey.cli.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;

/** What is reported of a folder of published lists, and done with it. */
final class PublishedListsTest extends InAFolder {
  @Test
  void aStaleListIsReported() throws IOException {
    Path lists = folder.resolve("lists");
    Instant old = Instant.now().minus(Duration.ofHours(37));
    new ListStore(lists, KeyFile.read(Path.of(key))).publish(Path.of(list("fine.example\n")), old);
    CommandRun reported = blocklist("status", "--lists", lists.toString(), "--key-file", key);
    assertEquals(3, reported.status());
    assertTrue(reported.out().contains("(1 d ago), STALE"), reported.out());
    JsonNode status =
        JSON.readTree(
            blocklist("status", "--lists", lists.toString(), "--key-file", key, "--json").out());
    assertTrue(status.get("stale").booleanValue());
    assertTrue(status.get("age_seconds").longValue() >= 37 * 3600);
    assertFalse(
        json(
                "status",
                "--lists",
                lists.toString(),
                "--key-file",
                key,
                "--stale-after",
                "38",
                "--json")
            .get("stale")
            .booleanValue());
    blocklist("publish", "--renew", "kids", "--lists", lists.toString(), "--key-file", key);
    CommandRun renewed = blocklist("status", "--lists", lists.toString(), "--key-file", key);
    assertEquals(0, renewed.status());
    assertFalse(renewed.out().contains("STALE"), renewed.out());
  }

  @Test
  void outOfADamagedManifestThereIsAWay() throws IOException {
    String lists = path("lists");
    blocklist("publish", list("fine.example\n"), "--lists", lists, "--key-file", key);
    blocklist("publish", list("other.example\n"), "--lists", lists, "--key-file", key);
    write("lists/kids/manifests/000000000002.json", "{");
    CommandRun status = blocklist("status", "--lists", lists, "--key-file", key);
    assertEquals(1, status.status());
    assertTrue(status.out().contains("./drey blocklist rollback kids"), status.out());
    assertEquals(
        1, blocklist("publish", "--renew", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        3,
        json("rollback", "kids", "--lists", lists, "--key-file", key, "--json")
            .get("sequence")
            .asInt());
    assertEquals(0, blocklist("status", "--lists", lists, "--key-file", key).status());
  }

  @Test
  void listsThatAreInForceAreReportedThoughALaterOneIsRefused() throws IOException {
    String first = list("fine.example\n");
    String other = path("other.list");
    String difference = path("other.delta");
    String feed = write("one.txt", "one.example\n");
    assertEquals(0, compile(other, feed, "--list-id", "other").status());
    String changed = write("two.txt", "two.example\n");
    String[] delta = {"--list-id", "other", "--delta", other, "--max-change", "100"};
    assertEquals(0, compile(difference, changed, delta).status());
    CommandRun ran =
        blocklist("publish", first, difference, "--lists", path("lists"), "--key-file", key);
    assertEquals(1, ran.status());
    assertTrue(ran.out().startsWith("list kids: version "), ran.out());
    assertTrue(ran.err().contains("other"), ran.err());
  }

  @Test
  void oldFilesGoOnlyWhenAskedTo() throws IOException {
    String lists = path("lists");
    for (String name : new String[] {"a", "b", "c", "d"}) {
      blocklist("publish", list(name + ".example\n"), "--lists", lists, "--key-file", key);
    }
    assertEquals(
        0,
        json("prune", "--lists", lists, "--key-file", key, "--keep", "1", "--json")
            .get("bytes")
            .asInt());
    try (Stream<Path> files = Files.list(folder.resolve("lists/kids"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
      }
    }
    CommandRun reported =
        blocklist("prune", "kids", "--lists", lists, "--key-file", key, "--keep", "1");
    assertEquals(0, reported.status(), reported.err());
    assertTrue(reported.out().startsWith("kids: would remove 2 file(s)"), reported.out());
    assertTrue(reported.out().contains("--yes"), reported.out());
    JsonNode done =
        json("prune", "--lists", lists, "--key-file", key, "--keep", "1", "--yes", "--json");
    assertEquals(2, done.get("removed").size());
    assertEquals(2, done.get("kept").size());
    assertTrue(done.get("done").booleanValue());
    assertFalse(Files.exists(folder.resolve("lists/kids/" + done.at("/removed/0").textValue())));
    assertEquals(0, blocklist("rollback", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(1, blocklist("rollback", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        2, blocklist("prune", "--lists", lists, "--key-file", key, "--keep", "0").status());
    assertEquals(1, blocklist("prune", "--lists", path("nowhere"), "--key-file", key).status());
    assertEquals(1, blocklist("prune", "others", "--lists", lists, "--key-file", key).status());
  }

  private String list(String feed) throws IOException {
    String list = path("kids.list");
    CommandRun compiled = compile(list, write("kids.txt", feed));
    assertEquals(0, compiled.status(), compiled.err());
    return list;
  }
}
