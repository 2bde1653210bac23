package org.drey.collect.feed;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;

/**
 * The conditions under which an event of a stream becomes a record: what the jobs would refuse is
 * refused. For one thread.
 */
public final class EventCheck {
  /** As the jobs have it. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final Duration BEFORE = Duration.ofDays(400);
  private static final String TIME = "event_time";

  private final AvroCodec<SpecificRecordBase> codec;
  private final DomainCheck domain;
  private final int eventTime;
  private final boolean anyAge;

  /**
   * The conditions of a stream.
   *
   * @param anyAge whether events may be of any age, because a replay reads them
   */
  @SuppressWarnings("unchecked") // A codec of a class takes its records; no other is made here.
  public EventCheck(String stream, boolean anyAge) {
    this.anyAge = anyAge;
    Class<? extends SpecificRecordBase> type = TopicNames.recordClass(stream);
    codec = (AvroCodec<SpecificRecordBase>) AvroCodec.of(type);
    Schema schema = TopicNames.schema(stream);
    domain = DomainCheck.of(schema);
    eventTime = schema.getField(TIME).pos();
  }

  /** Returns whether a time is so far ahead that an event of it is refused. */
  public static boolean isAhead(Instant time, Instant now) {
    return time.isAfter(now.plus(AHEAD));
  }

  /** Returns whether a time is so long ago that no topic takes an event of it. */
  public static boolean isOld(Instant time, Instant now) {
    return time.isBefore(now.minus(BEFORE));
  }

  /**
   * Returns the time of an event.
   *
   * @throws InvalidRecordException if it has none, or one that the jobs do not take
   */
  public Instant time(SpecificRecordBase event, Instant now) throws InvalidRecordException {
    Instant time = (Instant) event.get(eventTime);
    if (time == null) {
      throw new InvalidRecordException(RejectReason.MISSING_FIELD, TIME, "a time");
    }
    if (isAhead(time, now)) {
      throw new InvalidRecordException(RejectReason.FUTURE, TIME, "at most 5 minutes ahead");
    }
    if (!anyAge && isOld(time, now)) {
      throw new InvalidRecordException(RejectReason.LATE, TIME, "at most 400 days ago");
    }
    return time;
  }

  /**
   * Returns an event as a record.
   *
   * @param event with its header and tokens
   * @throws InvalidRecordException if a value is not what its field may hold
   */
  public byte[] encode(SpecificRecordBase event) throws InvalidRecordException {
    domain.check(event);
    return codec.encode(event);
  }

  /** Returns the reason that is counted. */
  public static RefusalReason reason(InvalidRecordException of) {
    return switch (of.reason()) {
      case OVERSIZED -> RefusalReason.OVERSIZED;
      case MISSING_FIELD -> isOfTime(of) ? RefusalReason.NO_TIME : RefusalReason.MISSING_FIELD;
      case FUTURE -> RefusalReason.FUTURE;
      case LATE -> RefusalReason.TOO_OLD;
      default -> RefusalReason.OUT_OF_RANGE;
    };
  }

  private static boolean isOfTime(InvalidRecordException of) {
    return TIME.equals(of.field());
  }
}
