package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;

/** The summary of a group's events in a window, for a finding. */
interface WindowSummary {
  /** No times. */
  long[] NONE = {};

  /** Counts that do not change. */
  record FixedSummary(int events, int distinct, long[] recent) implements WindowSummary {}

  /** Returns how many events there are. */
  int events();

  /** Returns how many different values they have. */
  int distinct();

  /**
   * The times of the latest events, the latest first, as many as are evidence; empty if unknown.
   */
  default long[] recent() {
    return NONE;
  }

  /** Returns what the correlation observes. */
  default long observed(CorrelationRule rule) {
    return switch (rule.type()) {
      case EVENT_COUNT -> events();
      case VALUE_COUNT -> distinct();
      case TEMPORAL, TEMPORAL_ORDERED -> rule.references().size();
    };
  }
}
