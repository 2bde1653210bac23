package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListIndexTest {
  private static final String[] LIST = {
    "bad.example",
    "=only.host.test",
    "https://pages.carrier.example/a/b.html",
    "https://pages.carrier.example/script?q=1",
    "http://tree.carrier.test:8080/x/*",
    "http://tree.carrier.test/folder/*",
    "http://tree.carrier.test/folder/",
    "deep.bad.example",
    "=in.bad.example",
    "https://bad.example/page",
    "=both.test",
    "both.test",
    "http://sub.both.test/",
    "bücher.test",
    "http://192.0.2.1/x",
    "http://[2001:db8::1]/y/*",
    "http://root.test/*"
  };

  private final ListIndex list = Lists.index(LIST);

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
    "www.xn--bcher-kva.test, SPLASH, DOMAIN, 2",
    "root.test, INSPECT, HOST_ONLY, 2"
  })
  void decidesForNames(String name, RequestDecision decision, MatchKind kind, int depth) {
    check(list.matchSeen(name), decision, kind, depth);
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
  void leavesOtherNamesAlone(String name) {
    assertNull(list.matchSeen(name));
  }

  @ParameterizedTest
  @CsvSource({
    "http://bad.example/, DOMAIN, 2",
    "https://www.bad.example:444/any?x, DOMAIN, 2",
    "https://bad.example/page, DOMAIN, 2",
    "http://only.host.test/x, HOST, 3",
    "http://both.test/, HOST, 2",
    "https://pages.carrier.example/a/b.html, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html#part, EXACT_URL, 6",
    "http://PAGES.carrier.example:80/./a/c/../b.html, EXACT_URL, 6",
    "http://u:p@pages.carrier.example/a/b.html, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html?, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html?x=1&y, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html;v=1, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html;v=1;w?x, EXACT_URL, 6",
    "http://pages.carrier.example/a/b.html%3Bv, EXACT_URL, 6",
    "http://tree.carrier.test/folder/?x, EXACT_URL, 5",
    "http://pages.carrier.example/script?q=1, EXACT_URL, 6",
    "http://pages.carrier.example/script;v?q=1, EXACT_URL, 6",
    "http://tree.carrier.test:8080/x/, PATH_PREFIX, 6",
    "http://tree.carrier.test:8080/x/deep/er?q, PATH_PREFIX, 6",
    "http://tree.carrier.test/folder/, EXACT_URL, 5",
    "http://tree.carrier.test/folder/x, PATH_PREFIX, 5",
    "http://192.0.2.1/x, EXACT_URL, 3",
    "http://0xC0000201/x, EXACT_URL, 3",
    "http://[2001:db8::1]/y/z, PATH_PREFIX, 3",
    "http://root.test/, PATH_PREFIX, 3",
    "http://root.test/anything, PATH_PREFIX, 3"
  })
  void decidesForUrls(String url, MatchKind kind, int depth) {
    check(match(url), RequestDecision.SPLASH, kind, depth);
  }

  @ParameterizedTest
  @CsvSource({
    "http://pages.carrier.example/",
    "http://pages.carrier.example/a;v/b.html",
    "http://pages.carrier.example/a/b.htm",
    "http://pages.carrier.example/a/b.html/",
    "http://pages.carrier.example/script",
    "http://pages.carrier.example/script?",
    "http://pages.carrier.example/script;q=1",
    "http://pages.carrier.example/script?q=2",
    "http://pages.carrier.example/script?q=1&r=2",
    "http://www.pages.carrier.example/a/b.html",
    "http://pages.carrier.example:8080/a/b.html",
    "http://tree.carrier.test/x/",
    "http://tree.carrier.test:8080/x",
    "http://tree.carrier.test/folder",
    "http://tree.carrier.test/folderx/y",
    "http://tree.carrier.test/other/folder/",
    "http://sub.only.host.test/",
    "http://192.0.2.1/y",
    "http://2.1/x",
    "http://notbad.example/",
    "http://example/bad.example/"
  })
  void leavesOtherUrlsAlone(String url) {
    assertNull(match(url));
  }

  @Test
  void aTopLevelDomainCanBeListed() {
    ListIndex all = Lists.index("invalid", "=test", "a.example");
    check(all.matchSeen("invalid"), RequestDecision.SPLASH, MatchKind.DOMAIN, 1);
    check(all.matchSeen("x.y.invalid"), RequestDecision.SPLASH, MatchKind.DOMAIN, 1);
    check(all.matchSeen("test"), RequestDecision.SPLASH, MatchKind.HOST, 1);
    assertNull(all.matchSeen("x.test"));
    assertNull(all.matchSeen("example"));
    check(all.matchSeen("a.example"), RequestDecision.SPLASH, MatchKind.DOMAIN, 2);
    check(all.matchUrl(url("http://x.invalid/")), RequestDecision.SPLASH, MatchKind.DOMAIN, 1);
    check(all.matchUrl(url("http://test/x")), RequestDecision.SPLASH, MatchKind.HOST, 1);
  }

  @Test
  void ofUrlsOnOneHostTheSmallestIdDecidesForDns() {
    String[] urls = {
      "http://h.test/1", "https://h.test/2", "http://h.test:81/*", "http://h.test/3"
    };
    String smallest =
        Lists.entries(urls).stream()
            .map(entry -> ListKey.text(Lists.KEY.idOf(entry)))
            .min(String::compareTo)
            .orElseThrow();
    ListMatch match = Lists.index(urls).matchSeen("h.test");
    assertNotNull(match);
    assertEquals(smallest, match.entryId());
  }

  @Test
  void theSchemeOfAnEntryDoesNotMatter() {
    assertEquals(
        Lists.index("http://a.test/x").matchUrl(url("https://a.test/x")),
        Lists.index("https://a.test/x").matchUrl(url("http://a.test/x")));
  }

  @Test
  void everyTypeOfANameHasItsOwnId() {
    Set<Long> ids = new HashSet<>();
    for (ListEntry entry :
        Lists.entries("a.test", "=a.test", "http://a.test/", "http://a.test/*")) {
      ids.add(Lists.KEY.idOf(entry));
    }
    assertEquals(4, ids.size());
  }

  @Test
  void idsBelongToTheKeyAndNotToTheList() {
    ListMatch one = Lists.index("bad.example", "x.test").matchSeen("bad.example");
    ListMatch other = Lists.index("BAD.example.").matchSeen("bad.example");
    assertNotNull(one);
    assertNotNull(other);
    assertTrue(one.entryId().matches("[0-9a-f]{16}"), one.entryId());
    assertEquals(one.entryId(), other.entryId());
    ListKey key = ListKey.of(new byte[16]);
    assertNotEquals(one.entryId(), ListKey.text(key.idOf(Lists.entry("bad.example"))));
    assertThrows(IllegalArgumentException.class, () -> ListKey.of(new byte[15]));
  }

  @Test
  void parentalControlAppliesInTheCategoriesOfAProfile() {
    ListIndex mixed =
        Lists.index(
            List.of(
                Lists.entry("bets.test", "gambling", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("meet.test", "dating", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("two.test", "dating", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("two.test", "gambling", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("bad.test", "", ListPolicy.CHILD_PROTECTION_LIST),
                Lists.entry("bad.test", "dating", ListPolicy.PARENTAL_CONTROL)));
    ProfileSelection gambling = mixed.selection(List.of("gambling", "unknown"));
    assertEquals(ListPolicy.PARENTAL_CONTROL, policy(mixed, "www.bets.test", gambling));
    assertNull(policy(mixed, "meet.test", gambling));
    assertEquals(ListPolicy.PARENTAL_CONTROL, policy(mixed, "two.test", gambling));
    assertEquals(ListPolicy.CHILD_PROTECTION_LIST, policy(mixed, "bad.test", gambling));
    ProfileSelection none = mixed.selection(List.of());
    assertNull(policy(mixed, "bets.test", none));
    assertEquals(ListPolicy.CHILD_PROTECTION_LIST, policy(mixed, "bad.test", none));
    assertEquals(ListPolicy.PARENTAL_CONTROL, policy(mixed, "meet.test", null));
    ListMatch match = mixed.matchSeen("meet.test");
    assertNotNull(match);
    assertEquals("dating", match.category());
  }

  @Test
  void parentalControlNeverHidesChildProtectionBelowIt() {
    ListIndex mixed =
        Lists.index(
            List.of(
                Lists.entry("video.test", "adult", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("=bad.video.test"),
                Lists.entry("http://video.test/x/1.html"),
                Lists.entry("=both.test", "adult", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("both.test"),
                Lists.entry("example", "adult", ListPolicy.PARENTAL_CONTROL),
                Lists.entry("bad.example")));
    check(mixed.matchSeen("bad.video.test"), RequestDecision.SPLASH, MatchKind.HOST, 3);
    check(mixed.matchSeen("both.test"), RequestDecision.SPLASH, MatchKind.DOMAIN, 2);
    check(mixed.matchSeen("www.bad.example"), RequestDecision.SPLASH, MatchKind.DOMAIN, 2);
    check(
        mixed.matchUrl(url("http://video.test/x/1.html")),
        RequestDecision.SPLASH,
        MatchKind.EXACT_URL,
        5);
    assertEquals(ListPolicy.PARENTAL_CONTROL, policy(mixed, "x.video.test", null));
    assertEquals(ListPolicy.PARENTAL_CONTROL, policy(mixed, "other.example", null));
    ListMatch beside = mixed.matchUrl(url("http://video.test/x/2.html"));
    assertNotNull(beside);
    assertEquals(ListPolicy.PARENTAL_CONTROL, beside.policy());
  }

  @Test
  void anEmptyListMatchesNothing() {
    ListIndex empty = Lists.index();
    assertEquals(0, empty.header().entries());
    assertNull(empty.matchSeen("bad.example"));
    assertNull(empty.matchSeen("x"));
    assertNull(empty.matchUrl(url("http://bad.example/x")));
  }

  @Test
  void nothingSaysWhatIsListed() {
    assertEquals(LIST.length, list.header().entries());
    String reported =
        list.toString() + list.header() + list.matchSeen("www.bad.example") + Lists.KEY;
    for (ListEntry entry : Lists.entries(LIST)) {
      assertFalse(reported.contains(entry.host()));
      assertFalse(entry.toString().contains(entry.host()));
      assertFalse(String.valueOf(HttpUrl.parse("http://" + entry.host())).contains(entry.host()));
    }
  }

  private static @Nullable ListPolicy policy(
      ListIndex list, String name, @Nullable ProfileSelection selection) {
    ListMatch match = list.match(list.findName(name, selection));
    return match == null ? null : match.policy();
  }

  private void check(
      @Nullable ListMatch match, RequestDecision decision, MatchKind kind, int depth) {
    assertNotNull(match);
    assertEquals(decision, match.decision());
    assertEquals(kind, match.kind());
    assertEquals(depth, match.depth());
    assertEquals(ListPolicy.CHILD_PROTECTION_LIST, match.policy());
    assertEquals("l", match.list().listId());
  }

  private @Nullable ListMatch match(String url) {
    return list.matchUrl(url(url));
  }

  private static HttpUrl url(String text) {
    HttpUrl url = HttpUrl.parse(text);
    assertNotNull(url);
    return url;
  }
}
