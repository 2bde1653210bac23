package org.drey.rules.correlate;

/** Who reads findings, and so which are worth reporting. */
public enum Audience {
  /** A reader that keeps every finding of every rule as it has settled. */
  EVERYTHING,

  /**
   * The score alone: findings of scored rules, of those that have grown the first and the last of a
   * group and UTC day, because of each day it keeps no others, and all of rules that are hard or
   * open an alert.
   */
  SCORE
}
