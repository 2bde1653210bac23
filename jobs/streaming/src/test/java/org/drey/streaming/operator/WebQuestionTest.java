package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.atomic.AtomicInteger;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.live.ListSet;
import org.drey.event.Action;
import org.drey.event.Decision;
import org.drey.event.Enforced;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.TestLists;
import org.drey.streaming.lists.SubscriberProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided for a web request. */
final class WebQuestionTest {
  private static final ListSet LISTS =
      TestLists.of("hotline")
          .with(EntryType.DOMAIN, "bad.example")
          .with(EntryType.EXACT_URL, "http://carrier.example/page?id=7")
          .with(EntryType.PATH_PREFIX, "http://paths.example/a/*")
          .with(EntryType.EXACT_URL, "http://192.0.2.9/page")
          .inForce();

  private final AtomicInteger unreadable = new AtomicInteger();

  private @Nullable ListDecision verdict(Sample request) {
    return new WebQuestion()
        .evaluate(
            (WebRequest) request.record(),
            LISTS,
            SubscriberProfile.NONE,
            unreadable::incrementAndGet);
  }

  private static Sample asks(String url) {
    return Sample.of(TopicNames.WEB_REQUESTS, "a").with("url", url);
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.bad.example/any, DOMAIN",
    "https://bad.example:8443/, DOMAIN",
    "HTTP://Carrier.example/page?id=7#top, EXACT_URL",
    "http://paths.example/a/b/c?d, PATH_PREFIX",
    "http://192.0.2.9/page, EXACT_URL"
  })
  void aListedUrlIsDecided(String url, String match) {
    ListDecision verdict = verdict(asks(url));
    assertEquals(Decision.SPLASH, verdict.decision());
    assertEquals(match, verdict.met().match().kind().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://carrier.example/",
        "http://carrier.example/page",
        "http://carrier.example/page?id=8",
        "http://paths.example/ab",
        "http://notbad.example/"
      })
  void aSiteIsNeverBlockedForOnePage(String url) {
    assertNull(verdict(asks(url)));
    assertEquals(0, unreadable.get());
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY, SPLASH, ",
    "BROWSER, SPLASH, ",
    "UNKNOWN, SPLASH, ",
    "CDN_CACHE, RECORD, purge",
    "HOSTING, RECORD, withdraw",
    "AD_PLACEMENT, RECORD, no_bid"
  })
  void whoSawItSaysWhatIsAskedFor(String stage, Decision decision, @Nullable Action action) {
    ListDecision verdict = verdict(asks("http://bad.example/").with("stage", stage));
    assertEquals(decision, verdict.decision());
    assertEquals(action, verdict.action());
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, bad.example:443, SPLASH",
    "CONNECT, carrier.example:443, INSPECT",
    "connect, https://carrier.example:443/, INSPECT",
    ", paths.example:80, INSPECT",
    "GET, www.bad.example:8080, SPLASH"
  })
  void ofATunnelOnlyTheNameIsSeen(String method, String url, Decision decision) {
    assertEquals(decision, verdict(asks(url).with("method", method)).decision());
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://bad.example/, SPLASH",
    "FTP://u:p@www.Bad.example:2121/file, SPLASH",
    "whois://bad.example/, SPLASH",
    "ws:/bad.example, SPLASH",
    "ftp://carrier.example/page, INSPECT"
  })
  void ofAnotherSchemeTheHostIsDecided(String url, Decision decision) {
    assertEquals(decision, verdict(asks(url)).decision());
    assertNull(verdict(asks(url.replace("ad.example", "ed.example").replace("carrier", "other"))));
    assertEquals(0, unreadable.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example:443", "192.0.2.9:80", "[2001:db8::1]:443"})
  void aTunnelToWhatIsNotListedIsNot(String url) {
    assertNull(verdict(asks(url).with("method", "CONNECT")));
    assertEquals(0, unreadable.get());
  }

  @Test
  void nothingIsAskedOfAHostForAPageThatWasNotSeen() {
    Sample tunnel = asks("carrier.example:443").with("method", "CONNECT");
    ListDecision verdict = verdict(tunnel.with("stage", "HOSTING"));
    assertEquals(Decision.RECORD, verdict.decision());
    assertNull(verdict.action());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bad.example", "mailto:a@bad.example", "http://", "http://a b/", "x:y"})
  void whatIsNoUrlMeetsNothingAndIsCounted(String url) {
    assertNull(verdict(asks(url)));
    assertEquals(1, unreadable.get());
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY, 403, YES",
    "PROXY, 451, YES",
    "PROXY, 200, NO",
    "PROXY, 304, NO",
    "PROXY, 404, NO",
    "BROWSER, 500, NO",
    "PROXY, 302, UNKNOWN",
    "PROXY, , UNKNOWN",
    "PROXY, 0, UNKNOWN",
    "CDN_CACHE, 200, NO",
    "CDN_CACHE, 304, NO",
    "CDN_CACHE, 410, YES",
    "HOSTING, 404, YES",
    "HOSTING, 451, YES",
    "HOSTING, 500, UNKNOWN",
    "AD_PLACEMENT, 204, YES",
    "AD_PLACEMENT, 200, NO",
    "AD_PLACEMENT, , UNKNOWN"
  })
  void whetherItWasEnforcedIsReadFromTheStatus(
      String stage, @Nullable Long status, Enforced enforced) {
    Sample request = asks("http://bad.example/").with("stage", stage).with("status", status);
    assertEquals(enforced, verdict(request).enforced());
    boolean gap = enforced == Enforced.NO && !stage.matches("CDN_CACHE|HOSTING|AD_PLACEMENT");
    assertEquals(gap, verdict(request).isGap());
  }
}
