package org.drey.definitions.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.Bindings;
import org.drey.definitions.config.Bindings.Binding;
import org.drey.definitions.record.Arrival;
import org.drey.definitions.record.FaultLog;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.Place;
import org.drey.rules.schema.StreamSchema;

/** Turns what a decoder made of a record into an arrival, accepted or rejected. */
public final class Acceptance<T extends SpecificRecordBase> {
  private final Admission<T> admission;
  private final Bindings bindings;
  private final FaultLog faults = new FaultLog("decode");

  /**
   * Accepts records of one kind.
   *
   * @param bindings has a binding for the topic of each
   */
  public Acceptance(Admission<T> admission, Bindings bindings) {
    this.admission = admission;
    this.bindings = bindings;
  }

  /** Accepts the records of a stream. */
  public Acceptance(StreamSchema stream, Bindings bindings) {
    this(new StreamAdmission<>(stream), bindings);
  }

  /**
   * A decoded record, which may be changed.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public Arrival<T> accept(T datum, Place place, long receivedAt) {
    return accept(datum, place, receivedAt, bindings.required(place.topic()));
  }

  /**
   * The same, for which the binding of the topic has been looked up.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public Arrival<T> accept(T datum, Place place, long receivedAt, Binding binding) {
    return admission.admit(datum, place, receivedAt, binding);
  }

  /**
   * A decoded record whose time of receipt is unknown: taken as received when it happened.
   *
   * @param now the reading clock, milliseconds since 1970
   */
  public Arrival<T> acceptUndated(T datum, Place place, long now) {
    return accept(datum, place, Math.min(admission.newest(datum), now));
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
