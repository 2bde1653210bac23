package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.Map;
import org.drey.rules.correlate.CorrelationView.Member;
import org.jspecify.annotations.Nullable;

/** A tally in memory, of which events come and go. */
final class SweptAggregate implements WindowAggregate {
  private int events;
  private final Map<String, Integer> values = new HashMap<>();
  private final LatestInputs latest;

  SweptAggregate(CorrelationView view) {
    latest = new LatestInputs(view);
  }

  void add(Member member, long time) {
    events++;
    if (member.value() != null) {
      values.merge(member.value(), 1, Integer::sum);
    }
    latest.add(member, time);
  }

  void remove(Member member) {
    events--;
    if (member.value() != null) {
      values.computeIfPresent(member.value(), SweptAggregate::less);
    }
  }

  private static @Nullable Integer less(String value, int count) {
    return count == 1 ? null : count - 1;
  }

  @Override
  public int events() {
    return events;
  }

  @Override
  public int distinct() {
    return values.size();
  }

  @Override
  public LatestInputs latest() {
    return latest;
  }
}
