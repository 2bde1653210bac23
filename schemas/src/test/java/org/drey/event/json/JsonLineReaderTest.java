package org.drey.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.Consumer;
import org.drey.event.DnsQuery;
import org.drey.event.ExternalSignal;
import org.drey.event.Payment;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each type of field takes and refuses. */
final class JsonLineReaderTest {
  private final JsonLineReader<DnsQuery> reader = JsonLineReader.of(DnsQuery.class);
  private ObjectNode line;

  @BeforeEach
  void readTheSample() throws Exception {
    line = Samples.pass(TopicNames.DNS_QUERIES);
  }

  @Test
  void whatHasADefaultMayBeAbsent() throws Exception {
    line.remove("token_domain");
    line.remove("key_version");
    line.remove("interactive");
    DnsQuery query = read();
    assertEquals("default", query.getTokenDomain());
    assertEquals(1, query.getKeyVersion());
    assertTrue(query.getInteractive());
  }

  @Test
  void whatHasADefaultMayNotBeNull() {
    assertRefused("key_version", RejectReason.MISSING_FIELD, n -> n.putNull("key_version"));
    assertRefused("interactive", RejectReason.MISSING_FIELD, n -> n.putNull("interactive"));
  }

  @Test
  void whatMayBeNullMayBeAbsentOrAnEmptyToken() throws Exception {
    line.remove("subject");
    line.putNull("response_code");
    assertNull(read().getSubject());
    assertNull(read().getResponseCode());
    line.put("subject", "");
    assertNull(read().getSubject());
  }

  @Test
  void whatIsRequiredMayNotBeMissing() {
    for (String field : new String[] {"event_id", "event_time", "query", "answers", "transport"}) {
      assertRefused(field, RejectReason.MISSING_FIELD, n -> n.remove(field));
      assertRefused(field, RejectReason.MISSING_FIELD, n -> n.putNull(field));
    }
    assertRefused("answers", RejectReason.MISSING_FIELD, n -> n.putArray("answers").addNull());
  }

  @Test
  void aTypeIsNeverGuessed() {
    assertRefused("query", RejectReason.WRONG_TYPE, n -> n.put("query", 5));
    assertRefused("key_version", RejectReason.WRONG_TYPE, n -> n.put("key_version", "1"));
    assertRefused("key_version", RejectReason.WRONG_TYPE, n -> n.put("key_version", 1.0));
    assertRefused("interactive", RejectReason.WRONG_TYPE, n -> n.put("interactive", 1));
    assertRefused("answers", RejectReason.WRONG_TYPE, n -> n.put("answers", "a"));
    assertRefused("answers", RejectReason.WRONG_TYPE, n -> n.putArray("answers").add(1));
    assertRefused("transport", RejectReason.WRONG_TYPE, n -> n.put("transport", 1));
  }

  @Test
  void aNumberMustFit() throws Exception {
    BigInteger tooLong = BigInteger.ONE.shiftLeft(63);
    assertRefused("key_version", RejectReason.OUT_OF_RANGE, n -> n.put("key_version", 1L << 31));
    assertRefused("key_version", RejectReason.OUT_OF_RANGE, n -> n.put("key_version", tooLong));
    assertRefused("event_time", RejectReason.OUT_OF_RANGE, n -> n.put("event_time", tooLong));
    ObjectNode payment = Samples.pass(TopicNames.PAYMENTS).put("amount_minor", tooLong);
    assertEquals(
        RejectReason.OUT_OF_RANGE,
        assertThrows(
                InvalidRecordException.class,
                () -> JsonLineReader.of(Payment.class).read(Samples.bytes(payment)))
            .reason());
  }

  @Test
  void aDoubleMayBeWrittenWhole() throws Exception {
    JsonLineReader<ExternalSignal> signals = JsonLineReader.of(ExternalSignal.class);
    ObjectNode signal = Samples.pass(TopicNames.EXTERNAL_SIGNALS).put("confidence", 1);
    assertEquals(1.0, signals.read(Samples.bytes(signal)).datum().getConfidence());
    String huge = signal.toString().replace("\"confidence\":1", "\"confidence\":1e999");
    assertEquals(
        RejectReason.OUT_OF_RANGE,
        assertThrows(InvalidRecordException.class, () -> signals.read(Lines.utf8(huge))).reason());
  }

  @Test
  void aSymbolIsExact() {
    assertRefused("transport", RejectReason.UNKNOWN_SYMBOL, n -> n.put("transport", "udp"));
    assertRefused("transport", RejectReason.UNKNOWN_SYMBOL, n -> n.put("transport", ""));
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    DnsQuery before = read();
    line.putObject("extra").putArray("of").add(1).addObject().putNull("anything");
    assertEquals(before, read());
  }

  @Test
  void aRefusalNamesTheTimeOfTheEventIfItCan() {
    line.remove("query");
    assertEquals(Instant.parse("2026-01-15T20:30:00Z"), refusal().eventTime());
    line.put("event_time", true);
    assertNull(refusal().eventTime());
  }

  private DnsQuery read() throws Exception {
    return reader.read(Samples.bytes(line)).datum();
  }

  private InvalidRecordException refusal() {
    return assertThrows(InvalidRecordException.class, this::read);
  }

  private void assertRefused(String field, RejectReason reason, Consumer<ObjectNode> change) {
    ObjectNode good = line;
    line = good.deepCopy();
    change.accept(line);
    InvalidRecordException e = refusal();
    line = good;
    assertEquals(reason, e.reason(), e.getMessage());
    assertEquals(field, e.field());
  }
}
