package org.drey.rules.compile;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.rules.match.NumberComparison;

/** The condition of a correlation: bounds that the counted value has to keep, all of them. */
public record CorrelationCondition(List<Bound> bounds) implements Serializable {

  public record Bound(NumberComparison comparison, long limit) implements Serializable {}

  public CorrelationCondition {
    bounds = List.copyOf(bounds);
  }

  public boolean holds(long value) {
    for (Bound bound : bounds) {
      if (!bound.comparison().holds(Long.compare(value, bound.limit()))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether more events can only make it true, so that it need not wait for late ones. */
  public boolean isMonotone() {
    return bounds.stream().allMatch(bound -> bound.comparison().isMonotone());
  }

  /** As on an alert: "gte 3". */
  @Override
  public String toString() {
    return bounds.stream()
        .map(b -> b.comparison().name().toLowerCase(Locale.ROOT) + " " + b.limit())
        .collect(Collectors.joining(", "));
  }
}
