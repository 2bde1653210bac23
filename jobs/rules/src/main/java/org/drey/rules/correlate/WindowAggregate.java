package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;

/** The aggregate of a group's events in a window, by which a condition is evaluated. */
interface WindowAggregate extends WindowSummary {

  /** Of the correlation's rules the latest events. */
  LatestInputs latest();

  /** Returns whether there is an event of every rule in the window that ends at a time. */
  default boolean hasAll(CorrelationRule rule, long time) {
    for (int i = 0; i < rule.references().size(); i++) {
      if (latest().newest(i) <= time - rule.timespanMillis()) {
        return false;
      }
    }
    return true;
  }
}
