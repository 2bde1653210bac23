package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.Map;
import org.drey.rules.correlate.View.Member;
import org.jspecify.annotations.Nullable;

/** A tally in memory, of which events come and go. */
final class Counter implements Tally {
  private int events;
  private final Map<String, Integer> values = new HashMap<>();
  private final Latest latest;

  Counter(View view) {
    latest = new Latest(view);
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
      values.computeIfPresent(member.value(), Counter::less);
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
  public Latest latest() {
    return latest;
  }
}
