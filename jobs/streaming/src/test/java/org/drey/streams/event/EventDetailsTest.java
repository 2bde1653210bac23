package org.drey.streams.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.event.Topics;
import org.drey.streaming.fixture.Sample;
import org.drey.streams.config.Configuration;
import org.drey.streams.config.SuffixList;
import org.drey.streams.stream.Rates;
import org.drey.streams.stream.StreamDefinition;
import org.drey.streams.stream.Streams;
import org.junit.jupiter.api.Test;

/** What of an event is kept to explain an alert. */
final class EventDetailsTest {
  private static byte[] taken(Sample sample) {
    StreamDefinition<?> stream = Streams.of(sample.topic());
    EventRow row = stream.row(new Rates(Configuration.DEFAULT), SuffixList.BUNDLED, () -> {});
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
    assertEquals(Topics.PAYMENTS, details.topic());
    assertEquals("p1", details.text("subject"));
    assertEquals("q1", details.text("payee"));
    assertEquals("12.5", details.text("amount"));
    assertEquals(List.of("SUBJECT:p1", "PAYEE:q1", "DEVICE:d1"), details.names());
  }

  @Test
  void anAmountWithoutARateIsMissing() {
    assertNull(details(Sample.payment("a", "p1", "q1").with("currency", "EUR")).text("amount"));
  }

  @Test
  void everyStreamHasItsDetails() {
    for (String topic : Streams.schemas().keySet()) {
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
    assertEquals(List.of(), details(Sample.of(Topics.DNS_QUERIES, "a")).values());
    assertEquals(List.of(), details(Sample.of(Topics.WEB_REQUESTS, "a")).values());
  }

  @Test
  void aHitNamesNobody() {
    EventDetails hit = details(Sample.of(Topics.BLOCKLIST_HITS, "a").with("subject", "s1"));
    assertEquals(List.of(), hit.names());
    assertFalse(hit.values().contains("s1"));
  }

  @Test
  void whatWasNeverTakenOrIsOfALaterVersionIsNotRead() {
    assertNull(EventDetails.read(new byte[0]));
    assertNull(EventDetails.read(new byte[] {2, 0, 0}));
  }
}
