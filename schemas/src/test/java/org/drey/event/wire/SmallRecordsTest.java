package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a small record a codec makes few checks, which say the same as all of them. */
final class SmallRecordsTest {
  private static final int RECORDS = 1_000;

  private final Random random = new Random(7);
  private final RecordChanges changes = new RecordChanges(random);

  @Test
  void fewChecksSayWhatAllOfThemSay() throws Exception {
    for (Class<? extends SpecificRecordBase> type :
        TopicNames.ALL.stream().map(TopicNames::recordClass).distinct().toList()) {
      assertSameOutcomes(type);
    }
  }

  private <T extends SpecificRecordBase> void assertSameOutcomes(Class<T> type) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    DomainCheck all = DomainCheck.of(RecordModel.schema(type));
    T sample = Samples.record(type);
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      T record = changes.changed(sample, 1 + random.nextInt(3));
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
}
