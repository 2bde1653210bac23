package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;

/** What a finding says of a group's events in a window. */
interface Counts {
  /** No times. */
  long[] NONE = {};

  /** Counts that do not change. */
  record Fixed(int events, int distinct, long[] recent) implements Counts {}

  /** How many events there are. */
  int events();

  /** How many different values they have. */
  int distinct();

  /**
   * The times of the latest events, the latest first, as many as are evidence; empty if unknown.
   */
  default long[] recent() {
    return NONE;
  }

  /** What the correlation observes. */
  default long observed(CorrelationRule rule) {
    return switch (rule.type()) {
      case EVENT_COUNT -> events();
      case VALUE_COUNT -> distinct();
      case TEMPORAL, TEMPORAL_ORDERED -> rule.references().size();
    };
  }
}
