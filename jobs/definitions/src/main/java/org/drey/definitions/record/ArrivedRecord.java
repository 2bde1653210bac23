package org.drey.definitions.record;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from a topic or file: decoded, rejected, or unwanted, which is one that no
 * rule matches and that was therefore not decoded.
 *
 * @param topic the topic that it was read from; a stream may have several
 * @param partition the partition, of a file 0
 * @param offset the offset, of a file the line from 0
 * @param eventTime milliseconds since 1970; of a rejected record {@link #NO_TIME} if unknown
 * @param receivedAt when the record was received, milliseconds since 1970
 * @param clock the time to which the record drives its partition's clock; {@link #NO_TIME} if it
 *     drives nothing, as every rejected one
 * @param lateness how late records of its topic may be, milliseconds
 * @param datum the record; null if rejected or unwanted
 * @param provider who sent an unwanted record, else null
 * @param reason a {@link RejectReason}'s name, null if not rejected
 * @param detail which field, and what was expected of it; never a value
 */
public record ArrivedRecord<T extends SpecificRecordBase>(
    String topic,
    int partition,
    long offset,
    long eventTime,
    long receivedAt,
    long clock,
    long lateness,
    @Nullable T datum,
    @Nullable String provider,
    @Nullable String reason,
    @Nullable String detail) {

  public static final long NO_TIME = Long.MIN_VALUE;

  /** A record that was decoded. */
  public static <T extends SpecificRecordBase> ArrivedRecord<T> of(
      RecordPosition place,
      long eventTime,
      long receivedAt,
      long clock,
      Duration lateness,
      T datum) {
    return fit(place, eventTime, receivedAt, clock, lateness, datum, null);
  }

  /** A record that is fit, and that no rule wants: it was not decoded. */
  public static <T extends SpecificRecordBase> ArrivedRecord<T> unwanted(
      RecordPosition place,
      long eventTime,
      long receivedAt,
      long clock,
      Duration lateness,
      String provider) {
    return fit(place, eventTime, receivedAt, clock, lateness, null, provider);
  }

  private static <T extends SpecificRecordBase> ArrivedRecord<T> fit(
      RecordPosition place,
      long eventTime,
      long receivedAt,
      long clock,
      Duration lateness,
      @Nullable T datum,
      @Nullable String provider) {
    return new ArrivedRecord<>(
        place.topic(),
        place.partition(),
        place.offset(),
        eventTime,
        receivedAt,
        clock,
        lateness.toMillis(),
        datum,
        provider,
        null,
        null);
  }

  /** A record that is not taken. */
  public static <T extends SpecificRecordBase> ArrivedRecord<T> rejected(
      RecordPosition place, long eventTime, long receivedAt, RejectReason reason, String detail) {
    return new ArrivedRecord<>(
        place.topic(),
        place.partition(),
        place.offset(),
        eventTime,
        receivedAt,
        NO_TIME,
        0,
        null,
        null,
        reason.name(),
        detail);
  }

  /** Returns where the record is. */
  public RecordPosition place() {
    return new RecordPosition(topic, partition, offset);
  }

  public boolean isRejected() {
    return reason != null;
  }

  /** Returns whether it is rejected because a decoder failed, which is no fault of the record. */
  public boolean isFault() {
    return RejectReason.INTERNAL.name().equals(reason);
  }

  /** Returns whether it drives its partition's clock, and counts as activity. */
  public boolean drivesClock() {
    return clock != NO_TIME;
  }
}
