package org.drey.blocklist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocklistTest {
  private static final String LIST =
      """
      bad.example
      =only.host.test
      https://pages.carrier.example/a/b.html
      http://tree.carrier.test:8080/x/*
      deep.bad.example
      =in.bad.example
      https://bad.example/page
      =both.test
      both.test
      http://sub.both.test/
      bücher.test
      http://192.0.2.1/x
      """;

  private final Blocklist list = list(LIST);

  @ParameterizedTest
  @CsvSource({
    "bad.example, SPLASH, DOMAIN, 2",
    "WWW.Bad.Example, SPLASH, DOMAIN, 2",
    "www.bad.example., SPLASH, DOMAIN, 2",
    "x.deep.bad.example, SPLASH, DOMAIN, 2",
    "deep.bad.example, SPLASH, DOMAIN, 2",
    "in.bad.example, SPLASH, DOMAIN, 2",
    "a!*.bad.example, SPLASH, DOMAIN, 2",
    "_dmarc.bad.example, SPLASH, DOMAIN, 2",
    "only.host.test, SPLASH, HOST, 3",
    "pages.carrier.example, INSPECT, HOST_ONLY, 3",
    "tree.carrier.test, INSPECT, HOST_ONLY, 3",
    "both.test, SPLASH, HOST, 2",
    "sub.both.test, SPLASH, DOMAIN, 2",
    "bücher.test, SPLASH, DOMAIN, 2",
    "BÜCHER.test, SPLASH, DOMAIN, 2",
    "www.xn--bcher-kva.test, SPLASH, DOMAIN, 2"
  })
  void decides(String name, Decision decision, MatchKind kind, int labels) {
    ListMatch match = list.match(name);
    assertNotNull(match);
    assertEquals(decision, match.decision());
    assertEquals(kind, match.kind());
    assertEquals(labels, match.labels());
    assertEquals(Policy.CHILD_PROTECTION_LIST, match.policy());
    assertEquals(list.version(), match.list());
  }

  @ParameterizedTest
  @CsvSource({
    "notbad.example",
    "bad.example.test",
    "example",
    "bad",
    "xbad.example",
    "bad-example",
    "sub.only.host.test",
    "host.test",
    "carrier.example",
    "www.pages.carrier.example",
    "ages.carrier.example",
    "bucher.test",
    "192.0.2.1",
    "''",
    "bad..example",
    "http://bad.example/"
  })
  void leavesTheRestAlone(String name) {
    assertNull(list.match(name));
  }

  @Test
  void ofUrlsOnOneHostTheSmallestIdDecides() {
    String urls = "http://h.test/1\nhttps://h.test/2\nhttp://h.test:81/*\nhttp://h.test/3\n";
    ListMatch match = list(urls).match("h.test");
    EntryIds ids = new EntryIds(EntryIds.sha256(urls.getBytes(UTF_8)));
    String smallest = entries(urls).stream().map(ids::of).min(String::compareTo).orElseThrow();
    assertNotNull(match);
    assertEquals(smallest, match.entryId());
    assertEquals(MatchKind.HOST_ONLY, match.kind());
  }

  @Test
  void precedenceIsDecisionThenRootThenHostThenId() {
    ListVersion version = new ListVersion("l", "v");
    ListMatch[] inOrder = {
      match("9", MatchKind.DOMAIN, Decision.SPLASH, 1, version),
      match("8", MatchKind.HOST, Decision.SPLASH, 2, version),
      match("2", MatchKind.DOMAIN, Decision.SPLASH, 2, version),
      match("3", MatchKind.DOMAIN, Decision.SPLASH, 2, version),
      match("1", MatchKind.HOST, Decision.SPLASH, 3, version),
      match("0", MatchKind.HOST_ONLY, Decision.INSPECT, 1, version),
      match("0", MatchKind.EXACT_URL, Decision.RECORD, 1, version)
    };
    for (int i = 1; i < inOrder.length; i++) {
      assertTrue(ListMatch.PRECEDENCE.compare(inOrder[i - 1], inOrder[i]) < 0, "at " + i);
    }
  }

  @Test
  void idsAreOpaqueDeterministicAndKeyed() throws MalformedListException {
    byte[] content = LIST.getBytes(UTF_8);
    byte[] key = {1, 2, 3};
    String id = id(Blocklist.of("l", content, key), "bad.example");
    assertTrue(id.matches("[0-9a-f]{16}"), id);
    assertEquals(id, id(Blocklist.of("l", content, key), "bad.example"));
    assertEquals(id, id(Blocklist.of("m", "BAD.example.".getBytes(UTF_8), key), "bad.example"));
    assertNotEquals(id, id(Blocklist.of("l", content, new byte[] {1, 2, 4}), "bad.example"));
    assertNotEquals(id, id(list, "bad.example"));
    assertEquals(id(list, "bad.example"), id(list(LIST), "bad.example"));
    assertNotEquals(id(list, "bad.example"), id(list(LIST + "\n"), "bad.example"));
    assertThrows(IllegalArgumentException.class, () -> Blocklist.of("l", content, new byte[0]));
  }

  @Test
  void everyTypeOfANameHasItsOwnId() {
    EntryIds ids = new EntryIds(new byte[] {7});
    Set<String> different = new HashSet<>();
    for (ListEntry entry :
        entries("a.test\n=a.test\nhttp://a.test/\nhttp://a.test/*\nhttps://a.test/\n")) {
      different.add(ids.of(entry));
    }
    assertEquals(5, different.size());
  }

  @Test
  void idAndVersionComeFromTheFile(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("hot.line.txt"), "bad.example\n");
    Blocklist read = Blocklist.read(file);
    assertEquals(new ListVersion("hot.line", "681823476228"), read.version());
    assertEquals(1, read.size());
    Path bare = Files.writeString(dir.resolve(".list"), "bad.example\n");
    assertEquals(".list", Blocklist.read(bare, new byte[] {1}).version().listId());
    assertThrows(IOException.class, () -> Blocklist.read(dir.resolve("missing.txt")));
  }

  @Test
  void anEmptyListMatchesNothing() {
    Blocklist empty = list("# nothing yet\n");
    assertEquals(0, empty.size());
    assertNull(empty.match("bad.example"));
    assertNull(empty.match("x"));
  }

  @Test
  void nothingSaysWhatIsListed() {
    assertEquals(12, list.size());
    String told = list.toString() + list.version() + list.match("www.bad.example");
    for (ListEntry entry : entries(LIST)) {
      String name = entry.name();
      assertFalse(told.contains(name == null ? entry.canonical() : name));
      assertFalse(entry.toString().contains(name == null ? "192" : name));
    }
    HttpUrl url = HttpUrl.parse("http://bad.example/x");
    assertFalse(String.valueOf(url).contains("bad"));
  }

  @Test
  void theInterfaceNeedsOneMethodOnly() {
    ListMatch hit = match("1", MatchKind.HOST, Decision.SPLASH, 2, new ListVersion("l", "v"));
    NameMatcher matcher = name -> name.equals("a.test") ? hit : null;
    assertSame(hit, matcher.match("A.Test."));
    assertNull(matcher.match("a..test"));
  }

  private static ListMatch match(
      String id, MatchKind kind, Decision decision, int labels, ListVersion version) {
    return new ListMatch(id, kind, decision, labels, Policy.CHILD_PROTECTION_LIST, version);
  }

  private static String id(Blocklist list, String name) {
    ListMatch match = list.match(name);
    assertNotNull(match);
    return match.entryId();
  }

  static Blocklist list(String text) {
    try {
      return Blocklist.of("l", text.getBytes(UTF_8), null);
    } catch (MalformedListException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ListEntry> entries(String text) {
    try {
      return PlainListReader.read("l", text.getBytes(UTF_8));
    } catch (MalformedListException e) {
      throw new AssertionError(e);
    }
  }
}
