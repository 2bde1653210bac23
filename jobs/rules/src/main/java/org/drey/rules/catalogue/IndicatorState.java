package org.drey.rules.catalogue;

/** The state of an indicator. */
public enum IndicatorState {
  /** A rule shows it, and counts for alerts. */
  LIVE("live"),
  /** Its rules count for shadow alerts alone. */
  TRIAL("on trial"),
  /** No rule shows it, because no stream has what it would read, or no correlation its form. */
  MISSING("not built"),
  /** No rule shows it, and none is wanted. */
  LEFT_OUT("left out");

  private final String words;

  IndicatorState(String words) {
    this.words = words;
  }

  /** Returns it for people. */
  public String words() {
    return words;
  }

  /** Returns whether a rule shows the indicator. */
  public boolean isBuilt() {
    return this == LIVE || this == TRIAL;
  }
}
