package org.drey.console.access;

/** Something that not everyone may do. */
public enum ConsolePermission {
  /** See alerts, and the people that they are about by their tokens. */
  SEE_ALERTS,
  /** Claim and decide. */
  DECIDE,
  /** Hand alerts and cases on, in the formats of other tools. */
  HAND_ON,
  /** Agree, as a second analyst, with what a first one has decided. */
  AGREE,
  /** See what each rule has led to, in numbers, without a person. */
  SEE_RULES,
  /** See who looked at what, and did what. */
  SEE_AUDIT,
  /**
   * See who looked at alerts of people, searched for them or handed them on, and what is erased.
   */
  SEE_ACCESSES,
  /** See how the console itself is. */
  SEE_STATE
}
