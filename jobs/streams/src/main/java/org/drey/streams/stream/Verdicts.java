package org.drey.streams.stream;

import java.time.Duration;
import java.util.Map;
import org.drey.event.Topics;
import org.drey.event.Verdict;
import org.drey.event.wire.RejectReason;
import org.drey.streams.config.Bindings;
import org.drey.streams.config.Bindings.Binding;
import org.drey.streams.config.Configuration;
import org.drey.streams.event.Arrival;
import org.drey.streams.event.Place;
import org.jspecify.annotations.Nullable;

/**
 * What analysts decided of alerts. No rule reads it and no provider sends it; it has no part in the
 * clock and is never late, however long ago it was given.
 */
public final class Verdicts implements Intake<Verdict> {
  private static final Binding ANYONES = new Binding(null, null, Duration.ZERO, true);

  @Override
  public Class<Verdict> type() {
    return Verdict.class;
  }

  @Override
  public String topic() {
    return Topics.VERDICTS;
  }

  @Override
  public Bindings bindings(Configuration configuration, String topicPrefix) {
    return new Bindings(Map.of(topicPrefix + Topics.VERDICTS, ANYONES));
  }

  @Override
  public Bindings fileBindings(Configuration configuration) {
    return bindings(configuration, "");
  }

  @Override
  public Admission<Verdict> admission() {
    return new Ahead();
  }

  /**
   * Whether the times of a verdict are possible; whether it is allowed is asked behind the door.
   */
  private static final class Ahead implements Admission<Verdict> {
    private static final long serialVersionUID = 1L;

    @Override
    public long time(Verdict verdict) {
      return verdict.getVerdictTime().toEpochMilli();
    }

    @Override
    public long newest(Verdict verdict) {
      return Math.max(time(verdict), verdict.getAsOf().toEpochMilli());
    }

    @Override
    public String identity(Verdict verdict) {
      return verdict.getVerdictId();
    }

    @Override
    public @Nullable String provider(Verdict verdict) {
      return null;
    }

    @Override
    public String tokenDomain(Verdict verdict) {
      return verdict.getTokenDomain();
    }

    @Override
    public Arrival<Verdict> admit(Verdict verdict, Place place, long receivedAt, Binding binding) {
      long time = time(verdict);
      long latest = receivedAt + AHEAD.toMillis();
      if (newest(verdict) > latest) {
        return Arrival.rejected(
            place,
            time,
            receivedAt,
            RejectReason.FUTURE,
            (time > latest ? "verdict_time" : "as_of")
                + ": at most five minutes after the record was received");
      }
      return Arrival.of(place, time, receivedAt, Arrival.NO_TIME, binding.lateness(), verdict);
    }
  }
}
