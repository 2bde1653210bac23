package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.drey.cli.blocklist.BlocklistCommand;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Compiled lists, where they cannot be used as they are given. */
@Timeout(60)
final class CompiledListTest {
  @TempDir private Path folder;

  @BeforeEach
  void publish() {
    blocklist("key", "--output", path("list.key"));
    blocklist("key", "--output", path("other.key"));
    Path feed = Edge.closed(folder.resolve("feed.txt"), "listed.example\n");
    blocklist(
        "compile", feed.toString(), "--key-file", path("list.key"), "--output", path("kids.list"));
    blocklist(
        "publish", path("kids.list"), "--lists", path("lists"), "--key-file", path("list.key"));
  }

  private static void blocklist(String... arguments) {
    assertEquals(0, new CommandLine(new BlocklistCommand()).execute(arguments));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun icap(String... where) {
    String[] always = {"icap", "--splash", "http://splash.test/"};
    return Edge.run(Stream.of(always, where).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void icapDoesNotStartWithTheKeyOfAnotherPublishedList() {
    CommandRun ran = icap("--lists", path("lists"), "--key-file", path("other.key"));
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("list kids was made with another key"), ran.err());
  }

  @Test
  void icapDoesNotStartWithAFolderThatIsNotThere() {
    CommandRun ran = icap("--lists", path("lsits"), "--key-file", path("list.key"));
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains(path("lsits") + " does not exist"), ran.err());
  }

  @Test
  void icapDoesNotStartWithAnotherKeyThanItsFiles() {
    CommandRun other = icap("--blocklist", path("kids.list"), "--key-file", path("other.key"));
    assertEquals(2, other.status());
    assertTrue(other.err().contains("kids.list was made with another key"), other.err());
    CommandRun none = icap("--blocklist", path("kids.list"));
    assertEquals(2, none.status());
    assertTrue(none.err().contains("its key is needed"), none.err());
  }

  @Test
  void rpzTakesFeedsOnly() {
    CommandRun ran =
        Edge.run(
            "rpz",
            "--feed",
            path("kids.list"),
            "--zone",
            "rpz.test",
            "--nxdomain",
            "--once",
            "--zone-file",
            path("zone"));
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("kids.list is a compiled list"), ran.err());
    assertTrue(ran.err().contains("names in the clear"), ran.err());
  }
}
