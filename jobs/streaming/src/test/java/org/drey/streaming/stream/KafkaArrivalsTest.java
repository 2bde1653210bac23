package org.drey.streaming.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.drey.event.Payment;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.Limits;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** Records of Kafka as they arrive: each one an arrival, whatever is in it. */
final class KafkaArrivalsTest {
  private static final long RECEIVED = Sample.START.toEpochMilli();

  private static Arrival<Payment> arrival(byte[] value) {
    KafkaArrivals<Payment> arrivals =
        new KafkaArrivals<>(Payment.class, Payments.definition().schema());
    arrivals.open(null);
    List<Arrival<Payment>> out = new ArrayList<>();
    arrivals.deserialize(
        new ConsumerRecord<>(
            "firm-a-payments",
            1,
            42,
            RECEIVED,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(out));
    assertEquals(1, out.size());
    assertEquals("firm-a-payments", out.get(0).topic());
    assertEquals(1, out.get(0).partition());
    assertEquals(42, out.get(0).offset());
    return out.get(0);
  }

  private static byte[] avro(Duration sinceStart) {
    Payment payment = (Payment) Sample.payment("a", "p1", "q1").at(sinceStart).record();
    return AvroCodec.of(Payment.class).encode(payment);
  }

  @Test
  void aRecordIsDecoded() {
    Arrival<Payment> arrival = arrival(avro(Duration.ZERO));
    assertEquals("p1", arrival.datum().getSubject());
    assertEquals(RECEIVED, arrival.eventTime());
  }

  @Test
  void anEventIsAtMostFiveMinutesAheadOfTheBroker() {
    assertNull(arrival(avro(Duration.ofMinutes(5))).reason());
    Arrival<Payment> ahead = arrival(avro(Duration.ofMinutes(5).plusMillis(1)));
    assertEquals("FUTURE", ahead.reason());
    assertEquals(RECEIVED + 300_001, ahead.eventTime());
    assertNull(ahead.datum());
  }

  @Test
  void anEventIsAtMost400DaysOlderThanItsRecord() {
    assertNull(arrival(avro(Duration.ofDays(-400))).reason());
    Arrival<Payment> old = arrival(avro(Duration.ofDays(-400).minusMillis(1)));
    assertEquals("OUT_OF_RANGE", old.reason());
    assertFalse(old.drivesClock());
  }

  @Test
  void itDrivesTheClockUnlessItWasLateWhenItWasReceived() {
    assertEquals(
        RECEIVED - Duration.ofDays(1).toMillis(), arrival(avro(Duration.ofDays(-1))).clock());
    assertFalse(arrival(avro(Duration.ofDays(-1).minusMillis(1))).drivesClock());
  }

  @Test
  void whatIsDatedAheadDrivesTheClockToItsReceptionAndNoFurther() {
    assertEquals(RECEIVED, arrival(avro(Duration.ofMinutes(4))).clock());
  }

  @Test
  void whatCannotBeDecodedIsRejected() {
    byte[] cut = avro(Duration.ZERO);
    assertEquals("MALFORMED", arrival(java.util.Arrays.copyOf(cut, cut.length - 1)).reason());
    assertEquals("MALFORMED", arrival(new byte[0]).reason());
    assertEquals("OVERSIZED", arrival(new byte[Limits.MAX_RECORD_BYTES + 1]).reason());
  }

  @Test
  void aDeletionIsRejected() {
    assertEquals("MALFORMED", arrival(null).reason());
  }
}
