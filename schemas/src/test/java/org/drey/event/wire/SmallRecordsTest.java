package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Samples;
import org.drey.event.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a small record a codec makes few checks, which say the same as all of them. */
final class SmallRecordsTest {
  private static final int RECORDS = 1_000;

  private final Random random = new Random(7);

  @Test
  void fewChecksSayWhatAllOfThemSay() throws Exception {
    for (Class<? extends SpecificRecordBase> type :
        Topics.ALL.stream().map(Topics::recordClass).distinct().toList()) {
      assertSameOutcomes(type);
    }
  }

  private <T extends SpecificRecordBase> void assertSameOutcomes(Class<T> type) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    DomainCheck all = DomainCheck.of(RecordModel.schema(type));
    T sample = Samples.record(type);
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      T record = SpecificData.getForClass(type).deepCopy(sample.getSchema(), sample);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(record);
      }
      byte[] encoded = codec.encode(record);
      InvalidRecordException refusal = refusal(all, record);
      if (refusal == null) {
        assertEquals(record, codec.decode(encoded));
      } else {
        refused++;
        InvalidRecordException again =
            assertThrows(InvalidRecordException.class, () -> codec.decode(encoded));
        assertEquals(said(refusal), said(again));
      }
    }
    assertTrue(refused > 0 && refused < RECORDS, type + ": " + refused);
  }

  private static @Nullable InvalidRecordException refusal(
      DomainCheck check, SpecificRecordBase record) {
    try {
      check.check(record);
      return null;
    } catch (InvalidRecordException e) {
      return e;
    }
  }

  private static List<@Nullable Object> said(InvalidRecordException e) {
    return Arrays.asList(e.reason(), e.field(), e.detail(), e.eventTime());
  }

  /** Gives a text or list another size: none, one that may be small, or about a bound. */
  private void change(IndexedRecord record) {
    List<Schema.Field> fields = record.getSchema().getFields();
    Schema.Field field = fields.get(random.nextInt(fields.size()));
    Object value = record.get(field.pos());
    if (value instanceof String) {
      record.put(field.pos(), text(field));
    } else if (value instanceof Long) {
      record.put(field.pos(), random.nextInt(3) - 1L);
    } else if (value instanceof Double) {
      record.put(field.pos(), random.nextInt(5) / 2.0 - 0.5);
    } else if (value instanceof IndexedRecord inner) {
      change(inner);
    } else if (value instanceof List<?> items) {
      record.put(field.pos(), list(field, items));
    }
  }

  private String text(Schema.Field field) {
    return (random.nextInt(4) == 0 ? "ü" : "u").repeat(size(field.getProp(DomainCheck.MAX), 128));
  }

  private List<Object> list(Schema.Field field, List<?> items) {
    boolean texts = !items.isEmpty() && items.get(0) instanceof String;
    int size = items.isEmpty() ? 0 : size(field.getProp(DomainCheck.MAX_ITEMS), 10);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(texts && random.nextInt(20) == 0 ? text(field) : items.get(i % items.size()));
    }
    return list;
  }

  private int size(String bound, int usual) {
    int most = Math.min(bound == null ? usual : Integer.parseInt(bound), 2_000);
    int[] sizes = {0, 1, random.nextInt(usual), most / 2, most, most + 1};
    return sizes[random.nextInt(sizes.length)];
  }
}
