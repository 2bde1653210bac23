package org.drey.definitions.record;

import java.time.Instant;
import java.util.Objects;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;

/** Makes dead letters: where a record is and why it is not taken, never what was in it. */
public final class DeadLetters {
  private DeadLetters() {}

  /** The dead letter of a rejected arrival. */
  public static DeadLetter of(ArrivedRecord<?> arrival, long seenAt) {
    String reason = Objects.requireNonNull(arrival.reason(), "a rejected arrival has a reason");
    String detail = Objects.requireNonNull(arrival.detail(), "a rejected arrival has a detail");
    return of(arrival.place(), reason, detail, arrival.eventTime(), seenAt);
  }

  /** The dead letter of an event that is older than its stream's lateness allows. */
  public static DeadLetter late(RecordPosition place, long eventTime, long seenAt) {
    String detail = "event_time: older than the lateness allows";
    return of(place, RejectReason.LATE.name(), detail, eventTime, seenAt);
  }

  /**
   * The dead letter of a verdict that is not allowed.
   *
   * @param detail which rule it breaks; never a value of the record
   */
  public static DeadLetter notAllowed(
      RecordPosition place, String detail, long verdictTime, long seenAt) {
    return of(place, RejectReason.NOT_ALLOWED.name(), detail, verdictTime, seenAt);
  }

  /**
   * The dead letter of a record that could not be processed although nothing is known to be wrong
   * with it.
   *
   * @param error what was thrown; only its class is said, for its message may quote the record
   */
  public static DeadLetter unexpected(
      RecordPosition place, Throwable error, long eventTime, long seenAt) {
    String detail = error.getClass().getName();
    return of(place, RejectReason.INTERNAL.name(), detail, eventTime, seenAt);
  }

  /**
   * A dead letter.
   *
   * @param eventTime milliseconds since 1970 or {@link ArrivedRecord#NO_TIME}
   * @param seenAt milliseconds since 1970
   */
  private static DeadLetter of(
      RecordPosition place, String reason, String detail, long eventTime, long seenAt) {
    return DeadLetter.newBuilder()
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setReason(reason)
        .setDetail(detail)
        .setEventTime(eventTime == ArrivedRecord.NO_TIME ? null : Instant.ofEpochMilli(eventTime))
        .setSeenAt(Instant.ofEpochMilli(seenAt))
        .build();
  }
}
