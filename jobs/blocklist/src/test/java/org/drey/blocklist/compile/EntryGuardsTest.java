package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard with and without approval. */
final class EntryGuardsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "com, public-suffix",
    "=com, public-suffix",
    "co.uk, public-suffix",
    "github.io, public-suffix",
    "kawasaki.jp, public-suffix",
    "core.windows.net, public-suffix",
    "http://github.io/*, public-suffix",
    "unknowntld, public-suffix",
    "popular.example, popular",
    "=popular.example, popular",
    "=www.popular.example, popular",
    "very.example, popular",
    "http://popular.example/*, popular",
    "canary.example, canary",
    "=canary.example, canary",
    "http://canary.example/*, canary",
    "pages.example, canary",
    "https://pages.example/safe/*, canary",
    "http://pages.example/safe/page.html, canary",
    "http://192.0.2.1/*, canary",
    "https://site.example/, any-query",
    "https://site.example, any-query",
    "https://site.example/?, any-query",
    "https://site.example/;v=1, any-query",
    "https://site.example/show.php, any-query",
    "https://site.example/a/SHOW.ASPX;s=1?, any-query",
    "https://site.example/cgi-bin/show, any-query"
  })
  void refusesOneEntryUnlessApproved(String entry, String guard) throws IOException {
    String feed = "fine.example\n" + entry + "\n";
    ListCompilation.Outcome refused = new Compiled(folder).run(feed);
    assertEquals(Map.of(guard, 1L), refused.report().refused());
    Refusal refusal = refused.report().refusals().get(0);
    assertEquals(2, refusal.line());
    assertEquals("feed0.txt", refusal.feed());
    assertEquals(1, refused.report().entries());

    ListCompilation.Outcome approved = new Compiled(folder).approving(guard).run(feed);
    assertEquals(Map.of(), approved.report().refused());
    assertEquals(Map.of(guard, 1L), approved.report().approved());
    assertEquals(List.of(refusal), approved.report().approvals());
    assertEquals(2, approved.report().entries());
    assertEquals(List.of(), approved.report().unusedApprovals());
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.popular.example/, popular",
    "http://canary.example/, canary",
  })
  void twoGuardsWantAnApprovalEach(String entry, String guard) throws IOException {
    ListCompilation.Outcome one = new Compiled(folder).approving(guard).run(entry);
    assertEquals(Map.of("any-query", 1L), one.report().refused());
    ListCompilation.Outcome both = new Compiled(folder).approving(guard, "any-query").run(entry);
    assertEquals(Map.of(guard, 1L, "any-query", 1L), both.report().approved());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1.0.0.0.0.rpz-ip", "ns.bad.example.rpz-nsdname", "not..valid"})
  void aMalformedLineIsLeftOutWithApprovalAndWithout(String line) throws IOException {
    String feed = "fine.example\n" + line + "\n";
    CompileReport refused = new Compiled(folder).run(feed).report();
    assertEquals(Map.of("malformed", 1L), refused.refused());
    assertEquals(1, refused.entries());

    CompileReport approved = new Compiled(folder).approving("malformed").run(feed).report();
    assertEquals(Map.of(), approved.refused());
    assertEquals(refused.refusals(), approved.leftOutLines());
    assertEquals(1, approved.leftOut());
    assertEquals(1, approved.entries());
  }

  @ParameterizedTest
  @CsvSource({
    "example.com",
    "=name.github.io",
    "https://com.example/p",
    "below.popular.example",
    "=very.example",
    "http://popular.example/page",
    "below.canary.example",
    "https://pages.example/safe/other.html",
    "https://pages.example/*/page.html",
    "=www.pages.example",
    "http://192.0.2.1/p",
    "https://site.example/?page=1",
    "https://site.example/show.php?page=1",
    "https://site.example/php",
    "https://site.example/show.php.html",
    "https://site.example/show.php/*"
  })
  void lets(String entry) throws IOException {
    ListCompilation.Outcome outcome = new Compiled(folder).run(entry + "\n");
    assertEquals(Map.of(), outcome.report().refused());
    assertEquals(1, outcome.report().entries());
  }

  @Test
  void anEntryMayBeApprovedByItsId() throws IOException {
    String feed = "popular.example\n=popular.example\nvery.example\n";
    List<Refusal> refused = new Compiled(folder).run(feed).report().refusals();
    assertEquals(3, refused.size());
    String id = String.valueOf(refused.get(1).entryId());
    String unused = "0123456789abcdef";
    CompileReport report = new Compiled(folder).approving(id, unused).run(feed).report();
    assertEquals(List.of(refused.get(1)), report.approvals());
    assertEquals(2, report.totalRefused());
    assertEquals(Map.of(EntryType.HOST, 1L), report.types());
    assertEquals(List.of(unused), report.unusedApprovals());
  }

  @Test
  void whatIsNeitherGuardNorIdCannotBeApproved() {
    for (String word : List.of("popullar", "POPULAR", "0123456789ABCDEF", "popular.example", "")) {
      assertThrows(
          IllegalArgumentException.class, () -> EntryApprovals.of(List.of(word), Compiled.GUARDS));
    }
  }

  @Test
  void strictlyOneRefusalStopsAll() throws IOException {
    String feed = "fine.example\npopular.example\n";
    ListCompilation.Outcome outcome = new Compiled(folder).strictly().run(feed);
    assertNull(outcome.list());
    assertNull(outcome.report().version());
    assertNotNull(outcome.report().stopped());
    assertNotNull(new Compiled(folder).strictly().approving("popular").run(feed).list());
  }

  @Test
  void anEmptyListIsNone() throws IOException {
    for (String feed : List.of("", "# nothing\n", "popular.example\n")) {
      assertEquals("there is no entry left", new Compiled(folder).run(feed).report().stopped());
    }
  }

  @Test
  void aVersionThatChangesTooMuchIsRefused() throws IOException {
    var before = new Compiled(folder).list(names(10));
    assertNull(new Compiled(folder).after(before, 20).run(names(13)).list());
    assertNotNull(new Compiled(folder).after(before, 20).run(names(12)).list());
    assertNotNull(new Compiled(folder).after(before, 20).run(names(8)).list());
    ListCompilation.Outcome shrunk = new Compiled(folder).after(before, 20).run(names(7));
    assertNull(shrunk.list());
    assertEquals(
        new ChangeGuard.Change(before.header().version(), 10, 7, -30), shrunk.report().change());
    ListCompilation.Outcome approved =
        new Compiled(folder).after(before, 20).approving("change").run(names(7));
    assertNotNull(approved.list());
    assertEquals(Map.of("change", 1L), approved.report().approved());
  }

  @Test
  void moreCategoriesThanAListHoldsStopIt() throws IOException {
    StringBuilder feed = new StringBuilder("type,entry,category\n");
    for (int i = 0; i < 60; i++) {
      feed.append("DOMAIN,n").append(i).append(".example,c").append(i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("f.csv"), feed);
    ListCompilation.Outcome outcome = new Compiled(folder).run(List.of(file));
    assertNull(outcome.list());
    assertTrue(String.valueOf(outcome.report().stopped()).contains("47 categories"));
  }

  @Test
  void listsOfOnesOwnAreReadAndTheirMistakesLocated() throws Exception {
    Path names = Files.writeString(folder.resolve("names"), "# mine\nMine.Example. # yes\n\n");
    PopularGuard popular = PopularGuard.read(names);
    assertNotNull(popular.refuses(entry(EntryType.DOMAIN, "mine.example")));
    assertNull(popular.refuses(entry(EntryType.DOMAIN, "other.example")));
    Path urls = Files.writeString(folder.resolve("urls"), "mine.example\nhttps://a.example/b\n");
    CanaryGuard canary = CanaryGuard.read(urls);
    assertNotNull(canary.refuses(entry(EntryType.EXACT_URL, "http://a.example/b")));
    assertNull(canary.refuses(entry(EntryType.EXACT_URL, "http://a.example/c")));
    Path broken = Files.writeString(folder.resolve("broken"), "ok.example\n\nsecret..example\n");
    for (IOException e :
        List.of(
            assertThrows(IOException.class, () -> PopularGuard.read(broken)),
            assertThrows(IOException.class, () -> CanaryGuard.read(broken)))) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("broken, line 3: "));
      assertFalse(String.valueOf(e.getMessage()).contains("secret"));
    }
  }

  @Test
  void theShippedListsAreNamesAndSpeakAgainstNothingOrdinary() throws Exception {
    for (EntryGuard guard : EntryGuard.shipped()) {
      if (guard instanceof AnyQueryGuard) {
        continue; // has no list
      }
      assertNull(guard.refuses(entry(EntryType.DOMAIN, "ordinary.example")), guard.name());
      assertNotNull(
          guard.refuses(
              entry(
                  EntryType.DOMAIN,
                  switch (guard.name()) {
                    case "canary" -> "canary.example";
                    case "popular" -> SafeNames.shipped("popular-names.txt").get(0);
                    default -> "example";
                  })),
          guard.name());
    }
    assertTrue(SafeNames.shipped("popular-names.txt").size() >= 300);
  }

  private static ListEntry entry(EntryType type, String text) throws ListEntry.EntryProblem {
    return ListEntry.of(type, text, "", ListPolicy.CHILD_PROTECTION_LIST);
  }

  private static String names(int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      names.append('n').append(i).append(".example\n");
    }
    return names.toString();
  }
}
