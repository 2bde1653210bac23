package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.name.Junk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all readers have in common, and which one reads a file. */
final class FeedReadersTest {
  private static final Map<String, String> HEADERS =
      Map.of(
          "plain", "", "csv", "type,entry\n", "hosts", "", "rpz", "$ORIGIN z.test.\n", "jsonl", "");
  private static final Map<String, String> LINES =
      Map.of(
          "plain", "n%d.example\n",
          "csv", "DOMAIN,n%d.example\n",
          "hosts", "0.0.0.0 n%d.example\n",
          "rpz", "n%d.example CNAME .\n",
          "jsonl", "{\"type\":\"DOMAIN\",\"entry\":\"n%d.example\"}\n");

  @Test
  void aFilesNameGivesItsFormatElseItsBeginning(@TempDir Path folder) throws IOException {
    assertEquals("csv", format(folder, "a.CSV", ""));
    assertEquals("jsonl", format(folder, "a.ndjson", ""));
    assertEquals("rpz", format(folder, "a.zone", ""));
    assertEquals("hosts", format(folder, "hosts", ""));
    assertEquals("hosts", format(folder, "a.hosts", ""));
    assertEquals("plain", format(folder, "a.txt", ""));
    assertEquals("plain", format(folder, "a.txt", "# list\nbad.example\n0.0.0.0 x.example\n"));
    assertEquals("hosts", format(folder, "a.txt", "# list\n\n127.0.0.1 localhost\n"));
    assertEquals("rpz", format(folder, "a.txt", "$TTL 30\n"));
    assertEquals("rpz", format(folder, "a.txt", "; zone\n"));
    assertEquals("rpz", format(folder, "a", "@ 300 IN SOA a. b. (\n"));
    assertEquals("jsonl", format(folder, "a.txt", "{\"type\":1}"));
    assertEquals("csv", format(folder, "a.txt", "\"Type\";\"Entry\"\n"));
    assertEquals("plain", format(folder, "a.txt", "https://a.example/type,entry\n"));
  }

  @Test
  void anUnknownFormatIsSaidWithThoseThereAre() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeedReaders.reader("xml", "", ListPolicy.CHILD_PROTECTION_LIST));
    assertEquals("no such format; there are plain, csv, hosts, rpz, jsonl", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "csv", "hosts", "rpz", "jsonl"})
  void anyBytesAreReadToTheirEnd(String format) throws IOException {
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder(String.valueOf(HEADERS.get(format)));
      for (int line = 0; line < 6; line++) {
        String good = String.format(String.valueOf(LINES.get(format)), line);
        int at = random.nextInt(good.length());
        switch (random.nextInt(4)) {
          case 0 -> text.append(Junk.text(random)).append('\n');
          case 1 -> text.append(good, 0, at).append(Junk.text(random)).append(good.substring(at));
          case 2 -> text.append(good, 0, at).append("\"();\n\\$".charAt(random.nextInt(7)));
          default -> text.append(good);
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Read read = Read.of(format, bytes);
        found += read.entries.size();
      } catch (IOException e) {
        assertEquals("csv", format);
        assertTrue(String.valueOf(e.getMessage()).contains("type and entry"));
      }
    }
    assertTrue(found > 400, () -> "the feeds were not all bad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "csv", "hosts", "jsonl"})
  void aFeedIsNotHeld(String format) throws IOException {
    int lines = 40_000;
    int[] next = {0};
    int[] furthest = {0};
    String header = String.valueOf(HEADERS.get(format));
    String line = String.valueOf(LINES.get(format));
    InputStream endless = new Generated(header, line, lines, next);
    int[] count = {0};
    FeedReaders.reader(format, "", ListPolicy.CHILD_PROTECTION_LIST)
        .read(
            endless,
            new FeedReader.Entries() {
              @Override
              public void entry(int at, ListEntry entry) {
                count[0]++;
                furthest[0] = Math.max(furthest[0], next[0] - count[0]);
              }

              @Override
              public void problem(int at, String reason) {
                throw new AssertionError(at + " " + reason);
              }
            });
    assertEquals(lines, count[0]);
    assertTrue(furthest[0] < 20_000, () -> "lines read ahead: " + furthest[0]);
  }

  private static String format(Path folder, String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return FeedReaders.forFile(file, "", ListPolicy.CHILD_PROTECTION_LIST).format();
  }

  /** Lines that come into being as they are read. */
  private static final class Generated extends InputStream {
    private final String pattern;
    private final int lines;
    private final int[] next;
    private ByteArrayInputStream line;

    Generated(String header, String pattern, int lines, int[] next) {
      this.line = new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8));
      this.pattern = pattern;
      this.lines = lines;
      this.next = next;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      while (line.available() == 0 && next[0] < lines) {
        String text = pattern.replace("%d", Integer.toString(next[0]++));
        line = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      }
      return line.read(bytes, from, length);
    }
  }

  @Test
  void allFormatsHaveTheirOwnName() {
    List<String> names =
        FeedReaders.readers("", ListPolicy.CHILD_PROTECTION_LIST).stream()
            .map(FeedReader::format)
            .toList();
    assertEquals(HEADERS.keySet(), java.util.Set.copyOf(names));
    assertEquals(HEADERS.size(), names.size());
  }
}
