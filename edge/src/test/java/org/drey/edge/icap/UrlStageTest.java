package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.drey.blocklist.Decision;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.Policy;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.junit.jupiter.api.Test;

final class UrlStageTest {
  private static final HttpHead PAGE =
      HttpHead.of("GET http://listed.example/ HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

  private static ListMatch match(String entryId) {
    return new ListMatch(
        entryId,
        MatchKind.DOMAIN,
        Decision.SPLASH,
        2,
        Policy.CHILD_PROTECTION_LIST,
        "",
        new ListVersion("test", "1"));
  }

  @Test
  void aReferenceIsTheSameForADayAndSaysNothingTheNext() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    String reference = UrlStage.reference(match("0123456789abcdef"), day);
    assertEquals(reference, UrlStage.reference(match("0123456789abcdef"), day));
    assertNotEquals(reference, UrlStage.reference(match("0123456789abcdef"), day.plusDays(1)));
    assertNotEquals(reference, UrlStage.reference(match("0123456789abcdee"), day));
    assertEquals(16, reference.length());
  }

  private static ListMatcher list(Entry... entries) throws Exception {
    ListKey key = ListKey.of("a key for tests, no secret".getBytes(StandardCharsets.UTF_8));
    ListCompiler compiler = new ListCompiler("test", key);
    for (Entry entry : entries) {
      compiler.add(ListEntry.of(entry.type(), entry.text(), "", entry.policy()));
    }
    return ListIndex.of(compiler.finish().inMemory(), key);
  }

  private record Entry(EntryType type, String text, Policy policy) {}

  private static final Entry PARENTAL =
      new Entry(EntryType.DOMAIN, "example", Policy.PARENTAL_CONTROL);
  private static final Entry PROTECTION =
      new Entry(EntryType.HOST, "listed.example", Policy.CHILD_PROTECTION_LIST);

  private static String location(Policy policy, ListMatcher list) {
    UrlStage stage = new UrlStage(URI.create("http://splash.example/"), policy, Service.CLOCK);
    return stage.decide(PAGE, list) instanceof Verdict.Splash splash ? splash.location() : "passes";
  }

  @Test
  void parentalEntriesAreForTheirSubscribersAndChildProtectionIsForAll() throws Exception {
    ListMatcher parental = list(PARENTAL);
    ListMatcher protection = list(PROTECTION);
    assertEquals("passes", location(Policy.CHILD_PROTECTION_LIST, parental));
    assertTrue(location(Policy.PARENTAL_CONTROL, parental).endsWith("&policy=parental"));
    for (Policy policy : Policy.values()) {
      assertTrue(location(policy, protection).endsWith("&policy=list"));
    }
  }

  @Test
  void noEntryHidesOneOfChildProtection() throws Exception {
    Instant since = Service.CLOCK.instant();
    ListVersion version = new ListVersion("test", "1");
    CurrentLists two =
        new CurrentLists(
            List.of(
                new CurrentLists.One(list(PARENTAL), version, since),
                new CurrentLists.One(list(PROTECTION), version, since)));
    for (Policy policy : Policy.values()) {
      assertTrue(location(policy, two).endsWith("&policy=list"), "in two lists");
      assertTrue(location(policy, list(PARENTAL, PROTECTION)).endsWith("&policy=list"), "in one");
    }
  }

  @Test
  void theWarningPageNeedsAFullAddress() {
    for (String address : new String[] {"/blocked", "http://splash.example/?a=b", "mailto:a"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new UrlStage(URI.create(address), Policy.CHILD_PROTECTION_LIST, Service.CLOCK));
    }
  }

  @Test
  void bytesBeyondAsciiAreReadAsABrowserSendsThem() {
    byte[] raw =
        "GET http://b\u00fccher.example/\u00fc HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    HttpHead head = HttpHead.of(raw);
    assertEquals("http://xn--bcher-kva.example/%C3%BC", head.url().canonical());
  }
}
