package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.live.ListSet;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.TestLists;
import org.drey.streaming.lists.SubscriberProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided for a DNS query. */
final class DnsQuestionTest {
  private static final String SPLASH_PAGE = "198.51.100.7";

  private static final ListSet LISTS =
      TestLists.of("hotline")
          .with(EntryType.DOMAIN, "bad.example")
          .with(EntryType.HOST, "host.example")
          .with(EntryType.EXACT_URL, "http://carrier.example/page")
          .with(EntryType.PATH_PREFIX, "http://paths.example/a/*")
          .with(EntryType.DOMAIN, "deep.bad.test")
          .inForce();

  private static @Nullable ListDecision verdict(Sample query) {
    return new DnsQuestion(List.of(SPLASH_PAGE))
        .evaluate((DnsQuery) query.record(), LISTS, SubscriberProfile.NONE, () -> {});
  }

  private static Sample asks(String name, String... answers) {
    return Sample.query("a", "subject-1", name).with("answers", List.of(answers));
  }

  @ParameterizedTest
  @CsvSource({
    "bad.example, SPLASH, DOMAIN",
    "www.BAD.example, SPLASH, DOMAIN",
    "host.example, SPLASH, HOST",
    "carrier.example, INSPECT, HOST_ONLY",
    "paths.example, INSPECT, HOST_ONLY"
  })
  void aListedNameIsDecided(String name, Decision decision, String match) {
    ListDecision verdict = verdict(asks(name));
    assertEquals(decision, verdict.decision());
    assertEquals(match, verdict.met().match().kind().name());
    assertNull(verdict.action());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notbad.example", "below.host.example", "example", "bad.example.net", ".."})
  void anyOtherNameIsNot(String name) {
    assertNull(verdict(asks(name)));
  }

  @Test
  void anAliasOfAListedNameIsDecidedToo() {
    ListDecision verdict = verdict(asks("www.shop.example", "cdn.bad.example", "192.0.2.1"));
    assertEquals(Decision.SPLASH, verdict.decision());
    assertEquals(Decision.INSPECT, verdict(asks("x.example", "carrier.example")).decision());
  }

  @Test
  void theStrongestOfAllAliasesDecidesInAnyOrder() {
    for (String[] answers :
        new String[][] {{"carrier.example", "host.example"}, {"host.example", "carrier.example"}}) {
      ListDecision verdict = verdict(asks("www.shop.example", answers));
      assertEquals(Decision.SPLASH, verdict.decision());
      assertEquals("HOST", verdict.met().match().kind().name());
    }
  }

  @Test
  void theQueryComesBeforeItsAliasesUnlessTheyWeighMore() {
    String own = verdict(asks("www.bad.example")).met().match().entryId();
    assertEquals(own, verdict(asks("www.bad.example", "carrier.example")).met().match().entryId());
    assertEquals(own, verdict(asks("www.bad.example", "deep.bad.test")).met().match().entryId());
    assertEquals(Decision.SPLASH, verdict(asks("carrier.example", "host.example")).decision());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PTR", "NS", "TXT", "mx"})
  void namesInOtherAnswersAreNoAliases(String type) {
    assertNull(verdict(asks("www.shop.example", "bad.example").with("record_type", type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAA", "HTTPS", "CNAME", "TYPE64"})
  void theOtherTypesMayAnswerWithAnAlias(String type) {
    assertNotNull(verdict(asks("www.shop.example", "bad.example").with("record_type", type)));
  }

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, , YES",
    "refused, , YES",
    "NOERROR, 0.0.0.0, YES",
    "NOERROR, ::, YES",
    "NOERROR, 192.0.2.1, NO",
    "NOERROR, , UNKNOWN",
    ", 192.0.2.1, UNKNOWN",
    "NOERROR, 198.51.100.7, YES"
  })
  void whetherItWasEnforcedIsReadFromTheAnswer(String code, String answer, Enforced enforced) {
    Sample query =
        asks("bad.example")
            .with("response_code", code)
            .with("answers", answer == null ? List.of() : List.of(answer));
    assertEquals(enforced, verdict(query).enforced());
    assertEquals(enforced == Enforced.NO, verdict(query).isGap());
  }
}
