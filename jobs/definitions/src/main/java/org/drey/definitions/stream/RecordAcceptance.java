package org.drey.definitions.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.FaultLog;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;

/** Turns what a decoder made of a record into an arrival, accepted or rejected. */
public final class RecordAcceptance<T extends SpecificRecordBase> {
  private final RecordAdmission<T> admission;
  private final TopicBindings bindings;
  private final FaultLog faults = new FaultLog("decode");

  /**
   * Accepts records of one kind.
   *
   * @param bindings has a binding for the topic of each
   */
  public RecordAcceptance(RecordAdmission<T> admission, TopicBindings bindings) {
    this.admission = admission;
    this.bindings = bindings;
  }

  /** Accepts the records of a stream. */
  public RecordAcceptance(StreamSchema stream, TopicBindings bindings) {
    this(new StreamAdmission<>(stream), bindings);
  }

  /**
   * A decoded record, which may be changed.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public ArrivedRecord<T> accept(T datum, RecordPosition place, long receivedAt) {
    return accept(datum, place, receivedAt, bindings.required(place.topic()));
  }

  /**
   * The same of a line of a file that is sent to a topic.
   *
   * @param number of the line in its file, from 0
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public ArrivedRecord<T> acceptLine(T datum, String topic, long number, long receivedAt) {
    return accept(datum, new RecordPosition(topic, 0, number), receivedAt);
  }

  /**
   * The same, for which the binding of the topic has been looked up.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public ArrivedRecord<T> accept(T datum, RecordPosition place, long receivedAt, Binding binding) {
    return admission.admit(datum, place, receivedAt, binding);
  }

  /**
   * A decoded record whose time of receipt is unknown: taken as received when it happened.
   *
   * @param now the reading clock, milliseconds since 1970
   */
  public ArrivedRecord<T> acceptUndated(T datum, RecordPosition place, long now) {
    return accept(datum, place, Math.min(admission.newest(datum), now));
  }

  /**
   * A record at which a decoder threw what it never should. Only the class is said: the message may
   * quote the record. The operator that takes the arrival counts it, since only operators have
   * counters.
   */
  public ArrivedRecord<T> unexpected(Throwable error, RecordPosition place, long receivedAt) {
    faults.write(error);
    return ArrivedRecord.rejected(
        place,
        ArrivedRecord.NO_TIME,
        receivedAt,
        RejectReason.INTERNAL,
        error.getClass().getName());
  }

  /** A record that could not be decoded. */
  public ArrivedRecord<T> reject(InvalidRecordException e, RecordPosition place, long receivedAt) {
    long time = e.eventTime() == null ? ArrivedRecord.NO_TIME : e.eventTime().toEpochMilli();
    return ArrivedRecord.rejected(place, time, receivedAt, e.reason(), e.detail());
  }
}
