package org.drey.rules.log;

import java.util.Arrays;

/**
 * The reports of rules on an event that completes their findings.
 *
 * @param rules the rules, by numbers that outlive a rule set
 * @param events for each how many events the window had when it was last reported; of a condition
 *     that is not monotone 1 once it was judged
 */
public record ReportedFindings(long[] rules, int[] events) {
  /** Nothing was reported. */
  public static final ReportedFindings NOTHING = new ReportedFindings(new long[0], new int[0]);

  /** Returns how many events the window had, 0 if nothing was reported. */
  public int of(long rule) {
    for (int i = 0; i < rules.length; i++) {
      if (rules[i] == rule) {
        return events[i];
      }
    }
    return 0;
  }

  ReportedFindings with(long rule, int count) {
    for (int i = 0; i < rules.length; i++) {
      if (rules[i] == rule) {
        int[] next = events.clone();
        next[i] = count;
        return new ReportedFindings(rules, next);
      }
    }
    long[] more = Arrays.copyOf(rules, rules.length + 1);
    int[] next = Arrays.copyOf(events, rules.length + 1);
    more[rules.length] = rule;
    next[rules.length] = count;
    return new ReportedFindings(more, next);
  }
}
