package org.drey.collect.feed;

import java.time.Instant;
import java.util.Map;

/**
 * The counts of a feed at one moment.
 *
 * @param sent how many the brokers have, in all versions of the keys
 * @param repeated how many were read before, and are sent once
 * @param held how many their source holds, for they may still change
 * @param lastRead when something was read last; {@link Instant#EPOCH} if nothing was
 */
public record FeedSums(
    long read,
    long sent,
    long filtered,
    long repeated,
    Map<RefusalReason, Long> refused,
    Map<LossReason, Long> lost,
    long held,
    Instant lastRead) {

  /** Returns how many were refused, for any reason. */
  public long allRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many were lost, for any reason. */
  public long allLost() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many are on their way to the brokers. */
  public long pending() {
    return read - sent - filtered - repeated - allRefused() - allLost() - held;
  }
}
