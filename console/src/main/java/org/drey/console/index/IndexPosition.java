package org.drey.console.index;

import java.time.Instant;

/**
 * The position of an index.
 *
 * @param indexId which making of it
 * @param arrived how many records had come
 * @param newest when the newest revision of all was emitted; the beginning of 1970 without any
 */
public record IndexPosition(String indexId, long arrived, Instant newest) {
  /** Before all. */
  public static final IndexPosition NOWHERE = new IndexPosition("", -1, Instant.EPOCH);
}
