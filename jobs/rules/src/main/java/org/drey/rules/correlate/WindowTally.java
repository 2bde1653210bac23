package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.jspecify.annotations.Nullable;

/** The tally of a group's events in a window. */
final class WindowTally {
  private static final Integer ONE = 1;
  private static final int FEW = 8;

  private final CorrelationRule rule;

  /** How many events have a value; 1 of each where none leaves. */
  private final Map<String, Integer> values;

  private final boolean isSwept;

  /** The time of the newest event of each rule that the correlation refers to. */
  private final long[] newest;

  private int events;

  private WindowTally(CorrelationView view, boolean isSwept, int most) {
    rule = view.rule();
    this.isSwept = isSwept;
    values = new HashMap<>(view.countsValues() ? 2 * most : 0);
    newest = new long[rule.references().size()];
    Arrays.fill(newest, Long.MIN_VALUE);
  }

  /**
   * A tally that events come into and do not leave.
   *
   * @param most about how many come
   */
  static WindowTally growing(CorrelationView view, int most) {
    return new WindowTally(view, false, most);
  }

  /** A tally of which events come and go. */
  static WindowTally swept(CorrelationView view) {
    return new WindowTally(view, true, FEW);
  }

  /** An event comes into the window. */
  void add(Member member, long time) {
    add(member.references(), member.value(), time);
  }

  /**
   * An event comes into the window.
   *
   * @param references bit n: it is an event of the correlation's n-th rule
   * @param value the counted value, null if there is none
   */
  void add(int references, @Nullable String value, long time) {
    events++;
    if (value != null && isSwept) {
      values.merge(value, ONE, Integer::sum);
    } else if (value != null) {
      values.put(value, ONE);
    }
    for (int i = 0; i < newest.length; i++) {
      if (time > newest[i] && (references >>> i & 1) == 1) {
        newest[i] = time;
      }
    }
  }

  /** An event leaves the window. */
  void remove(@Nullable String value) {
    events--;
    if (value != null) {
      values.computeIfPresent(value, WindowTally::less);
    }
  }

  private static @Nullable Integer less(String value, int count) {
    return count == 1 ? null : count - 1;
  }

  /** Returns how many events there are. */
  int events() {
    return events;
  }

  /** Returns what the correlation observes. */
  long observed() {
    return switch (rule.type()) {
      case EVENT_COUNT -> events;
      case VALUE_COUNT -> values.size();
      case TEMPORAL, TEMPORAL_ORDERED -> rule.references().size();
    };
  }

  /** The time of a rule's newest event, also of one before the window. */
  long newest(int reference) {
    return newest[reference];
  }

  /** Returns whether the window that ends at a time fulfils the condition, but for its order. */
  boolean holds(long time) {
    return rule.type().isTemporal() ? hasAll(time) : rule.threshold().holds(observed());
  }

  private boolean hasAll(long time) {
    for (long one : newest) {
      if (one <= time - rule.timespanMillis()) {
        return false;
      }
    }
    return true;
  }
}
