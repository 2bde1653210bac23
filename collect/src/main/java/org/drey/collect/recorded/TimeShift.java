package org.drey.collect.recorded;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/**
 * A move of all times of records by whole days: hours of the day stay what they were, by which
 * rules judge nights, where people are, and reports of the same hour.
 */
public final class TimeShift {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final long millis;
  private final Map<String, AvroCodec<? extends SpecificRecordBase>> codecs = new HashMap<>();

  private TimeShift(long days) {
    this.millis = Math.multiplyExact(days, DAY);
  }

  /**
   * A shift by as many days as lie between two moments, so that the first gets before the other.
   */
  public static TimeShift between(long first, long other) {
    return new TimeShift(Math.floorDiv(other - first, DAY));
  }

  /** Returns by how many days times are moved; less than none is back. */
  public long days() {
    return millis / DAY;
  }

  /**
   * Returns a line with other times. One that is no record keeps its bytes: nothing in it can be
   * found for sure.
   */
  public RecordedLine apply(RecordedLine line) {
    return new RecordedLine(
        line.stream(),
        line.topic(),
        line.number(),
        line.identity() == null ? line.value() : moved(line.stream(), line.value()),
        line.provider(),
        line.identity(),
        line.key(),
        apply(line.order()),
        apply(line.time()),
        later(line.eventTime()),
        line.reason(),
        later(line.clock()),
        line.lateness());
  }

  /** Returns a time as it is moved, milliseconds since 1970. */
  public long apply(long time) {
    return time + millis;
  }

  private long later(long time) {
    return time == ArrivedRecord.NO_TIME ? time : apply(time);
  }

  private byte[] moved(String stream, byte[] value) {
    return moved(codecs.computeIfAbsent(stream, TimeShift::codec), value);
  }

  private static AvroCodec<? extends SpecificRecordBase> codec(String stream) {
    return AvroCodec.of(TopicNames.recordClass(stream));
  }

  private <T extends SpecificRecordBase> byte[] moved(AvroCodec<T> codec, byte[] value) {
    try {
      T datum = codec.decode(value);
      move(datum);
      return codec.encode(datum);
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("what was encoded can be decoded", e);
    }
  }

  private void move(SpecificRecordBase datum) {
    for (Schema.Field field : datum.getSchema().getFields()) {
      datum.put(field.pos(), move(datum.get(field.pos())));
    }
  }

  private @Nullable Object move(@Nullable Object value) {
    if (value instanceof Instant time) {
      return time.plusMillis(millis);
    }
    if (value instanceof SpecificRecordBase nested) {
      move(nested);
    } else if (value instanceof List<?> elements) {
      elements.forEach(this::move);
    }
    return value;
  }
}
