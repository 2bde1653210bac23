package org.drey.collect.feed;

/** The behaviour of a feed whose brokers do not keep up. */
public enum FeedPressure {
  /** Frames without room in memory are lost and counted, for their source must never wait. */
  LOSE,
  /** The source waits, for it keeps what is not read: a file, standard input, a topic. */
  WAIT
}
