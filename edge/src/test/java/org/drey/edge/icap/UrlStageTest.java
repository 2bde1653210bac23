package org.drey.edge.icap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.drey.blocklist.Decision;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.Policy;
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

  @Test
  void entriesOfAnotherPolicyPass() throws Exception {
    UrlStage parental =
        new UrlStage(URI.create("http://splash.example/"), Policy.PARENTAL_CONTROL, Service.CLOCK);
    assertEquals(Verdict.PASS, parental.decide(PAGE, Service.list()));
    assertInstanceOf(Verdict.Splash.class, Service.stage().decide(PAGE, Service.list()));
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
