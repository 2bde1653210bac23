package org.drey.edge.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts by the constants of an enum; its series are named as they are, in lower case. */
public final class EnumCounter<E extends Enum<E>> {
  private final Map<E, CounterDataPoint> series;

  EnumCounter(Counter counter, Class<E> constants) {
    series = new EnumMap<>(constants);
    for (E one : constants.getEnumConstants()) {
      series.put(one, counter.labelValues(one.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Counts one more. */
  public void count(E one) {
    of(one).inc();
  }

  /** Returns how often so far. */
  public long sum(E one) {
    return of(one).getLongValue();
  }

  private CounterDataPoint of(E one) {
    return Objects.requireNonNull(series.get(one)); // each has one
  }
}
