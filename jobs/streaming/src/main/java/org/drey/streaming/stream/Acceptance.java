package org.drey.streaming.stream;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.event.StreamSchema;
import org.drey.streaming.clock.Drive;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.Header;
import org.drey.streaming.event.Place;

/**
 * Turns what a decoder made of a record into an arrival, and refuses events of the future and of
 * long ago.
 */
final class Acceptance<T extends SpecificRecordBase> {
  /** How far an event may be ahead of the time at which its record was received. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** How far it may be before it: more than any window, and less than any unit of time confused. */
  private static final Duration BEFORE = Duration.ofDays(400);

  private final Header header;
  private final Duration lateness;

  /** Accepts the records of a stream, with the lateness that applies. */
  Acceptance(StreamSchema stream) {
    this.header = new Header(stream);
    this.lateness = stream.lateness();
  }

  /**
   * A decoded record.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  Arrival<T> accept(T datum, Place place, long receivedAt) {
    long time = header.time(datum);
    if (time > receivedAt + AHEAD.toMillis()) {
      return Arrival.rejected(
          place,
          time,
          receivedAt,
          RejectReason.FUTURE,
          "event_time: at most five minutes after the record was received");
    }
    if (time < receivedAt - BEFORE.toMillis()) {
      return Arrival.rejected(
          place,
          time,
          receivedAt,
          RejectReason.OUT_OF_RANGE,
          "event_time: at most 400 days before the record was received");
    }
    return Arrival.of(place, time, receivedAt, Drive.of(time, receivedAt, lateness), datum);
  }

  /**
   * A decoded record of which nobody knows when it was received: then, as if at once.
   *
   * @param now the reading clock, milliseconds since 1970
   */
  Arrival<T> acceptUndated(T datum, Place place, long now) {
    return accept(datum, place, Math.min(header.time(datum), now));
  }

  /**
   * A record at which a decoder threw what it never should. Only the class is said: the message may
   * quote the record.
   */
  Arrival<T> unexpected(Throwable error, Place place, long receivedAt) {
    return Arrival.rejected(
        place, Arrival.NO_TIME, receivedAt, RejectReason.INTERNAL, error.getClass().getName());
  }

  /** A record that could not be decoded. */
  Arrival<T> reject(InvalidRecordException e, Place place, long receivedAt) {
    long time = e.eventTime() == null ? Arrival.NO_TIME : e.eventTime().toEpochMilli();
    return Arrival.rejected(place, time, receivedAt, e.reason(), e.detail());
  }
}
