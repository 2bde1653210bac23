package org.drey.streaming.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.Header;

/** Turns what a decoder made of a record into an arrival, and refuses events of the future. */
final class Acceptance<T extends SpecificRecordBase> {
  /** How far an event may be ahead of the time at which its record was received. */
  private static final long AHEAD_MILLIS = 5 * 60_000L;

  private final Header header;

  Acceptance(StreamDefinition<T> stream) {
    this.header = new Header(stream.schema());
  }

  /**
   * A decoded record.
   *
   * @param topic the topic that it was read from, one of several that a stream may have
   * @param receivedAt when it was received, milliseconds since 1970
   */
  Arrival<T> accept(T datum, String topic, int partition, long offset, long receivedAt) {
    long time = header.time(datum);
    if (time > receivedAt + AHEAD_MILLIS) {
      return Arrival.rejected(
          topic,
          partition,
          offset,
          time,
          RejectReason.FUTURE,
          "event_time: at most five minutes after the record was received");
    }
    return Arrival.of(topic, partition, offset, time, datum);
  }

  /**
   * A record at which a decoder threw what it never should. Only the class is said: the message may
   * quote the record.
   */
  Arrival<T> unexpected(Throwable error, String topic, int partition, long offset) {
    String detail = error.getClass().getName();
    return Arrival.rejected(
        topic, partition, offset, Arrival.NO_TIME, RejectReason.INTERNAL, detail);
  }

  /** A record that could not be decoded. */
  Arrival<T> reject(InvalidRecordException e, String topic, int partition, long offset) {
    long time = e.eventTime() == null ? Arrival.NO_TIME : e.eventTime().toEpochMilli();
    return Arrival.rejected(topic, partition, offset, time, e.reason(), e.detail());
  }
}
