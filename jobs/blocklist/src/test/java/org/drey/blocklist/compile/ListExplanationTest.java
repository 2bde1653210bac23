package org.drey.blocklist.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.live.ListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListExplanationTest {
  @TempDir Path folder;

  @Test
  void saysWhatDnsAndTheUrlStageWouldDecide() throws IOException {
    ListIndex list =
        Compiled.index(
            new Compiled(folder).list("bad.example\n=host.example\nhttps://page.example/a/*\n"));
    assertSays(
        list, "Below.Bad.Example", RequestDecision.SPLASH, MatchKind.DOMAIN, MatchKind.DOMAIN);
    assertSays(
        list,
        "http://bad.example:81/x",
        RequestDecision.SPLASH,
        MatchKind.DOMAIN,
        MatchKind.DOMAIN);
    assertSays(list, "host.example", RequestDecision.SPLASH, MatchKind.HOST, MatchKind.HOST);
    assertSays(list, "page.example", RequestDecision.INSPECT, MatchKind.HOST_ONLY, null);
    assertSays(
        list,
        "https://page.example/a/b",
        RequestDecision.INSPECT,
        MatchKind.HOST_ONLY,
        MatchKind.PATH_PREFIX);
    ListExplanation nothing = ListExplanation.of("other.example", list);
    assertNull(nothing.dns());
    assertNull(nothing.url());
    assertNull(nothing.error());
    assertNull(ListExplanation.of("http://192.0.2.1/", list).error());
  }

  @Test
  void whatIsNoNameAndNoUrlIsSaid() {
    for (String input : List.of("", "a b", "name.example/path", "ftp://a.example/", "http://")) {
      assertNotNull(ListExplanation.of(input, ListSet.EMPTY).error(), input);
    }
  }

  private static void assertSays(
      ListIndex list,
      String input,
      RequestDecision decision,
      MatchKind dns,
      @org.jspecify.annotations.Nullable MatchKind url) {
    ListExplanation reported = ListExplanation.of(input, list);
    assertNotNull(reported.dns(), input);
    assertEquals(decision, reported.dns().decision());
    assertEquals(dns, reported.dns().match());
    assertEquals(url, reported.url() == null ? null : reported.url().match());
    assertEquals(list.version().version(), reported.dns().listVersion());
  }
}
