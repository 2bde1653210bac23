package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.junit.jupiter.api.Test;

final class WorldItemTest {
  private static final String FUTURE = "FUTURE";
  private final SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(11, 200, 30));

  @Test
  void bothFormsOfAnEventAreTheSameRecord() throws InvalidRecordException {
    for (String topic : world.arrivals().keySet()) {
      Decoders<?> decoders = Decoders.of(TopicNames.recordClass(topic));
      for (WorldItem item : world.arrivals().get(topic)) {
        if (item.event() != null) {
          assertEquals(item.event(), decoders.line(item));
          assertEquals(item.event(), decoders.value(item));
        }
      }
    }
  }

  @Test
  void malformedRecordsAreRefusedForTheReasonsGiven() throws InvalidRecordException {
    List<String> fileReasons = new ArrayList<>();
    List<String> kafkaReasons = new ArrayList<>();
    List<WorldTruth.Malformed> records = world.truth().deadLetters().records();
    for (String topic : world.arrivals().keySet()) {
      Decoders<?> decoders = Decoders.of(TopicNames.recordClass(topic));
      for (WorldItem item : world.arrivals().get(topic)) {
        if (item.event() == null) {
          fileReasons.add(topic + " " + reason(() -> decoders.line(item)));
          kafkaReasons.add(topic + " " + reason(() -> decoders.value(item)));
        }
      }
    }
    assertEquals(world.truth().deadLetters().total(), records.size());
    assertEquals(
        sorted(records.stream().map(r -> r.topic() + " " + r.fileReason()).toList()),
        sorted(fileReasons));
    assertEquals(
        sorted(records.stream().map(r -> r.topic() + " " + r.kafkaReason()).toList()),
        sorted(kafkaReasons));
  }

  @Test
  void aLineIsOneLine() {
    world
        .arrivals()
        .values()
        .forEach(
            items ->
                items.forEach(
                    item -> {
                      for (byte b : item.jsonLine()) {
                        assertNotEquals((byte) '\n', b);
                      }
                    }));
  }

  /** Only an event of the future decodes: it is for the jobs to look at the clock. */
  private static String reason(Decoding decoding) throws InvalidRecordException {
    SpecificRecordBase datum;
    try {
      datum = decoding.decode();
    } catch (InvalidRecordException e) {
      return e.reason().name();
    }
    Instant time = (Instant) datum.get(datum.getSchema().getField("event_time").pos());
    assertEquals(Instant.parse("2099-01-01T00:00:00Z"), time);
    return FUTURE;
  }

  private static List<String> sorted(List<String> reasons) {
    return reasons.stream().sorted().toList();
  }

  @FunctionalInterface
  private interface Decoding {
    SpecificRecordBase decode() throws InvalidRecordException;
  }

  private record Decoders<T extends SpecificRecordBase>(
      JsonLineReader<T> lines, AvroCodec<T> values) {
    static <T extends SpecificRecordBase> Decoders<T> of(Class<T> type) {
      return new Decoders<>(JsonLineReader.of(type), AvroCodec.of(type));
    }

    T line(WorldItem item) throws InvalidRecordException {
      return lines.read(item.jsonLine()).datum();
    }

    T value(WorldItem item) throws InvalidRecordException {
      return values.decode(item.avro());
    }
  }
}
