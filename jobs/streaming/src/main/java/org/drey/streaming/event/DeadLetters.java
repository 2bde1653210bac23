package org.drey.streaming.event;

import java.time.Instant;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;

/** Makes dead letters: where a record stood and why it is not taken, never what was in it. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * A dead letter.
   *
   * @param eventTime milliseconds since 1970 or {@link Arrival#NO_TIME}
   * @param seenAt milliseconds since 1970
   */
  public static DeadLetter of(
      String topic,
      int partition,
      long offset,
      String reason,
      String detail,
      long eventTime,
      long seenAt) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setReason(reason)
        .setDetail(detail)
        .setEventTime(eventTime == Arrival.NO_TIME ? null : Instant.ofEpochMilli(eventTime))
        .setSeenAt(Instant.ofEpochMilli(seenAt))
        .build();
  }

  /** The dead letter of an event that is older than its stream's lateness allows. */
  public static DeadLetter late(
      String topic, int partition, long offset, long eventTime, long seenAt) {
    String detail = "event_time: older than the lateness allows";
    return of(topic, partition, offset, RejectReason.LATE.name(), detail, eventTime, seenAt);
  }

  /** The dead letter of a rejected arrival. */
  public static DeadLetter of(Arrival<?> arrival, long seenAt) {
    return of(
        arrival.topic(),
        arrival.partition(),
        arrival.offset(),
        arrival.reason(),
        arrival.detail(),
        arrival.eventTime(),
        seenAt);
  }
}
