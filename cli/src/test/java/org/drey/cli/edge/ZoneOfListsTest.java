package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.EntryApprovals;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.cli.blocklist.BlocklistCommand;
import org.drey.edge.rpz.FeedFiles;
import org.drey.edge.rpz.GuardFiles;
import org.drey.edge.rpz.PublishedLists;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A zone beside published lists, and past the guards that lists are compiled past. */
@Timeout(60)
final class ZoneOfListsTest {
  /** Of each guard an entry that it speaks against, and the host that is in a zone. */
  private static final Map<String, Map.Entry<String, String>> REFUSED =
      Map.of(
          "public-suffix", Map.entry("=co.uk", "co.uk"),
          "popular", Map.entry("=popular.example", "popular.example"),
          "canary", Map.entry("=safe.example", "safe.example"),
          "any-query", Map.entry("http://front.example/", "front.example"));

  private static final GuardFiles NO_GUARDS =
      new GuardFiles() {
        @Override
        public List<Path> files() {
          return List.of();
        }

        @Override
        public EntryGuards read() {
          List<EntryGuard> none = List.of();
          return new EntryGuards(none, EntryApprovals.of(List.of(), none), null);
        }
      };

  @TempDir private Path folder;
  private String[] guardFiles = {};

  @BeforeEach
  void write() {
    Edge.closed(folder.resolve("popular.txt"), "popular.example\n");
    Edge.closed(folder.resolve("canary.txt"), "safe.example\n");
    guardFiles = new String[] {"--popular", path("popular.txt"), "--canary", path("canary.txt")};
    assertEquals(0, blocklist("key", "--output", path("list.key")));
  }

  private int compile(String... more) {
    return blocklist(
        with(
            more,
            "compile",
            path("feed.txt"),
            "--key-file",
            path("list.key"),
            "--output",
            path("kids.list"),
            "--max-change",
            "100",
            "--report",
            path("report.json")));
  }

  private int publish() {
    String key = path("list.key");
    return blocklist("publish", path("kids.list"), "--lists", path("lists"), "--key-file", key);
  }

  private CommandRun zone(String... more) {
    return Edge.run(
        with(
            more,
            "rpz",
            "--feed",
            path("feed.txt"),
            "--zone",
            "rpz.test",
            "--nxdomain",
            "--inspect",
            "192.0.2.1",
            "--once",
            "--max-shrink",
            "100",
            "--key-file",
            path("list.key"),
            "--zone-file",
            path("zone")));
  }

  private CommandRun zoneOfLists(String... more) {
    return zone(with(more, "--lists", path("lists")));
  }

  private boolean inZone(String name) throws IOException {
    return (Files.readString(folder.resolve("zone"))
            + Files.readString(folder.resolve("inspect.zone")))
        .lines()
        .anyMatch(
            line ->
                line.startsWith(name + ".rpz.test.")
                    || line.startsWith(name + " ")
                    || line.startsWith(name + "\t")
                    || line.startsWith(name + ".inspect.rpz.test."));
  }

  @Test
  void everyGuardOfAListIsAGuardOfAZone() throws IOException {
    Set<String> guards = new TreeSet<>();
    EntryGuard.shipped().forEach(guard -> guards.add(guard.name()));
    assertEquals(guards, new TreeSet<>(REFUSED.keySet()), "an example for each guard");
    for (var refused : REFUSED.entrySet()) {
      Edge.closed(
          folder.resolve("feed.txt"), "fine.example\n" + refused.getValue().getKey() + "\n");
      String host = refused.getValue().getValue();
      assertEquals(3, compile(guardFiles), refused.getKey());
      JsonNode report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
      assertEquals(1, report.at("/refused/" + refused.getKey()).intValue(), refused.getKey());
      assertZone(host, false, zone(guardFiles));
      String[] approved = with(guardFiles, "--approve", refused.getKey());
      assertZone(host, true, zone(approved));
      assertEquals(0, compile(approved), refused.getKey());
      assertEquals(0, publish());
      assertZone(host, true, zoneOfLists(approved));
      assertZone(host, false, zoneOfLists(guardFiles));
    }
  }

  private void assertZone(String host, boolean there, CommandRun ran) throws IOException {
    assertEquals(0, ran.status(), ran.err());
    assertTrue(inZone("fine.example"));
    assertEquals(there, inZone(host), host);
  }

