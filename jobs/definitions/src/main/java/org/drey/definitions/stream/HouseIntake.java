package org.drey.definitions.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.Bindings;
import org.drey.definitions.config.Bindings.Binding;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.record.Arrival;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.Place;
import org.jspecify.annotations.Nullable;

/**
 * The records that the people of the house write. No rule reads it and no provider sends it; it has
 * no part in the clock and is never late, however long ago it was written.
 */
abstract class HouseIntake<T extends SpecificRecordBase> implements Intake<T> {
  private static final Binding ANYONES = new Binding(null, null, Duration.ZERO, true);

  @Override
  public final Bindings bindings(Configuration configuration, String topicPrefix) {
    return new Bindings(Map.of(topicPrefix + topic(), ANYONES));
  }

  @Override
  public final Bindings fileBindings(Configuration configuration) {
    return bindings(configuration, "");
  }

  /** A check that the times of a record are possible. */
  abstract static class PossibleTimes<T extends SpecificRecordBase> implements Admission<T> {
    private static final long serialVersionUID = 1L;

    /** The field of a record whose time is after the latest that is possible. */
    abstract String fieldAhead(T datum, long latest);

    @Override
    public final @Nullable String provider(T datum) {
      return null;
    }

    @Override
    public final Arrival<T> admit(T datum, Place place, long receivedAt, Binding binding) {
      long time = time(datum);
      long latest = receivedAt + AHEAD.toMillis();
      return newest(datum) > latest
          ? Arrival.rejected(
              place,
              time,
              receivedAt,
              RejectReason.FUTURE,
              fieldAhead(datum, latest) + ": at most five minutes after the record was received")
          : Arrival.of(place, time, receivedAt, Arrival.NO_TIME, binding.lateness(), datum);
    }
  }
}
