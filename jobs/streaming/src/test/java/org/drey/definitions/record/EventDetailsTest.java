package org.drey.definitions.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** What of an event is kept to explain an alert. */
final class EventDetailsTest {
  private static byte[] taken(Sample sample) {
    StreamDefinition<?> stream = StreamRegistry.of(sample.topic());
    EventRow row =
        stream.row(new CurrencyRates(DreyConfiguration.DEFAULT), SuffixList.BUNDLED, () -> {});
    return EventDetails.take(stream.schema(), row.show(sample.record()));
  }

  private static EventDetails details(Sample sample) {
    return EventDetails.read(taken(sample));
  }

  @Test
  void aPaymentIsReadAsItWasTaken() {
    Sample payment =
        Sample.payment("a", "p1", "q1")
            .with("currency", "GBP")
            .with("amount_minor", 1250L)
            .with("device", "d1")
            .with("merchant", null);
    EventDetails details = details(payment);
    assertEquals(TopicNames.PAYMENTS, details.topic());
    assertEquals("p1", details.text("subject"));
    assertEquals("q1", details.text("payee"));
    assertEquals("12.5", details.text("amount"));
    assertEquals(List.of("SUBJECT:p1", "PAYEE:q1", "DEVICE:d1"), details.names());
  }

  @Test
  void whatNullMeansIsKeptAsNull() {
    Sample payment = Sample.payment("a", "p1", "q1");
    assertNull(details(payment.with("reported_by", "PAYER_FIRM")).text("reported_by"));
    assertEquals(
        "PAYEE_FIRM", details(payment.with("reported_by", "PAYEE_FIRM")).text("reported_by"));
  }

  /** State is read for ever: each field of each stream keeps its number, and a new one is last. */
  @Test
  void eachFieldKeepsItsNumber() {
    assertFixed(
        Sample.of(TopicNames.PAYMENTS, "a")
            .with("subject", "p1")
            .with("payee", "q1")
            .with("amount_minor", 1250L)
            .with("currency", "GBP")
            .with("channel", "P2P")
            .with("status", "COMPLETED")
            .with("payer_country", "GB")
            .with("payee_country", "PH")
            .with("relationship", "NONE")
            .with("payer_utc_offset_minutes", -60L)
            .with("payer_age_band", "ADULT")
            .with("reported_by", "PAYEE_FIRM")
            .with("merchant", null)
            .with("device", "d1"),
        "0203047031047131046431060206070831322e350403040107044742070450480401057704020402"
            + "ae02");
    assertFixed(
        Sample.of(TopicNames.LIVESTREAM_SESSIONS, "a")
            .with("host", "h1")
            .with("subject", "p1")
            .with("session", "s1")
            .with("type", "LEFT")
            .with("visibility", "INVITE")
            .with("viewers", 2L)
            .with("duration_seconds", 900L)
            .with("host_age_assurance", "ADULT")
            .with("viewer_age_assurance", "UNKNOWN")
            .with("device", null)
            .with("payout", "q1"),
        "02030468310470310471310702060704733104040403050405880e04010400c202");
    assertFixed(
        Sample.of(TopicNames.BLOCKLIST_HITS, "a")
            .with("decision", "SPLASH")
            .with("entry_id", "e1")
            .with("network_class", "HOME")
            .with("list_id", "demo")
            .with("list_version", "v1"),
        "0200080001070465310401af020864656d6f07047631");
    assertFixed(
        Sample.of(TopicNames.EXTERNAL_SIGNALS, "a")
            .with("source_tier", "INDUSTRY")
            .with("signal", "known")
            .with("confidence", 0.75),
        "0200090003070a6b6e6f776e0708302e3735");
    assertFixed(Sample.of(TopicNames.DNS_QUERIES, "a"), "020116646e732d7175657269657300");
    assertFixed(Sample.of(TopicNames.WEB_REQUESTS, "a"), "0201187765622d726571756573747300");
  }

  private static void assertFixed(Sample sample, String hex) {
    assertEquals(hex, HexFormat.of().formatHex(taken(sample)), sample.topic());
    assertEquals(details(sample), EventDetails.read(HexFormat.of().parseHex(hex)));
  }

  @Test
  void anAmountWithoutARateIsMissing() {
    assertNull(details(Sample.payment("a", "p1", "q1").with("currency", "EUR")).text("amount"));
  }

  @Test
  void everyStreamHasItsDetails() {
    for (String topic : StreamRegistry.schemas().keySet()) {
      EventDetails details = details(Sample.of(topic, "a"));
      assertEquals(topic, details.topic());
    }
  }

  @Test
  void nothingOfAQueryOrRequestIsKept() {
    String kept =
        new String(
            taken(Sample.query("a", "s1", "www.listed.example")), StandardCharsets.ISO_8859_1);
    assertFalse(kept.contains("listed"));
    assertEquals(List.of(), details(Sample.of(TopicNames.DNS_QUERIES, "a")).values());
    assertEquals(List.of(), details(Sample.of(TopicNames.WEB_REQUESTS, "a")).values());
  }

  @Test
  void aHostWhoIsAChildIsLinkedToNoOne() {
    Sample visit =
        Sample.of(TopicNames.LIVESTREAM_SESSIONS, "a")
            .with("host", "h1")
            .with("subject", "s1")
            .with("device", null)
            .with("payout", "q1");
    Sample child = visit.with("host_age_assurance", "CHILD");
    Sample adult = visit.with("host_age_assurance", "ADULT");
    assertTrue(EventDetails.namesIn(taken(child)).contains("HOST:h1"), "to be erased");
    assertFalse(EventDetails.linksIn(taken(child)).contains("HOST:h1"));
    assertTrue(EventDetails.linksIn(taken(child)).contains("PAYEE:q1"));
    assertEquals(EventDetails.namesIn(taken(adult)), EventDetails.linksIn(taken(adult)));
  }

  @Test
  void aHitNamesNoOne() {
    EventDetails hit = details(Sample.of(TopicNames.BLOCKLIST_HITS, "a").with("subject", "s1"));
    assertEquals(List.of(), hit.names());
    assertFalse(hit.values().contains("s1"));
  }

  @Test
  void aFieldOfALaterSchemaIsSkipped() {
    String later = "020009" + "070278" + "fb010279";
    EventDetails read = EventDetails.read(HexFormat.of().parseHex(later));
    assertEquals(Arrays.asList(null, "x", null), read.values());
  }

  @Test
  void whatWasNeverTakenOrIsOfALaterVersionIsNotRead() {
    assertNull(EventDetails.read(new byte[0]));
    assertNull(EventDetails.read(new byte[] {3, 0, 0}));
  }
}
