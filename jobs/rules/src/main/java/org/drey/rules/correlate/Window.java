package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;

/**
 * The window (t − timespan, t] of one event of a group.
 *
 * @param rule the correlation
 * @param group its group
 * @param completing index of the event at t
 * @param from index of the window's first event
 * @param to index after its last, which may lie behind the completing one at the same time
 */
record Window(CorrelationRule rule, Group group, int completing, int from, int to) {

  static Window at(CorrelationRule rule, Group group, int completing) {
    long time = group.observations().get(completing).time();
    int from = group.firstAfter(time - rule.timespanMillis());
    return new Window(rule, group, completing, from, group.firstAfter(time));
  }

  int events() {
    return to - from;
  }

  /** What the rule counts in this window. */
  long observed() {
    return switch (rule.type()) {
      case EVENT_COUNT -> events();
      case VALUE_COUNT -> distinctValues();
      case TEMPORAL, TEMPORAL_ORDERED -> rule.references().size();
    };
  }

  /** Whether the event completes a finding. */
  boolean holds() {
    return switch (rule.type()) {
      case EVENT_COUNT, VALUE_COUNT -> rule.threshold().holds(observed());
      case TEMPORAL -> hasAll();
      case TEMPORAL_ORDERED -> hasAllInOrder();
    };
  }

  private long distinctValues() {
    Set<String> values = new HashSet<>();
    for (int i = from; i < to; i++) {
      String value = group.observations().get(i).value();
      if (value != null) {
        values.add(value);
      }
    }
    return values.size();
  }

  private boolean hasAll() {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= group.observations().get(i).references();
    }
    return Integer.bitCount(all) == rule.references().size();
  }

  /** Takes each rule at the earliest time that its predecessors allow; ties are in order. */
  private boolean hasAllInOrder() {
    int last = rule.references().size() - 1;
    if ((group.observations().get(completing).references() >>> last & 1) == 0) {
      return false;
    }
    long reached = Long.MIN_VALUE;
    for (int reference = 0; reference < last; reference++) {
      int i = from;
      while (i < to && !(isAt(i, reference) && group.observations().get(i).time() >= reached)) {
        i++;
      }
      if (i == to) {
        return false;
      }
      reached = group.observations().get(i).time();
    }
    return true;
  }

  private boolean isAt(int index, int reference) {
    return (group.observations().get(index).references() >>> reference & 1) == 1;
  }

  /** The completing event and the latest others, the latest first, with at most 50 ids. */
  List<Seen> seen() {
    List<Observation> others = new ArrayList<>();
    for (int i = to - 1; i >= from && !isEnough(others, i); i--) {
      if (i != completing) {
        others.add(group.observations().get(i));
      }
    }
    others.sort(
        Comparator.comparingLong(Observation::time).reversed().thenComparing(Observation::event));
    List<Seen> seen = new ArrayList<>();
    Set<String> ids = new HashSet<>(); // two providers may use one id
    others.add(0, group.observations().get(completing));
    for (Observation event : others) {
      if (ids.size() < Finding.MOST_EVIDENCE) {
        ids.add(event.event().eventId());
        seen.add(event.seen());
      }
    }
    return List.copyOf(seen);
  }

  /** Whether an event is too old to be among the latest; those of equal time are all gathered. */
  private boolean isEnough(List<Observation> others, int index) {
    int most = Finding.MOST_EVIDENCE - 1;
    return others.size() >= most
        && others.get(others.size() - 1).time() > group.observations().get(index).time();
  }
}
