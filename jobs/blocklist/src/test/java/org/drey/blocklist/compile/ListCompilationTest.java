package org.drey.blocklist.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.base.AtomicFile;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.url.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListCompilationTest {
  @TempDir Path folder;

  @Test
  void theOrderOfFeedsAndLinesDoesNotMatter() throws IOException {
    List<String> lines = new ArrayList<>(lines(new Random(1), 500));
    byte[] first = Compiled.bytes(new Compiled(folder).list(String.join("\n", lines)));
    Random random = new Random(2);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(lines, random);
      int cut = random.nextInt(lines.size());
      CompiledList again =
          new Compiled(folder)
              .list(
                  String.join("\n", lines.subList(cut, lines.size())),
                  String.join("\n", lines.subList(0, cut)) + "\n" + lines.get(0));
      assertArrayEquals(first, Compiled.bytes(again));
    }
    lines.remove(0);
    CompiledList other = new Compiled(folder).list(String.join("\n", lines));
    assertFalse(java.util.Arrays.equals(first, Compiled.bytes(other)));
  }

  @Test
  void theSameEntriesInEveryFormatAreTheSameList() throws IOException {
    List<Path> feeds =
        List.of(
            feed("a.txt", "=a.example\nb.example\n"),
            feed("a.csv", "type,entry\nDOMAIN,b.example\nHOST,A.example\n"),
            feed(
                "a.jsonl",
                """
                {"type":"HOST","entry":"a.example"}
                {"type":"DOMAIN","entry":"b.example"}
                """),
            feed("a.zone", "*.b.example CNAME .\na.example CNAME .\nb.example CNAME .\n"));
    CompiledList all = Compiled.listOf(new Compiled(folder).run(feeds));
    for (Path feed : feeds) {
      CompiledList one = Compiled.listOf(new Compiled(folder).run(List.of(feed)));
      assertArrayEquals(Compiled.bytes(all), Compiled.bytes(one));
    }
    CompileReport report = new Compiled(folder).run(feeds).report();
    assertEquals(2, report.entries());
    assertEquals(6, report.repeated());
    assertEquals(
        List.of("plain", "csv", "jsonl", "rpz"),
        report.feeds().stream().map(CompileReport.FeedCount::format).toList());
  }

  @Test
  void aDifferenceLeadsToTheSameAnswersAsTheWholeVersion() throws IOException {
    Random random = new Random(3);
    List<String> old = lines(random, 400);
    List<String> now = new ArrayList<>(old.subList(60, 400));
    now.addAll(lines(random, 50));
    ListFile oldFile = new Compiled(folder).list(String.join("\n", old)).inMemory();
    CompiledList whole = new Compiled(folder).list(String.join("\n", now));
    CompiledList delta =
        Compiled.listOf(new Compiled(folder).since(oldFile).run(String.join("\n", now)));
    assertEquals(oldFile.header().version(), delta.header().baseVersion());
    ListIndex index = ListIndex.of(oldFile, Compiled.KEY).with(delta.inMemory());
    ListIndex expected = Compiled.index(whole);
    assertEquals(expected.version(), index.version());
    int found = 0;
    for (List<String> lines : List.of(old, now, lines(random, 400))) {
      for (String line : lines) {
        String text = line.replaceFirst("^=", "").replace("/*", "/x/y");
        HttpUrl url = Compiled.url(text.contains("://") ? text : "http://" + text + "/");
        assertEquals(expected.matchUrl(url), index.matchUrl(url));
        assertEquals(expected.matchName(url.host()), index.matchName(url.host()));
        assertEquals(
            expected.matchName("below." + url.host()), index.matchName("below." + url.host()));
        found += expected.matchUrl(url) == null ? 0 : 1;
      }
    }
    assertTrue(found > 300);
  }

  @Test
  void aDifferenceFromAnotherKeysListIsRefused() throws IOException {
    ListFile old = new Compiled(folder).list("a.example\n").inMemory();
    var settings =
        new ListCompilation.Settings(
            Compiled.LIST,
            List.of(),
            ChangeGuard.DEFAULT,
            null,
            old,
            new EntryApprovals(java.util.Set.of()),
            false);
    var key = org.drey.blocklist.index.ListKey.of(new byte[16]);
    Path file = feed("f.txt", "b.example\n");
    var feeds = List.of(new FeedFile(file, org.drey.blocklist.feed.FeedReaders.plain()));
    IOException e =
        assertThrows(
            IOException.class, () -> new ListCompilation(settings, key, n -> {}).run(feeds));
    assertTrue(String.valueOf(e.getMessage()).contains("another key"));
  }

  @Test
  void neitherEntryNorKeyIsInAnythingThatIsWritten() throws IOException {
    String feed =
        """
        marker-domain.example
        =marker-host.example
        https://marker-url.example/marker-path
        marker..malformed
        popular.example
        http://canary.example/
        """;
    ListCompilation.Outcome outcome = new Compiled(folder).run(feed);
    Path output = folder.resolve("out.list");
    AtomicFile.write(output, Compiled.listOf(outcome)::writeTo);
    String reported =
        outcome.report().toJson()
            + outcome
            + Files.readString(output, ISO_8859_1)
            + Compiled.KEY
            + Compiled.index(Compiled.listOf(outcome));
    for (String secret : List.of("marker", "popular.example", "canary.example", Compiled.SECRET)) {
      assertFalse(reported.contains(secret), secret);
    }
    assertEquals(3, outcome.report().totalRefused());
  }

  @Test
  void malformedLinesAreLeftOutByApprovalAndReported() throws IOException {
    String feed = "a.example\n" + "marker..malformed\n".repeat(20_000);
    CompileReport report = new Compiled(folder).approving("malformed").run(feed).report();
    assertEquals(0, report.totalRefused());
    assertEquals(Map.of(), report.approved());
    assertEquals(20_000, report.leftOut());
    assertEquals(CompileReport.MAX_LISTED, report.leftOutLines().size());
    assertEquals(2, report.leftOutLines().get(0).line());
    assertEquals(20_000, report.feeds().get(0).refused());
    assertTrue(report.toJson().contains("\"left_out\" : 20000"));
    assertFalse(report.toJson().contains("marker"));
    assertEquals(List.of(), report.unusedApprovals());
    CompileReport without = new Compiled(folder).run(feed).report();
    assertEquals(20_000, without.totalRefused());
    assertEquals(0, without.leftOut());
  }

  @Test
  void aFeedThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("missing.txt");
    var feeds = List.of(new FeedFile(missing, org.drey.blocklist.feed.FeedReaders.plain()));
    var settings = ListCompilation.Settings.of("l", List.of());
    assertThrows(
        NoSuchFileException.class,
        () -> new ListCompilation(settings, Compiled.KEY, n -> {}).run(feeds));
    IOException e =
        assertThrows(
            IOException.class,
            () -> new Compiled(folder).run(List.of(feed("bad.csv", "secret.example\n"))));
    assertTrue(String.valueOf(e.getMessage()).startsWith("feed bad.csv: the first line"));
    assertFalse(String.valueOf(e.getMessage()).contains("secret"));
  }

  @Test
  void moreRefusalsThanAnyoneReadsAreCounted() throws IOException {
    CompileReport report = new Compiled(folder).run("a.example\n" + "..\n".repeat(20_000)).report();
    assertEquals(20_000, report.totalRefused());
    assertEquals(CompileReport.MAX_LISTED, report.refusals().size());
  }

  @Test
  void progressIsReportedNowAndThen() throws IOException {
    StringBuilder feed = new StringBuilder();
    for (int i = 0; i < 33_000; i++) {
      feed.append('n').append(i).append(".example\n");
    }
    Path file = feed("f.txt", feed.toString());
    List<Long> reported = new ArrayList<>();
    var settings = ListCompilation.Settings.of("l", List.of());
    var outcome =
        new ListCompilation(settings, Compiled.KEY, reported::add)
            .run(List.of(new FeedFile(file, org.drey.blocklist.feed.FeedReaders.plain())));
    assertEquals(List.of(16_384L, 32_768L), reported);
    ListCheck.structure(Compiled.listOf(outcome).inMemory());
    assertNotEquals(0, outcome.report().entries());
  }

  private Path feed(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> lines(Random random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "n" + random.nextInt(1_000) + ".d" + random.nextInt(50) + ".example";
      lines.add(
          switch (random.nextInt(4)) {
            case 0 -> name;
            case 1 -> "=" + name;
            case 2 -> "https://" + name + "/p" + random.nextInt(9);
            default -> "http://" + name + "/q" + random.nextInt(9) + "/*";
          });
    }
    return lines;
  }
}
