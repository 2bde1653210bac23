package org.drey.definitions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

/** What holds for the topics of a stream, and which are not read at all. */
final class TopicBindingsTest {
  private static DreyConfiguration read(String yaml) {
    return new ConfigurationReader("config.yaml").read(yaml);
  }

  private static TopicBindings live(String stream, String yaml) {
    return StreamRegistry.of(stream).bindings(read(yaml), "prod.");
  }

  private static Binding file(String stream, String yaml) {
    return StreamRegistry.of(stream).fileBindings(read(yaml)).of(stream);
  }

  @Test
  void aStreamIsReadFromTheTopicOfItsName() {
    assertEquals(
        List.of("prod.payments"),
        live(TopicNames.PAYMENTS, "streams: {payments: {legal_basis: contract}}").topics());
  }

  @Test
  void aTopicIsBoundToItsProviderAndDomainAndHasItsOwnLateness() {
    TopicBindings bindings =
        live(
            TopicNames.PAYMENTS,
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
    assertEquals(List.of("prod.a"), live(TopicNames.PAYMENTS, yaml).topics());
  }

  @Test
  void ofQueriesATopicWithoutABasisIsReadWithoutSubjects() {
    String yaml =
        "streams: {dns-queries: {legal_basis: none, topics: [a, {name: b, legal_basis: consent}]}}";
    TopicBindings bindings = live(TopicNames.DNS_QUERIES, yaml);
    assertFalse(bindings.of("prod.a").subjects());
    assertTrue(bindings.of("prod.b").subjects());
  }

  @Test
  void hitsKeepTheirSubjectsWhereQueriesDo() {
    String hits = "prod.blocklist-hits";
    String consent = "streams: {dns-queries: {legal_basis: consent}";
    assertTrue(live(TopicNames.BLOCKLIST_HITS, consent + "}").of(hits).subjects());
    assertFalse(live(TopicNames.BLOCKLIST_HITS, "").of(hits).subjects());
    String none = consent + ", blocklist-hits: {legal_basis: none}}";
    assertFalse(live(TopicNames.BLOCKLIST_HITS, none).of(hits).subjects());
    String oneOfTwo =
        "streams: {dns-queries: {legal_basis: none, topics: [a, {name: b, legal_basis: consent}]}}";
    assertTrue(live(TopicNames.BLOCKLIST_HITS, oneOfTwo).of(hits).subjects());
    assertFalse(file(TopicNames.BLOCKLIST_HITS, oneOfTwo).subjects());
  }

  @Test
  void aFileHasWhatHoldsForItsStream() {
    String yaml =
        "streams: {dns-queries: {legal_basis: consent, lateness: 1h, topics: [{name: a, provider:"
            + " a.example, lateness: 2h, legal_basis: none}]}}";
    assertEquals(
        new Binding(null, null, Duration.ofHours(1), true), file(TopicNames.DNS_QUERIES, yaml));
  }

  @Test
  void aFileAboutItsSubjectsIsReadUnlessThereIsSaidToBeNoBasis() {
    assertTrue(file(TopicNames.PAYMENTS, "").subjects());
    assertNull(file(TopicNames.PAYMENTS, "streams: {payments: {legal_basis: none}}"));
    assertFalse(file(TopicNames.WEB_REQUESTS, "").subjects());
  }
}
