package org.drey.edge.icap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.junit.jupiter.api.Test;

final class UrlStageTest {
  private static final HttpHead PAGE =
      HttpHead.of("GET http://listed.example/ HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

  @Test
  void aReferenceIsTheSameForADayAndSaysNothingWithoutTheKey() throws Exception {
    LocalDate day = LocalDate.of(2026, 3, 1);
    ListIndex list = list(PARENTAL, PROTECTION);
    ListMatch match = list.matchName("listed.example");
    String reference = list.reference(match, day);
    assertEquals(reference, list.reference(match, day));
    assertTrue(reference.matches("[0-9a-f]{16}"));
    assertNotEquals(reference, list.reference(match, day.plusDays(1)));
    assertNotEquals(reference, list.reference(list.matchName("www.listed.example"), day));
    assertNotEquals(reference, list(OTHER_KEY, PROTECTION).reference(match, day));
    ListSet current = ListSet.EMPTY.with(ListInForce.ofFile(list));
    LocalDate today = LocalDate.ofInstant(Service.CLOCK.instant(), ZoneOffset.UTC);
    String onPage = "?ref=" + list.reference(match, today) + "&policy=list";
    assertTrue(location(ListPolicy.CHILD_PROTECTION_LIST, current).endsWith(onPage));
    byte[] text = (day + "|test|" + match.entryId()).getBytes(StandardCharsets.UTF_8);
    byte[] plain = MessageDigest.getInstance("SHA-256").digest(text);
    assertFalse(HexFormat.of().formatHex(plain).startsWith(reference), "as anyone could compute");
  }

  private static final ListKey KEY = Lists.KEY;
  private static final ListKey OTHER_KEY = Lists.OTHER_KEY;

  private static ListIndex list(Entry... entries) throws Exception {
    return list(KEY, entries);
  }

  private static ListIndex list(ListKey key, Entry... entries) throws Exception {
    return list("test", key, entries);
  }

  private static ListIndex list(String id, ListKey key, Entry... entries) throws Exception {
    ListCompiler compiler = new ListCompiler(id, key);
    for (Entry entry : entries) {
      compiler.add(ListEntry.of(entry.type(), entry.text(), "", entry.policy()));
    }
    return ListIndex.of(compiler.finish().inMemory(), key);
  }

  private record Entry(EntryType type, String text, ListPolicy policy) {}

  private static final Entry PARENTAL =
      new Entry(EntryType.DOMAIN, "example", ListPolicy.PARENTAL_CONTROL);
  private static final Entry PROTECTION =
      new Entry(EntryType.HOST, "listed.example", ListPolicy.CHILD_PROTECTION_LIST);

  private static String location(ListPolicy policy, ListMatcher list) {
    UrlStage stage = new UrlStage(URI.create("http://splash.example/"), policy, Service.CLOCK);
    return stage.decide(PAGE, list) instanceof RequestOutcome.Splash splash
        ? splash.location()
        : "passes";
  }

  @Test
  void parentalEntriesAreForTheirSubscribersAndChildProtectionIsForAll() throws Exception {
    ListMatcher parental = list(PARENTAL);
    ListMatcher protection = list(PROTECTION);
    assertEquals("passes", location(ListPolicy.CHILD_PROTECTION_LIST, parental));
    assertTrue(location(ListPolicy.PARENTAL_CONTROL, parental).endsWith("&policy=parental"));
    for (ListPolicy policy : ListPolicy.values()) {
      assertTrue(location(policy, protection).endsWith("&policy=list"));
    }
  }

  @Test
  void noEntryHidesOneOfChildProtection() throws Exception {
    ListSet two =
        ListSet.EMPTY
            .with(ListInForce.ofFile(list("first", KEY, PARENTAL)))
            .with(ListInForce.ofFile(list("second", KEY, PROTECTION)));
    for (ListPolicy policy : ListPolicy.values()) {
      assertTrue(location(policy, two).endsWith("&policy=list"), "in two lists");
      assertTrue(location(policy, list(PARENTAL, PROTECTION)).endsWith("&policy=list"), "in one");
    }
  }

  @Test
  void theWarningPageNeedsAFullAddress() {
    for (String address : new String[] {"/blocked", "http://splash.example/?a=b", "mailto:a"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new UrlStage(URI.create(address), ListPolicy.CHILD_PROTECTION_LIST, Service.CLOCK));
    }
  }

  @Test
  void bytesBeyondAsciiAreReadAsABrowserSendsThem() {
    byte[] raw =
        "GET http://b\u00fccher.example/\u00fc HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    HttpHead head = HttpHead.of(raw);
    assertEquals("http://xn--bcher-kva.example/%C3%BC", head.url().canonical());
    assertEquals("xn--bcher-kva.example", head.origin().host());
  }

  /** The name is asked for first; that must leave out nothing which the URL itself would meet. */
  @Test
  void askingForTheNameFirstChangesNoDecision() throws Exception {
    ListMatcher list = PlainLists.of("test", ENTRIES.getBytes(StandardCharsets.UTF_8), Lists.KEY);
    UrlStage stage = Service.stage();
    Random random = new Random(11);
    int blocked = 0;
    for (int i = 0; i < 20_000; i++) {
      String url = pick(random, HOSTS) + pick(random, PORTS) + pick(random, PATHS);
      HttpHead head = HttpHead.of(("GET " + url + " HTTP/1.1\r\n\r\n").getBytes(ISO_8859_1));
      boolean listed = head.url() != null && list.matchUrl(head.url()) != null;
      assertEquals(listed, stage.decide(head, list) instanceof RequestOutcome.Splash, url);
      blocked += listed ? 1 : 0;
    }
    assertTrue(blocked > 2_000, blocked + " blocked");
  }

  private static final String ENTRIES =
      """
      listed.example
      =host.example
      http://pages.example/a/b
      http://pages.example:8080/c
      http://folder.example/a/*
      http://192.0.2.7/a
      http://[2001:db8::1]/a
      """;

  private static final List<String> HOSTS =
      List.of(
          "http://listed.example",
          "http://www.listed.example.",
          "HTTPS://HOST.example",
          "http://user@pages.example",
          "http:\\\\pages.example",
          "http://p%61ges.example",
          "http://pages..example",
          "http://folder.example",
          "http://192.0.2.7",
          "http://3221225991",
          "http://[2001:db8:0::1]",
          "http://free.example",
          "http://below.host.example");

  private static final List<String> PORTS = List.of("", ":80", ":8080", ":443", ":x");

  private static final List<String> PATHS =
      List.of(
          "", "/", "/a", "/a/b", "/a/b?", "/%61/./b;c", "/c", "/c?d", "/x", "?a", "#a", "\\a/b");

  private static String pick(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
