package org.drey.definitions.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/**
 * The records that the people of the house write. No rule reads it and no provider sends it; it has
 * no part in the clock and is never late, however long ago it was written.
 */
abstract class InternalIntake<T extends SpecificRecordBase> implements RecordIntake<T> {
  private static final Binding UNBOUND = new Binding(null, null, Duration.ZERO, true);

  @Override
  public final TopicBindings bindings(DreyConfiguration configuration, String topicPrefix) {
    return new TopicBindings(Map.of(topicPrefix + topic(), UNBOUND));
  }

  @Override
  public final TopicBindings fileBindings(DreyConfiguration configuration) {
    return bindings(configuration, "");
  }

  /** A check that the times of a record are possible. */
  abstract static class PossibleTimes<T extends SpecificRecordBase> implements RecordAdmission<T> {
    private static final long serialVersionUID = 1L;

    /** The field of a record whose time is after the latest that is possible. */
    abstract String fieldAhead(T datum, long latest);

    @Override
    public final @Nullable String provider(T datum) {
      return null;
    }

    @Override
    public final ArrivedRecord<T> admit(
        T datum, RecordPosition place, long receivedAt, Binding binding) {
      long time = time(datum);
      long latest = receivedAt + AHEAD.toMillis();
      return newest(datum) > latest
          ? ArrivedRecord.rejected(
              place,
              time,
              receivedAt,
              RejectReason.FUTURE,
              fieldAhead(datum, latest) + ": at most five minutes after the record was received")
          : ArrivedRecord.of(
              place, time, receivedAt, ArrivedRecord.NO_TIME, binding.lateness(), datum);
    }
  }
}
