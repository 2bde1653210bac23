package org.drey.benchmarks.entity;

import java.util.List;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.rules.compile.RuleSet;

/** The rule that looks at the payments of an entity, the payee. */
public enum RuleKind {
  COUNT("event_count", "event_count", "gte: 500000000"),
  COUNT_FIRES("event_count that fires", "event_count", "gte: 3"),
  VALUES("value_count", "value_count", "field: subject, gte: 500000000"),
  VALUES_FIRES("value_count that fires", "value_count", "field: subject, gte: 3");

  private final String title;
  private final String type;
  private final String condition;

  RuleKind(String title, String type, String condition) {
    this.title = title;
    this.type = type;
    this.condition = condition;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }

  /** Returns whether each event of an entity that has a few completes a finding. */
  public boolean fires() {
    return this == COUNT_FIRES || this == VALUES_FIRES;
  }

  /**
   * The rule, as a set.
   *
   * @param timespan such as {@code 30d}
   */
  public RuleSet rules(String timespan) {
    return BenchmarkRules.compile(
        List.of(
            BenchmarkRules.detection(
                1, "paid", "payment", "status: COMPLETED", "channel: P2P", "payee_kind: PERSON"),
            BenchmarkRules.correlation(
                2, "counted", type, "paid", List.of("payee"), timespan, condition)));
  }
}
