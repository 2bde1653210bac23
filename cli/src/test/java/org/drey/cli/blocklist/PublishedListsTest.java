package org.drey.cli.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of a folder of published lists, and done with it. */
final class PublishedListsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private String key = "";

  @BeforeEach
  void makeKey() {
    key = path("list.key");
    assertEquals(0, Ran.blocklist("key", "--output", key).status());
  }

  @Test
  void aStaleListIsReported() throws IOException {
    Path lists = folder.resolve("lists");
    Instant old = Instant.now().minus(Duration.ofHours(37));
    new ListStore(lists, KeyFile.read(Path.of(key))).publish(Path.of(list("fine.example\n")), old);
    Ran reported = Ran.blocklist("status", "--lists", lists.toString(), "--key-file", key);
    assertEquals(3, reported.status());
    assertTrue(reported.out().contains("(1 d ago), STALE"), reported.out());
    JsonNode status =
        JSON.readTree(
            Ran.blocklist("status", "--lists", lists.toString(), "--key-file", key, "--json")
                .out());
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
    Ran.blocklist("renew", "kids", "--lists", lists.toString(), "--key-file", key);
    Ran renewed = Ran.blocklist("status", "--lists", lists.toString(), "--key-file", key);
    assertEquals(0, renewed.status());
    assertFalse(renewed.out().contains("STALE"), renewed.out());
  }

  @Test
  void outOfADamagedManifestThereIsAWay() throws IOException {
    String lists = path("lists");
    Ran.blocklist("publish", list("fine.example\n"), "--lists", lists, "--key-file", key);
    Ran.blocklist("publish", list("other.example\n"), "--lists", lists, "--key-file", key);
    write("lists/kids/manifests/000000000002.json", "{");
    Ran status = Ran.blocklist("status", "--lists", lists, "--key-file", key);
    assertEquals(1, status.status());
    assertTrue(status.out().contains("./drey blocklist rollback kids"), status.out());
    assertEquals(1, Ran.blocklist("renew", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        3,
        json("rollback", "kids", "--lists", lists, "--key-file", key, "--json")
            .get("sequence")
            .asInt());
    assertEquals(0, Ran.blocklist("status", "--lists", lists, "--key-file", key).status());
  }

  @Test
  void listsThatAreInForceAreReportedThoughALaterOneIsRefused() throws IOException {
    String first = list("fine.example\n");
    String other = path("other.list");
    String difference = path("other.delta");
    compile(other, "one.example\n", "--list-id", "other");
    compile(difference, "two.example\n", "--list-id", "other", "--delta", other);
    Ran ran =
        Ran.blocklist("publish", first, difference, "--lists", path("lists"), "--key-file", key);
    assertEquals(1, ran.status());
    assertTrue(ran.out().startsWith("list kids: version "), ran.out());
    assertTrue(ran.err().contains("other"), ran.err());
  }

  private void compile(String output, String feed, String... more) throws IOException {
    String[] words = {
      "compile",
      write("feed.txt", feed),
      "--output",
      output,
      "--key-file",
      key,
      "--max-change",
      "100"
    };
    Ran compiled =
        Ran.blocklist(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
    assertEquals(0, compiled.status(), compiled.err());
  }

  @Test
  void oldFilesGoOnlyWhenAskedTo() throws IOException {
    String lists = path("lists");
    for (String name : new String[] {"a", "b", "c", "d"}) {
      Ran.blocklist("publish", list(name + ".example\n"), "--lists", lists, "--key-file", key);
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
    Ran reported =
        Ran.blocklist("prune", "kids", "--lists", lists, "--key-file", key, "--keep", "1");
    assertEquals(0, reported.status(), reported.err());
    assertTrue(reported.out().startsWith("kids: would remove 2 file(s)"), reported.out());
    assertTrue(reported.out().contains("--yes"), reported.out());
    JsonNode done =
        json("prune", "--lists", lists, "--key-file", key, "--keep", "1", "--yes", "--json");
    assertEquals(2, done.get("removed").size());
    assertEquals(2, done.get("kept").size());
    assertTrue(done.get("done").booleanValue());
    assertFalse(Files.exists(folder.resolve("lists/kids/" + done.at("/removed/0").textValue())));
    assertEquals(
        0, Ran.blocklist("rollback", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        1, Ran.blocklist("rollback", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        2, Ran.blocklist("prune", "--lists", lists, "--key-file", key, "--keep", "0").status());
    assertEquals(1, Ran.blocklist("prune", "--lists", path("nowhere"), "--key-file", key).status());
    assertEquals(1, Ran.blocklist("prune", "others", "--lists", lists, "--key-file", key).status());
  }

  private String list(String feed) throws IOException {
    String list = path("kids.list");
    Ran compiled =
        Ran.blocklist("compile", write("kids.txt", feed), "--output", list, "--key-file", key);
    assertEquals(0, compiled.status(), compiled.err());
    return list;
  }

  private static JsonNode json(String... arguments) throws IOException {
    Ran ran = Ran.blocklist(arguments);
    assertEquals(0, ran.status(), ran.err());
    return JSON.readTree(ran.out());
  }

  private String write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
