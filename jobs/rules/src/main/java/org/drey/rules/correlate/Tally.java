package org.drey.rules.correlate;

import java.util.List;
import org.drey.rules.compile.CorrelationRule;

/** What is counted of a group's events in a window. */
interface Tally {

  /** What was counted, for reporting. */
  record Fixed(int events, int distinct, List<Long> recent) implements Tally {

    @Override
    public long newest(int reference) {
      throw new UnsupportedOperationException("what was counted is not evaluated again");
    }
  }

  /** How many events there are. */
  int events();

  /** How many different values they have. */
  int distinct();

  /** The time of the newest event of the correlation's n-th rule, also of one before the window. */
  long newest(int reference);

  /**
   * The times of the latest events, the latest first, as many as are evidence; empty if unknown.
   */
  default List<Long> recent() {
    return List.of();
  }

  /** What the correlation observes. */
  default long observed(CorrelationRule rule) {
    return switch (rule.type()) {
      case EVENT_COUNT -> events();
      case VALUE_COUNT -> distinct();
      case TEMPORAL, TEMPORAL_ORDERED -> rule.references().size();
    };
  }

  /** Whether there is an event of every rule in the window that ends at a time. */
  default boolean hasAll(CorrelationRule rule, long time) {
    for (int i = 0; i < rule.references().size(); i++) {
      if (newest(i) <= time - rule.timespanMillis()) {
        return false;
      }
    }
    return true;
  }
}
