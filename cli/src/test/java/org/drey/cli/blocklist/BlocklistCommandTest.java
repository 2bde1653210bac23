package org.drey.cli.blocklist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.publish.KeyFile;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command, with its exit status. */
final class BlocklistCommandTest extends InAFolder {
  @Test
  void compilingReplacesNothingButLists() throws IOException {
    String feed = write("feed.txt", "bad.example\n");
    String list = path("kids.list");
    assertEquals(0, compile(list, feed).status());
    String other = path("other.list");
    for (CommandRun refused :
        new CommandRun[] {
          compile(feed, feed),
          compile(key, feed),
          compile(other, feed, "--report", feed),
          compile(list, feed, "--delta", list),
          compile(other, feed, "--delta", list, "--whole", list),
          compile(other, feed, "--delta", list, "--whole", other),
          compile(other, feed, "--whole", path("third.list")),
        }) {
      assertEquals(2, refused.status(), refused.err());
    }
    assertFalse(Files.exists(Path.of(other)));
    assertEquals("bad.example\n", Files.readString(Path.of(feed)));
    assertEquals(0, compile(list, feed).status());
    CommandRun noKey = blocklist("compile", feed, "--key-file", path(""), "--output", other);
    assertTrue(noKey.err().contains("is a folder"), noKey.err());
  }

  @Test
  void compilingReplacesNoDevice() throws IOException {
    String feed = write("feed.txt", "bad.example\n");
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
    for (CommandRun refused :
        new CommandRun[] {
          compile(device.toString(), feed),
          compile(path("kids.list"), feed, "--report", device.toString())
        }) {
      assertEquals(1, refused.status());
      assertTrue(refused.err().contains(device + ": is a pipe, socket or device"), refused.err());
    }
    assertTrue(Files.isSymbolicLink(device));
    assertFalse(Files.exists(Path.of(path("kids.list"))));
  }

  @Test
  void aFeedThatIsNoFileIsSaidToBeNone() {
    CommandRun device = compile(path("kids.list"), "/dev/zero");
    assertEquals(1, device.status());
    assertTrue(device.err().contains("/dev/zero: is a pipe, socket or device"), device.err());
    CommandRun inner = compile(path("kids.list"), folder.toString());
    assertTrue(inner.err().contains(folder + ": is a folder"), inner.err());
  }

  /** Runs words with options that follow, on the folder. */
  private CommandRun inForce(String words, String... options) {
    Stream<String> command = Stream.of((words + " --lists " + path("l")).split(" "));
    return blocklist(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void nothingIsPutInForceThatCannotBeAnnounced() throws IOException {
    String list = path("kids.list");
    assertEquals(0, compile(list, write("feed.txt", "bad.example\n")).status());
    CommandRun ran =
        blocklist(
            "publish", list, "--lists", path("l"), "--key-file", key, "--bootstrap", "noport");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("noport"), ran.err());
    assertFalse(Files.exists(Path.of(path("l"))));
    blocklist("publish", list, "--lists", path("l"), "--key-file", key);
    for (String command : List.of("publish --renew=a", "rollback a")) {
      CommandRun refused = inForce(command, "--key-file", key, "--bootstrap", "noport");
      assertTrue(refused.err().startsWith("Nothing is put in force: "), refused.err());
    }
    assertEquals(
        1,
        json("status", "--lists", path("l"), "--key-file", key, "--json")
            .get("sequence")
            .intValue());
  }

  @Test
  void fromFeedToForceAndBack() throws IOException {
    String feed = write("feed.csv", "type,entry\nDOMAIN,bad.example\n");
    String list = path("kids.list");
    CommandRun compiled = compile(list, feed);
    assertEquals(0, compiled.status(), compiled.err());
    assertTrue(compiled.out().startsWith("list kids, version "), compiled.out());
    CommandRun asked = blocklist("explain", "a.example", "--blocklist", list, "--key-file", key);
    assertEquals(0, asked.status());
    assertTrue(
        asked.err().matches("list kids, version [0-9a-f]{12}, 1 entry: genuine and whole\\R"),
        asked.err());

    String grown = write("grown.csv", "type,entry\nDOMAIN,bad.example\nHOST,new.example\n");
    String delta = path("kids.delta");
    CommandRun refused = compile(delta, grown, "--delta", list);
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("--approve change"), refused.err());
    assertFalse(Files.exists(Path.of(delta)));
    assertEquals(0, compile(delta, grown, "--delta", list, "--max-change", "100").status());

    String lists = path("lists");
    CommandRun published = blocklist("publish", list, delta, "--lists", lists, "--key-file", key);
    assertEquals(0, published.status(), published.err());
    assertTrue(published.err().contains("note: new folder " + lists), published.err());
    assertTrue(published.out().contains(" in force, announcement 2, 1 difference;"));
    assertEquals(
        2,
        json("status", "--lists", lists, "--key-file", key, "--json").get("sequence").intValue());
    assertEquals(
        "HOST",
        json("explain", "new.example", "--lists", lists, "--key-file", key, "--json")
            .at("/dns/match")
            .textValue());
    assertEquals(
        3,
        json("rollback", "kids", "--lists", lists, "--key-file", key, "--json")
            .get("sequence")
            .asInt());
    assertTrue(
        json("explain", "new.example", "--lists", lists, "--key-file", key, "--json")
            .get("dns")
            .isNull());
    assertEquals(
        4,
        json("publish", "--renew", "kids", "--lists", lists, "--key-file", key, "--json")
            .get("sequence")
            .asInt());
    assertEquals(1, blocklist("rollback", "kids", "--lists", lists, "--key-file", key).status());
    assertEquals(
        1, blocklist("publish", "--renew", "others", "--lists", lists, "--key-file", key).status());
    assertEquals(1, blocklist("status", "--lists", path("nowhere"), "--key-file", key).status());
  }

