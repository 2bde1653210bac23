package org.drey.alerts.decide;

/** The place at which a person reads what a verdict does, and does what comes next. */
public enum DecisionChannel {
  /** A terminal: what comes next is an option of a command. */
  TERMINAL,
  /** A page: what comes next is in its form. */
  PAGE;

  /** The words for this one of the two. */
  String of(String terminal, String page) {
    return this == TERMINAL ? terminal : page;
  }
}
