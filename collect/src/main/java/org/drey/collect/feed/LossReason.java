package org.drey.collect.feed;

/** The reason why a good event is not known to be on its topic. */
public enum LossReason {
  /** The memory that is there for what waits for the brokers is full. */
  BUFFER_FULL,
  /** The brokers did not take it in time, or not at all; some of these may be there anyway. */
  NOT_TAKEN,
  /** The collector was ended before the brokers had it; the same holds. */
  ENDED
}
