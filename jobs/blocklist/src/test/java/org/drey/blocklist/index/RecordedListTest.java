package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.url.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list file that lies here is of the first release. It is in the folder of everyone who runs
 * it, so each build opens it and says what that one said, entry ids and all: signals name them.
 *
 * <p>{@code -Ddrey.recorded=write} records it again, which is for a change of the format that the
 * release notes announce.
 */
final class RecordedListTest {
  private static final Path FILE = Path.of("src/test/resources/recorded/0.1.0.list");
  private static final Path SAID = Path.of("src/test/resources/recorded/0.1.0.txt");
  private static final String[] ENTRIES = {
    "listed.example",
    "=host.example",
    "http://page.example/a/b",
    "https://folder.example/below/*",
    "listed-ü.example"
  };
  private static final List<String> ASKED =
      List.of(
          "listed.example",
          "deep.below.listed.example",
          "host.example",
          "below.host.example",
          "page.example",
          "xn--listed--t2a.example",
          "other.example");
  private static final List<String> URLS =
      List.of(
          "http://page.example/a/b",
          "https://page.example/a/b?c=d",
          "http://page.example/a",
          "https://folder.example/below/it",
          "http://other.example/");

  @TempDir private Path folder;

  @Test
  void theListOfTheFirstReleaseSaysWhatItSaid() throws Exception {
    if (System.getProperty("drey.recorded", "").equals("write")) {
      Files.createDirectories(Path.of("src/test/resources/recorded"));
      write(FILE);
      Files.write(SAID, said(FILE));
    }
    List<String> said = said(FILE);
    assertEquals(Files.readAllLines(SAID), said);
    assertEquals(ASKED.size() + URLS.size(), said.size());
  }

  /** The same entries and key give the same bytes, so a list that is compiled again is no other. */
  @Test
  void theSameEntriesGiveTheSameVersion() throws IOException {
    Path again = folder.resolve("again.list");
    write(again);
    assertEquals(
        ListFile.check(FILE, Lists.KEY).header().version(),
        ListFile.check(again, Lists.KEY).header().version());
  }

  private static void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Lists.compiled(Lists.entries(ENTRIES)).writeTo(out);
    }
  }

  private static List<String> said(Path file) throws Exception {
    ListIndex index = ListIndex.open(file, Lists.KEY);
    List<String> said = new ArrayList<>();
    for (String name : ASKED) {
      said.add(name + " " + words(index.matchName(name)));
    }
    for (String text : URLS) {
      HttpUrl url = HttpUrl.parse(text);
      assertNotNull(url, text);
      said.add(text + " " + words(index.matchUrl(url)));
    }
    assertNull(index.matchName("other.example"));
    return said;
  }

  private static String words(ListMatch match) {
    return match == null
        ? "nothing"
        : "%s %s %s %s".formatted(match.decision(), match.kind(), match.policy(), match.entryId());
  }
}
