package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;

/** What is counted of a group's events in a window, by which a condition is judged. */
interface Tally extends Counts {

  /** Of the correlation's rules the latest events. */
  Latest latest();

  /** Whether there is an event of every rule in the window that ends at a time. */
  default boolean hasAll(CorrelationRule rule, long time) {
    for (int i = 0; i < rule.references().size(); i++) {
      if (latest().newest(i) <= time - rule.timespanMillis()) {
        return false;
      }
    }
    return true;
  }
}