  @Test
  void aDifferenceThatIsEmptyAndAFolderWithoutTheListAreReported() throws IOException {
    String feed = write("feed.txt", "bad.example\n");
    String list = path("kids.list");
    CommandRun whole = compile(list, feed, "--lists", path("lsts"));
    assertEquals(0, whole.status(), whole.err());
    assertTrue(whole.err().contains("no list kids is published in " + path("lsts")), whole.err());
    assertTrue(whole.out().contains(": 1 entry {DOMAIN=1} -> "), whole.out());

    CommandRun same = compile(path("same.delta"), feed, "--delta", list);
    assertTrue(same.out().contains(": nothing changed, an empty difference -> "), same.out());
    String grown = write("grown.txt", "bad.example\nnew.example\n");
    CommandRun more = compile(path("more.delta"), grown, "--delta", list, "--max-change", "100");
    assertTrue(more.out().matches("(?s).* to [0-9a-f]{12}, which has 2 entries .*"), more.out());
  }

  @Test
  void refusedEntriesAreStatusThreeAndStrictlyOne() throws IOException {
    String feed = write("feed.txt", "fine.example\ncanary.example\nmarker..malformed\n");
    String report = path("report.json");
    CommandRun ran = compile(path("a.list"), feed, "--report", report);
    assertEquals(3, ran.status());
    assertFalse((ran.out() + ran.err()).contains("marker"));
    JsonNode reported = JSON.readTree(Path.of(report).toFile());
    assertEquals(2, reported.get("refusals").size());
    assertEquals(1, compile(path("b.list"), feed, "--strict").status());
    assertFalse(Files.exists(Path.of(path("b.list"))));
    String id = reported.at("/refusals/0/entry_id").textValue();
    assertEquals(
        0, compile(path("c.list"), feed, "--approve", id, "--approve", "malformed").status());
    assertEquals(2, compile(path("d.list"), feed, "--approve", "nothing").status());
    String mine = write("mine.txt", "fine.example\n");
    assertEquals(1, compile(path("e.list"), mine, "--popular", mine).status());
    assertEquals(1, compile(path("e.list"), mine, "--canary", mine).status());
  }

