package org.drey.definitions.stream;

import java.io.Serializable;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/** The conditions on which decoded records of one kind are accepted. */
public interface RecordAdmission<T extends SpecificRecordBase> extends Serializable {
  /** The most that the time of a record may be ahead of when it was received. */
  Duration AHEAD = Duration.ofMinutes(5);

  /** Returns when what the record says happened, milliseconds since 1970. */
  long time(T datum);

  /** The newest time that the record says, which may not be ahead; milliseconds since 1970. */
  long newest(T datum);

  /** Returns what makes it the same as another record of its kind. */
  String identity(T datum);

  /** Returns who sent it; null of records that have no provider. */
  @Nullable String provider(T datum);

  /** The key realm that made its tokens. */
  String tokenDomain(T datum);

  /**
   * Accepts a record, which may be changed, or rejects it.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  ArrivedRecord<T> admit(T datum, RecordPosition place, long receivedAt, Binding binding);
}
