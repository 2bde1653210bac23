package org.drey.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.drey.event.DnsQuery;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTimeTest {
  private final JsonLineReader<DnsQuery> reader = JsonLineReader.of(DnsQuery.class);
  private ObjectNode line;

  @BeforeEach
  void readTheSample() throws Exception {
    line = Samples.pass(TopicNames.DNS_QUERIES);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T20:30:00Z, 2026-01-15T20:30:00Z",
    "2026-01-15T20:30Z, 2026-01-15T20:30:00Z",
    "2026-01-16T04:30:00.123+08:00, 2026-01-15T20:30:00.123Z",
    "2026-01-15T20:30:00.123999Z, 2026-01-15T20:30:00.123Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
  })
  void readsIsoWithOffsetToTheMillisecond(String text, Instant expected) throws Exception {
    line.put("event_time", text);
    assertEquals(expected, read().datum().getEventTime());
  }

  @Test
  void readsEpochMilliseconds() throws Exception {
    line.put("event_time", 1_768_509_000_000L);
    assertEquals(Instant.parse("2026-01-15T20:30:00Z"), read().datum().getEventTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "today", "2026-01-15", "2026-01-15T20:30:00", "2026-02-30T00:00:00Z", "1768"})
  void otherTextIsOfTheWrongType(String text) {
    line.put("event_time", text);
    assertEquals(RejectReason.WRONG_TYPE, refusal().reason());
  }

  @Test
  void aFractionOfAMillisecondIsOfTheWrongType() {
    line.put("event_time", 1.5);
    assertEquals(RejectReason.WRONG_TYPE, refusal().reason());
  }

  @Test
  void aTimeBeyondMillisecondsIsOutOfRange() {
    line.put("event_time", "+999999999-01-01T00:00:00Z");
    assertEquals(RejectReason.OUT_OF_RANGE, refusal().reason());
  }

  @Test
  void receivedAtIsGivenBesideTheRecord() throws Exception {
    assertNull(read().receivedAt());
    line.put("received_at", "2026-01-15T20:30:01Z");
    assertEquals(Instant.parse("2026-01-15T20:30:01Z"), read().receivedAt());
    line.put("received_at", 0);
    assertEquals(Instant.EPOCH, read().receivedAt());
    line.putNull("received_at");
    assertNull(read().receivedAt());
    line.put("received_at", "soon");
    assertEquals("received_at", refusal().field());
  }

  private JsonLine<DnsQuery> read() throws Exception {
    return reader.read(Samples.bytes(line));
  }

  private InvalidRecordException refusal() {
    return assertThrows(InvalidRecordException.class, this::read);
  }
}