  @Test
  void whatIsLeftOutByApprovalIsReported() throws IOException {
    String feed = write("feed.txt", "fine.example\nmarker..malformed\nmarker ..malformed\n");
    CommandRun ran = compile(path("a.list"), feed, "--approve", "malformed");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("; 2 malformed lines left out"), ran.out());
    assertTrue(
        ran.err().contains("left out, as approved: malformed, feed.txt line 2: "), ran.err());
    assertFalse((ran.out() + ran.err()).contains("marker"));
    JsonNode reported =
        json(
            "compile",
            feed,
            "--output",
            path("a.list"),
            "--key-file",
            key,
            "--json",
            "--approve",
            "malformed");
    assertEquals(2, reported.get("left_out").intValue());
    assertEquals(3, reported.at("/left_out_lines/1/line").intValue());
  }

  @Test
  void aFeedOrKeyThatOthersCanReadIsRefusedAndNoOneElseReadsAList() throws IOException {
    String feed = write("feed.txt", "fine.example\n");
    mode(feed, "rw-r--r--");
    CommandRun open = compile(path("a.list"), feed);
    assertEquals(1, open.status());
    assertTrue(open.err().contains("the feed in " + feed), open.err());
    assertTrue(open.err().contains("chmod 640 " + feed), open.err());
    mode(feed, "rw-------");
    assertEquals("", compile(path("a.list"), feed).err());
    assertEquals(
        0, blocklist("publish", path("a.list"), "--lists", path("l"), "--key-file", key).status());
    for (Path list : List.of(Path.of(path("a.list")), published(path("l/a")))) {
      assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(list)));
    }
    mode(key, "rw-r--r--");
    CommandRun refused = compile(path("b.list"), feed);
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("chmod 600 " + key), refused.err());
  }

  private static Path published(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void theEntryOfAReferenceIsFound() throws IOException {
    String list = path("kids.list");
    assertEquals(0, compile(list, write("feed.txt", "bad.example\nother.example\n")).status());
    String lists = path("lists");
    blocklist("publish", list, "--lists", lists, "--key-file", key);
    ListIndex index = ListIndex.open(Path.of(list), KeyFile.read(Path.of(key)));
    ListMatch match = index.matchName("bad.example");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String reference = index.reference(match, today);
    String[] asked = {
      "reference", reference, "--day", today.toString(), "--lists", lists, "--key-file", key
    };
    CommandRun reported = blocklist(asked);
    assertEquals(0, reported.status(), reported.err());
    assertTrue(
        reported.out().startsWith("entry " + match.entryId() + ", list kids, "), reported.out());
    // An entry that is gone is found by what was in force on the day.
    assertEquals(0, compile(list, write("feed.txt", "other.example\n")).status());
    blocklist("publish", list, "--lists", lists, "--key-file", key);
    asked = Stream.concat(Stream.of(asked), Stream.of("--json")).toArray(String[]::new);
    assertEquals(match.entryId(), json(asked).get("entry_id").textValue());
    asked[3] = today.plusDays(1).toString();
    assertEquals(1, blocklist(asked).status());
    asked[1] = "REF";
    CommandRun none = blocklist(asked);
    assertEquals(2, none.status());
    assertTrue(none.err().contains("'REF' is no reference: it has 16 hex digits"), none.err());
  }

  @Test
  void wrongUseIsStatusTwo() throws IOException {
    String feed = write("feed.txt", "fine.example\n");
    assertEquals(2, compile(path("a.list"), feed, "--format", "xml").status());
    assertEquals(2, compile(path("a.list"), feed, "--category", "a b").status());
    assertEquals(2, compile(path("a.list"), feed, "--list-id", "../up").status());
    assertEquals(2, compile(path("a.list"), feed, "--max-change", "-1").status());
    assertEquals(2, blocklist("explain", "a.example").status());
    assertEquals(2, blocklist("publish", feed).status());
  }

  @Test
  void whatIsMissingOrDamagedIsStatusOne() throws IOException {
    String feed = write("feed.txt", "fine.example\n");
    assertEquals(1, compile(path("a.list"), path("missing.txt")).status());
    assertEquals(1, blocklist("compile", feed, "--output", path("a.list")).status());
    String missing = path("missing.list");
    assertEquals(
        1, blocklist("explain", "a.example", "--blocklist", missing, "--key-file", key).status());
    assertEquals(1, blocklist("key", "--output", key).status());
    String list = path("a.list");
    assertEquals(0, compile(list, feed).status());
    String other = path("other.key");
    assertEquals(0, blocklist("key", "--output", other).status());
    assertEquals(1, blocklist("explain", "a.example", "--blocklist", list).status());
    assertEquals(0, blocklist("publish", list, "--lists", path("l"), "--key-file", key).status());
    assertEquals(2, inForce("publish --renew=a " + list, "--key-file", key).status());
    assertEquals(2, inForce("publish", "--key-file", key).status());
    for (String command : List.of("publish " + list, "publish --renew=a", "rollback a")) {
      assertEquals(1, inForce(command).status());
      CommandRun foreign = inForce(command, "--key-file", other);
      assertEquals(1, foreign.status());
      assertTrue(foreign.err().contains("another key"), foreign.err());
    }
    assertEquals(
        1, blocklist("explain", "x.example", "--blocklist", list, "--key-file", other).status());
    assertEquals(1, blocklist("explain", "a b", "--blocklist", feed).status());
  }

  @Test
  void theOrderOfAFeedChangesNothing() throws IOException {
    String now = path("b.list");
    compile(now, write("b.txt", "b.example\n=c.example\n"), "--list-id", "l");
    compile(path("c.list"), write("c.txt", "=c.example\nb.example\n"), "--list-id", "l");
    assertArrayEquals(
        Files.readAllBytes(Path.of(now)), Files.readAllBytes(Path.of(path("c.list"))));
  }

  @Test
  void everyCommandHasHelpWithItsExitStatus() {
    for (String command : new CommandLine(new BlocklistCommand()).getSubcommands().keySet()) {
      CommandRun help = blocklist(command, "--help");
      assertEquals(0, help.status());
      assertTrue(help.out().contains("Exit status: 0"), command);
      assertTrue(help.out().contains("Example"), command);
    }
  }

  private static void mode(String file, String mode) throws IOException {
    Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString(mode));
  }
}
