package org.drey.definitions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.drey.definitions.config.Bindings.Binding;
import org.drey.definitions.stream.Streams;
import org.drey.event.Topics;
import org.junit.jupiter.api.Test;

/** What holds for the topics of a stream, and which are not read at all. */
final class BindingsTest {
  private static Configuration read(String yaml) {
    return new ConfigurationReader("config.yaml").read(yaml);
  }

  private static Bindings live(String stream, String yaml) {
    return Streams.of(stream).bindings(read(yaml), "prod.");
  }

  private static Binding file(String stream, String yaml) {
    return Streams.of(stream).fileBindings(read(yaml)).of(stream);
  }

  @Test
  void aStreamIsReadFromTheTopicOfItsName() {
    assertEquals(
        List.of("prod.payments"),
        live(Topics.PAYMENTS, "streams: {payments: {legal_basis: contract}}").topics());
  }

  @Test
  void aTopicIsBoundToItsProviderAndDomainAndHasItsOwnLateness() {
    Bindings bindings =
        live(
            Topics.PAYMENTS,
            """
            streams:
              payments:
                legal_basis: contract
                topics: [a, {name: b, provider: b.example, token_domain: uk, lateness: 1h}]
            """);
    assertEquals(
        new Binding(null, null, Duration.ofHours(24), true), bindings.of("prod.a")); // as usual
    assertEquals(new Binding("b.example", "uk", Duration.ofHours(1), true), bindings.of("prod.b"));
    assertNull(bindings.of("b"));
  }

  @Test
  void ofAStreamAboutItsSubjectsATopicWithoutABasisIsNotRead() {
    String yaml =
        "streams: {payments: {legal_basis: contract, topics: [a, {name: b, legal_basis: none}]}}";
    assertEquals(List.of("prod.a"), live(Topics.PAYMENTS, yaml).topics());
  }

  @Test
  void ofQueriesATopicWithoutABasisIsReadWithoutSubjects() {
    String yaml =
        "streams: {dns-queries: {legal_basis: none, topics: [a, {name: b, legal_basis: consent}]}}";
    Bindings bindings = live(Topics.DNS_QUERIES, yaml);
    assertFalse(bindings.of("prod.a").subjects());
    assertTrue(bindings.of("prod.b").subjects());
  }

  @Test
  void hitsKeepTheirSubjectsWhereQueriesDo() {
    String hits = "prod.blocklist-hits";
    String consent = "streams: {dns-queries: {legal_basis: consent}";
    assertTrue(live(Topics.BLOCKLIST_HITS, consent + "}").of(hits).subjects());
    assertFalse(live(Topics.BLOCKLIST_HITS, "").of(hits).subjects());
    String none = consent + ", blocklist-hits: {legal_basis: none}}";
    assertFalse(live(Topics.BLOCKLIST_HITS, none).of(hits).subjects());
    String oneOfTwo =
        "streams: {dns-queries: {legal_basis: none, topics: [a, {name: b, legal_basis: consent}]}}";
    assertTrue(live(Topics.BLOCKLIST_HITS, oneOfTwo).of(hits).subjects());
    assertFalse(file(Topics.BLOCKLIST_HITS, oneOfTwo).subjects());
  }

  @Test
  void aFileHasWhatHoldsForItsStream() {
    String yaml =
        "streams: {dns-queries: {legal_basis: consent, lateness: 1h, topics: [{name: a, provider:"
            + " a.example, lateness: 2h, legal_basis: none}]}}";
    assertEquals(
        new Binding(null, null, Duration.ofHours(1), true), file(Topics.DNS_QUERIES, yaml));
  }

  @Test
  void aFileAboutItsSubjectsIsReadUnlessThereIsSaidToBeNoBasis() {
    assertTrue(file(Topics.PAYMENTS, "").subjects());
    assertNull(file(Topics.PAYMENTS, "streams: {payments: {legal_basis: none}}"));
    assertFalse(file(Topics.WEB_REQUESTS, "").subjects());
  }
}
