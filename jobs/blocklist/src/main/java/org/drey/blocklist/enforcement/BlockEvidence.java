package org.drey.blocklist.enforcement;

/** The evidence of a record on whether something listed was blocked. */
public enum BlockEvidence {
  YES,
  NO,
  /** The record does not show it. */
  UNKNOWN
}
