package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.DnsQuery;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

/** What a glance sees is what decoding gives. */
final class RecordGlanceTest {
  private static final int RECORDS = 2_000;

  private final Random random = new Random(11);
  private final RecordChanges changes = new RecordChanges(random);

  private static List<Class<? extends SpecificRecordBase>> types() {
    List<Class<? extends SpecificRecordBase>> types = new ArrayList<>();
    TopicNames.ALL.stream()
        .map(TopicNames::recordClass)
        .distinct()
        .filter(type -> RecordGlance.of(type).isPresent())
        .forEach(types::add);
    return types;
  }

  @Test
  void trafficCanBeGlancedAt() {
    for (String topic :
        List.of(TopicNames.DNS_QUERIES, TopicNames.WEB_REQUESTS, TopicNames.BLOCKLIST_HITS)) {
      assertTrue(types().contains(TopicNames.recordClass(topic)), topic);
    }
    for (String topic :
        List.of(TopicNames.PAYMENTS, TopicNames.LIVESTREAM_SESSIONS, TopicNames.EXTERNAL_SIGNALS)) {
      assertFalse(types().contains(TopicNames.recordClass(topic)), topic);
    }
  }

  @Test
  void everyPlainRecordIsSeenAndNoOther() throws Exception {
    for (Class<? extends SpecificRecordBase> type : types()) {
      assertPlainRecordsAreSeen(type);
    }
  }

