package org.drey.streams.stream;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.event.StreamSchema;
import org.drey.streams.config.Bindings;
import org.drey.streams.config.Bindings.Binding;
import org.drey.streams.event.Arrival;
import org.drey.streams.event.Drive;
import org.drey.streams.event.FaultLog;
import org.drey.streams.event.Header;
import org.drey.streams.event.Place;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a decoder made of a record into an arrival: holds it against the binding of its topic,
 * removes its subject where no legal basis is declared, and refuses events of the future and of
 * long ago.
 */
public final class Acceptance<T extends SpecificRecordBase> {
  /** How far an event may be ahead of the time at which its record was received. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** How far it may be before it: more than any window, and less than any unit of time confused. */
  private static final Duration BEFORE = Duration.ofDays(400);

  private final Header header;
  private final int subject;
  private final Bindings bindings;
  private final FaultLog faults = new FaultLog("decode");

  /**
   * Accepts the records of a stream.
   *
   * @param bindings has a binding for the topic of each
   */
  public Acceptance(StreamSchema stream, Bindings bindings) {
    this.header = new Header(stream);
    this.subject = stream.slot("subject");
    this.bindings = bindings;
  }

  /**
   * A decoded record, which may be changed.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public Arrival<T> accept(T datum, Place place, long receivedAt) {
    return accept(datum, place, receivedAt, bindings.of(place.topic()));
  }

  /**
   * The same, for which the binding of the topic has been looked up.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public Arrival<T> accept(T datum, Place place, long receivedAt, Binding binding) {
    long time = header.time(datum);
    String foreign = foreign(datum, binding);
    if (foreign != null) {
      return Arrival.rejected(place, time, receivedAt, RejectReason.FOREIGN_PROVIDER, foreign);
    }
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
    if (!binding.subjects()) {
      datum.put(subject, null);
    }
    Duration lateness = binding.lateness();
    return Arrival.of(
        place, time, receivedAt, Drive.of(time, receivedAt, lateness), lateness, datum);
  }

  /** What of a record is not as its topic is bound; null if all is. */
  private @Nullable String foreign(T datum, Binding binding) {
    if (binding.provider() != null && !binding.provider().equals(header.provider(datum))) {
      return "provider: not the one that this topic is bound to";
    }
    if (binding.tokenDomain() != null && !binding.tokenDomain().equals(header.tokenDomain(datum))) {
      return "token_domain: not the one that this topic is bound to";
    }
    return null;
  }

  /**
   * A decoded record whose time of receipt is unknown: taken as received when it happened.
   *
   * @param now the reading clock, milliseconds since 1970
   */
  public Arrival<T> acceptUndated(T datum, Place place, long now) {
    return accept(datum, place, Math.min(header.time(datum), now));
  }

  /**
   * A record at which a decoder threw what it never should. Only the class is said: the message may
   * quote the record. The operator that takes the arrival counts it, since only operators have
   * counters.
   */
  public Arrival<T> unexpected(Throwable error, Place place, long receivedAt) {
    faults.write(error);
    return Arrival.rejected(
        place, Arrival.NO_TIME, receivedAt, RejectReason.INTERNAL, error.getClass().getName());
  }

  /** A record that could not be decoded. */
  public Arrival<T> reject(InvalidRecordException e, Place place, long receivedAt) {
    long time = e.eventTime() == null ? Arrival.NO_TIME : e.eventTime().toEpochMilli();
    return Arrival.rejected(place, time, receivedAt, e.reason(), e.detail());
  }
}
