package org.drey.collect.feed;

/** The reason of a gap. */
public enum GapReason {
  /** The writer was not connected, or the collector did not run. */
  NO_WRITER,
  /** Events were read, and some of them lost: brokers did not take them. */
  LOST
}
