package org.drey.benchmarks.operator;

/** The steps of the detection job that are keyed by entity. */
public enum KeyedSteps {
  FIRST("correlate-1"),
  SECOND("correlate-2"),
  SCORE("score"),
  CASES("cases");

  private final String title;

  KeyedSteps(String title) {
    this.title = title;
  }

  /** Returns what the job calls it. */
  public String title() {
    return title;
  }
}
