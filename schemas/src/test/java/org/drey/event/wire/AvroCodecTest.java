package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.drey.event.Alert;
import org.drey.event.DnsQuery;
import org.drey.event.ExternalSignal;
import org.drey.event.Payment;
import org.drey.event.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AvroCodecTest {
  private static final int HEADER = 10;

  private final AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
  private DnsQuery query;
  private byte[] message;

  @BeforeEach
  void encodeTheSample() throws Exception {
    query = Samples.record(DnsQuery.class);
    message = codec.encode(query);
  }

  @Test
  void readsWhatItWrote() throws Exception {
    assertEquals(query, codec.decode(message));
    Alert alert = Samples.record(Alert.class);
    AvroCodec<Alert> alerts = AvroCodec.of(Alert.class);
    assertEquals(alert, alerts.decode(alerts.encode(alert)));
  }

  @Test
  void isTheSingleObjectEncodingOfAvro() throws Exception {
    var avro =
        new BinaryMessageDecoder<DnsQuery>(
            RecordModel.of(DnsQuery.class), DnsQuery.getClassSchema());
    assertEquals(query, avro.decode(message));
    assertArrayEquals(new byte[] {(byte) 0xC3, 1}, Arrays.copyOf(message, 2));
  }

  @Test
  void writesTheBytesThatAvroWrites() throws Exception {
    Alert alert = Samples.record(Alert.class);
    var avro = new BinaryMessageEncoder<Alert>(RecordModel.of(Alert.class), Alert.getClassSchema());
    byte[] expected = new byte[avro.encode(alert).remaining()];
    avro.encode(alert).get(expected);
    assertArrayEquals(expected, AvroCodec.of(Alert.class).encode(alert));
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNothingBehind() {
    DnsQuery broken = DnsQuery.newBuilder(query).build();
    broken.setResolver("somewhere");
    broken.setProvider(null);
    assertThrows(NullPointerException.class, () -> codec.encode(broken));
    assertArrayEquals(message, codec.encode(query));
  }

  @Test
  void anUnknownFingerprintIsNamed() {
    for (int i = 2; i < HEADER; i++) {
      message[i] = (byte) (HEADER - i);
    }
    InvalidRecordException e = refusal(message);
    assertEquals(RejectReason.UNKNOWN_SCHEMA, e.reason());
    assertEquals("fingerprint 0102030405060708", e.detail());
  }

  @Test
  void theSchemaOfAnotherTopicIsUnknown() throws Exception {
    byte[] payment = AvroCodec.of(Payment.class).encode(Samples.record(Payment.class));
    assertEquals(RejectReason.UNKNOWN_SCHEMA, refusal(payment).reason());
  }

  @Test
  void whatIsCutShortIsMalformedWhereverItIsCut() {
    for (int length = 0; length < message.length; length++) {
      InvalidRecordException e = refusal(Arrays.copyOf(message, length));
      assertEquals(RejectReason.MALFORMED, e.reason(), "cut at " + length);
    }
  }

  @Test
  void bytesAfterTheBodyAreMalformed() throws Exception {
    assertEquals(
        RejectReason.MALFORMED, refusal(Arrays.copyOf(message, message.length + 1)).reason());
    assertEquals(query, codec.decode(message));
  }

  @Test
  void anotherMarkerOrNothingIsMalformed() {
    assertEquals(RejectReason.MALFORMED, refusal(null).reason());
    message[1] = 2;
    assertEquals(RejectReason.MALFORMED, refusal(message).reason());
  }

  @Test
  void aHugeStringOrArrayIsMalformedBeforeMemoryIsTaken() throws Exception {
    for (long length : new long[] {Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
      assertEquals(RejectReason.MALFORMED, refusal(withIdLength(length)).reason());
      assertEquals(RejectReason.MALFORMED, refusal(withAnswerCount(length)).reason());
    }
    assertEquals(RejectReason.MALFORMED, refusal(withAnswerCount(Long.MIN_VALUE)).reason());
  }

  private byte[] withIdLength(long length) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message, 0, HEADER);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(length);
    return out.toByteArray();
  }

  private byte[] withAnswerCount(long count) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message, 0, HEADER);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeString("id");
    encoder.writeLong(0);
    encoder.writeString("isp.example");
    encoder.writeString("default");
    encoder.writeInt(1);
    encoder.writeIndex(0);
    encoder.writeString("a.example");
    encoder.writeString("A");
    encoder.writeIndex(0);
    encoder.writeLong(count);
    return out.toByteArray();
  }

  @Test
  void moreThanAMebibyteIsOversizedAndExactlyOneIsNot() throws Exception {
    byte[] huge = Arrays.copyOf(message, RecordLimits.MAX_RECORD_BYTES + 1);
    assertEquals(RejectReason.OVERSIZED, refusal(huge).reason());
    query.setAnswers(new ArrayList<>(Collections.nCopies(128, "a".repeat(8_000))));
    int missing = RecordLimits.MAX_RECORD_BYTES - codec.encode(query).length;
    // Each answer keeps a length of two bytes.
    for (int i = 0; missing > 0; i++) {
      int more = Math.min(missing, 8_191 - 8_000);
      query.getAnswers().set(i, "a".repeat(8_000 + more));
      missing -= more;
    }
    byte[] largest = codec.encode(query);
    RecordGlance glance = RecordGlance.of(DnsQuery.class).orElseThrow();
    assertEquals(RecordLimits.MAX_RECORD_BYTES, largest.length);
    assertEquals(query, codec.decode(largest));
    assertTrue(glance.sees(largest));
    query.getAnswers().add("a");
    assertFalse(glance.sees(codec.encode(query)));
  }

  @Test
  void noCorruptionEndsOtherwiseThanInARefusal() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 50_000; round++) {
      byte[] corrupt = message.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        corrupt[HEADER + random.nextInt(corrupt.length - HEADER)] = (byte) random.nextInt();
      }
      try {
        codec.decode(corrupt);
      } catch (InvalidRecordException e) {
        assertFalse(e.getMessage().contains("shop.example"));
        assertNull(e.getCause());
      }
    }
    assertEquals(query, codec.decode(message));
  }

  @Test
  void textThatIsNotUtf8IsMalformed() {
    for (int i = HEADER; i < message.length; i++) {
      if (message[i] == 'w') {
        message[i] = (byte) 0xff;
      }
    }
    assertEquals(RejectReason.MALFORMED, refusal(message).reason());
  }

  @Test
  void whatIsReadHasPassedTheDomainCheck() throws Exception {
    query.setSubject("");
    assertNull(codec.decode(codec.encode(query)).getSubject());
    AvroCodec<ExternalSignal> signals = AvroCodec.of(ExternalSignal.class);
    ExternalSignal signal = Samples.record(ExternalSignal.class);
    signal.setConfidence(Double.NaN);
    byte[] encoded = signals.encode(signal);
    InvalidRecordException e =
        assertThrows(InvalidRecordException.class, () -> signals.decode(encoded));
    assertEquals(RejectReason.OUT_OF_RANGE, e.reason());
    assertEquals("confidence", e.field());
    assertEquals(signal.getEventTime(), e.eventTime());
    assertTrue(e.getStackTrace().length == 0);
  }

  private InvalidRecordException refusal(byte[] bytes) {
    return assertThrows(InvalidRecordException.class, () -> codec.decode(bytes));
  }
}