  @Test
  void aZoneHoldsOfItsFeedWhatTheListInForceHas() throws IOException {
    Edge.closed(folder.resolve("feed.txt"), "one.example\n");
    CommandRun none = zoneOfLists();
    assertEquals(1, none.status());
    assertTrue(none.err().contains("no list is in force"), none.err());
    assertFalse(Files.exists(folder.resolve("zone")));
    assertEquals(0, compile());
    assertEquals(0, publish());

    Edge.closed(folder.resolve("feed.txt"), "one.example\ntwo.example\nnot..valid\n");
    assertEquals(0, zoneOfLists().status());
    assertTrue(inZone("one.example"));
    assertFalse(inZone("two.example"), "not before the list is in force");
    assertEquals(3, compile());
    assertEquals(0, zoneOfLists().status());
    assertFalse(inZone("two.example"));
    assertEquals(0, publish());
    assertEquals(0, zoneOfLists().status());
    assertTrue(inZone("two.example"));
    String key = path("list.key");
    assertEquals(0, blocklist("rollback", "kids", "--lists", path("lists"), "--key-file", key));
    assertEquals(0, zoneOfLists().status());
    assertFalse(inZone("two.example"));
    assertTrue(inZone("one.example"));
  }

  @Test
  void aNameThatLeavesTheFeedStaysUntilAListWithoutItIsInForce() throws IOException {
    Path feed = folder.resolve("feed.txt");
    Edge.closed(feed, "one.example\ntwo.example\n");
    assertEquals(0, compile());
    assertEquals(0, publish());
    ListStore store =
        new ListStore(folder.resolve("lists"), KeyFile.read(folder.resolve("list.key")));
    FeedFiles source =
        new FeedFiles(
            List.of(new FeedFile(feed, FeedReaders.plain())),
            NO_GUARDS,
            new PublishedLists(store),
            Clock.systemUTC());
    assertEquals(2, read(source).size());
    for (String cut : List.of("one.example\n", "one.example\ntwo.exam", "one.example\ntwo.ex\0")) {
      Edge.closed(feed, cut);
      IOException refused = assertThrows(IOException.class, () -> read(source));
      assertTrue(String.valueOf(refused.getMessage()).contains("1 entries"), refused.getMessage());
    }
    Edge.closed(feed, "one.example\n");
    assertEquals(0, compile());
    assertThrows(IOException.class, () -> read(source), "not before it is in force");
    assertEquals(0, publish());
    assertEquals(1, read(source).size());
    String key = path("list.key");
    assertEquals(0, blocklist("rollback", "kids", "--lists", path("lists"), "--key-file", key));
    assertEquals(1, read(source).size(), "to go back is no loss of the feed");
  }

  private static List<ListEntry> read(FeedFiles source) throws IOException {
    List<ListEntry> entries = new ArrayList<>();
    assertEquals(source.fingerprint(), source.read(entries::add));
    return entries;
  }

  @Test
  void aListThatCannotBeLoadedAtTheStartLosesNoName() throws IOException {
    Edge.closed(folder.resolve("feed.txt"), "one.example\ntwo.example\n");
    assertEquals(0, compile());
    assertEquals(0, publish());
    assertEquals(0, compile("--list-id", "other"));
    assertEquals(0, publish());
    assertEquals(0, zoneOfLists().status());
    String before = Files.readString(folder.resolve("zone"));
    Edge.closed(folder.resolve("lists/other/manifests/000000000001.json"), "{");
    Edge.closed(folder.resolve("feed.txt"), "one.example\n");
    CommandRun ran = zoneOfLists();
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("not every list is loaded"), ran.err());
    assertEquals(before, Files.readString(folder.resolve("zone")));
  }

  @Test
  void publishedListsNeedTheirKey() {
    Edge.closed(folder.resolve("feed.txt"), "one.example\n");
    assertEquals(0, compile());
    assertEquals(0, publish());
    assertEquals(0, blocklist("key", "--output", path("other.key")));
    for (String[] wrong : new String[][] {{}, {"--key-file", path("other.key")}}) {
      CommandRun ran =
          Edge.run(
              with(
                  wrong,
                  "rpz",
                  "--feed",
                  path("feed.txt"),
                  "--lists",
                  path("lists"),
                  "--zone",
                  "rpz.test",
                  "--nxdomain",
                  "--zone-file",
                  path("zone")));
      assertEquals(2, ran.status());
      assertTrue(ran.err().contains("--key-file"), ran.err());
    }
  }

  private static int blocklist(String... arguments) {
    return new CommandLine(new BlocklistCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  private static String[] with(String[] more, String... first) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
