package org.drey.streams.stream;

import java.time.Duration;
import java.util.Map;
import org.drey.event.Erasure;
import org.drey.event.Topics;
import org.drey.event.wire.RejectReason;
import org.drey.streams.config.Bindings;
import org.drey.streams.config.Bindings.Binding;
import org.drey.streams.config.Configuration;
import org.drey.streams.event.Arrival;
import org.drey.streams.event.Place;
import org.jspecify.annotations.Nullable;

/**
 * Which entities are to be forgotten. No rule reads it and no provider sends it; it has no part in
 * the clock and is never late, however long ago it was asked for.
 */
public final class Erasures implements Intake<Erasure> {
  private static final Binding ANYONES = new Binding(null, null, Duration.ZERO, true);

  @Override
  public Class<Erasure> type() {
    return Erasure.class;
  }

  @Override
  public String topic() {
    return Topics.ERASURES;
  }

  @Override
  public Bindings bindings(Configuration configuration, String topicPrefix) {
    return new Bindings(Map.of(topicPrefix + Topics.ERASURES, ANYONES));
  }

  @Override
  public Bindings fileBindings(Configuration configuration) {
    return bindings(configuration, "");
  }

  @Override
  public Admission<Erasure> admission() {
    return new Ahead();
  }

  /** Whether the time of an erasure is possible: what is still to come is not erased. */
  private static final class Ahead implements Admission<Erasure> {
    private static final long serialVersionUID = 1L;

    @Override
    public long time(Erasure erasure) {
      return erasure.getErasureTime().toEpochMilli();
    }

    @Override
    public long newest(Erasure erasure) {
      return time(erasure);
    }

    @Override
    public String identity(Erasure erasure) {
      return erasure.getErasureId();
    }

    @Override
    public @Nullable String provider(Erasure erasure) {
      return null;
    }

    @Override
    public String tokenDomain(Erasure erasure) {
      return erasure.getTokenDomain();
    }

    @Override
    public Arrival<Erasure> admit(Erasure erasure, Place place, long receivedAt, Binding binding) {
      long time = time(erasure);
      if (time > receivedAt + AHEAD.toMillis()) {
        return Arrival.rejected(
            place,
            time,
            receivedAt,
            RejectReason.FUTURE,
            "erasure_time: at most five minutes after the record was received");
      }
      return Arrival.of(place, time, receivedAt, Arrival.NO_TIME, binding.lateness(), erasure);
    }
  }
}