  private <T extends SpecificRecordBase> void assertPlainRecordsAreSeen(Class<T> type)
      throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    RecordGlance glance = RecordGlance.of(type).orElseThrow();
    T sample = Samples.record(type);
    int seen = 0;
    for (int i = 0; i < RECORDS; i++) {
      T record = changes.changed(sample, random.nextInt(3));
      byte[] encoded = codec.encode(record);
      boolean isPlain = isPlain(record);
      assertEquals(isPlain, glance.sees(encoded), type + " " + i);
      if (isPlain) {
        seen++;
        assertSees(glance, codec.decode(encoded));
      }
    }
    assertTrue(seen > RECORDS / 10 && seen < RECORDS, type + ": " + seen);
  }

  @Test
  void whatIsSeenOfABrokenRecordIsWhatDecodingGives() throws Exception {
    for (Class<? extends SpecificRecordBase> type : types()) {
      assertBrokenRecordsAreSeenAsDecoded(type);
    }
  }

  private <T extends SpecificRecordBase> void assertBrokenRecordsAreSeenAsDecoded(Class<T> type)
      throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    RecordGlance glance = RecordGlance.of(type).orElseThrow();
    byte[] whole = codec.encode(Samples.record(type));
    int seen = 0;
    for (int i = 0; i < 10 * RECORDS; i++) {
      byte[] broken = broken(whole);
      if (!Arrays.equals(broken, whole) && glance.sees(broken)) {
        seen++;
        assertSees(glance, codec.decode(broken));
      }
    }
    assertTrue(seen > RECORDS, type + ": " + seen);
  }

  /** Avro lets a writer cut a list into blocks, and say how long each is. */
  @Test
  void aListMayComeInBlocks() throws Exception {
    DnsQuery query = Samples.record(DnsQuery.class);
    query.setAnswers(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"));
    AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
    byte[] encoded = inBlocks(codec.encode(query));
    RecordGlance glance = RecordGlance.of(DnsQuery.class).orElseThrow();
    assertEquals(query, codec.decode(encoded));
    assertTrue(glance.sees(encoded));
    assertSees(glance, query);
  }

  /** With the list of three texts of nine bytes as one block of one and one of two, of a length. */
  private static byte[] inBlocks(byte[] encoded) {
    byte[] first = {6, 18, '1', '9', '2'};
    int at = 0;
    while (!Arrays.equals(encoded, at, at + first.length, first, 0, first.length)) {
      at++;
    }
    int text = 10;
    return ByteBuffer.allocate(encoded.length + 2)
        .put(encoded, 0, at)
        .put((byte) 2)
        .put(encoded, at + 1, text)
        .put(new byte[] {3, 40}) // two texts, in twenty bytes
        .put(encoded, at + 1 + text, encoded.length - at - 1 - text)
        .array();
  }

  /** Other bytes here and there, a few more or fewer of them, or another number at some place. */
  private byte[] broken(byte[] whole) {
    int at = random.nextInt(whole.length);
    byte[] bytes =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(whole, whole.length + random.nextInt(7) - 3);
          case 1 -> withNumber(whole, at, random.nextLong() >> random.nextInt(Long.SIZE));
          default -> whole.clone();
        };
    for (int changed = 1 + random.nextInt(2); changed > 0; changed--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] withNumber(byte[] whole, int at, long number) {
    ByteBuffer longer = ByteBuffer.allocate(whole.length + 10).put(whole, 0, at);
    for (long left = number; ; left >>>= 7) {
      longer.put((byte) (left >>> 7 == 0 ? left : left | 0x80));
      if (left >>> 7 == 0) {
        break;
      }
    }
    longer.put(whole, at + 1, whole.length - at - 1);
    return Arrays.copyOf(longer.array(), longer.position());
  }

  @Test
  void aTextThatIsRepeatedIsTheSameObject() throws Exception {
    AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
    RecordGlance glance = RecordGlance.of(DnsQuery.class).orElseThrow();
    DnsQuery query = Samples.record(DnsQuery.class);
    int provider = DnsQuery.getClassSchema().getField("provider").pos();
    List<String> seen = new ArrayList<>();
    for (String name : List.of("a.example", "a.example", "b.example", "a.example")) {
      query.setProvider(name);
      assertTrue(glance.sees(codec.encode(query)));
      seen.add(glance.repeatedTextAt(provider));
      assertEquals(name, seen.get(seen.size() - 1));
    }
    assertTrue(isSame(seen.get(0), seen.get(1)));
    assertFalse(isSame(seen.get(0), seen.get(3)));
  }

  @SuppressWarnings("ReferenceEquality") // what is tested
  private static boolean isSame(String one, String other) {
    return one == other;
  }

  /** Whether a record is valid, without an empty token and without a text that is not ASCII. */
  private static boolean isPlain(SpecificRecordBase record) {
    List<String> texts = new ArrayList<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof String text) {
        texts.add(text);
        if (text.isEmpty() && field.getProp(DomainCheck.TOKEN) != null) {
          return false;
        }
      } else if (value instanceof List<?> list) {
        list.forEach(item -> texts.add((String) item));
      }
    }
    return isValid(record) && texts.stream().allMatch(text -> text.chars().allMatch(c -> c < 128));
  }

  private static boolean isValid(SpecificRecordBase record) {
    try {
      DomainCheck.of(record.getSchema()).check(record);
      return true;
    } catch (InvalidRecordException e) {
      return false;
    }
  }

  private static void assertSees(RecordGlance glance, SpecificRecordBase decoded) {
    for (Schema.Field field : decoded.getSchema().getFields()) {
      Object value = decoded.get(field.pos());
      assertEquals(value == null, glance.isNull(field.pos()), field::name);
      if (value != null) {
        assertEquals(value, seen(glance, field.pos(), value), field::name);
      }
    }
  }

  @SuppressWarnings("EnumOrdinal") // generated enums have the symbols of the schema, in its order
  private static Object seen(RecordGlance glance, int field, Object like) {
    if (like instanceof String) {
      assertEquals(glance.textAt(field), glance.repeatedTextAt(field));
      return glance.textAt(field);
    } else if (like instanceof List<?>) {
      return glance.textsAt(field);
    } else if (like instanceof Boolean) {
      return glance.booleanAt(field);
    } else if (like instanceof Instant) {
      return Instant.ofEpochMilli(glance.numberAt(field));
    } else if (like instanceof Integer) {
      return (int) glance.numberAt(field);
    } else if (like instanceof Enum<?> symbol) {
      return symbol.getDeclaringClass().getEnumConstants()[(int) glance.numberAt(field)];
    }
    return glance.numberAt(field);
  }
}
