package org.drey.blocklist.enforcement;

/** Whether something listed was blocked, as far as a record shows it. */
public enum Blocked {
  YES,
  NO,
  /** The record does not show it. */
  UNKNOWN
}
