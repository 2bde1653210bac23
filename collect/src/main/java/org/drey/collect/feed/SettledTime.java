package org.drey.collect.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The time up to which all that was read is on its topic, or counted as something else: if the
 * collector is killed, the gap begins there. Belongs to one thread.
 */
public final class SettledTime {
  private static final int MOST = 1_000;

  private final FeedCounts counts;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Instant settled;

  /** How many had been read at a time. */
  private record Mark(Instant at, long read) {}

  /** Settled at the start. */
  public SettledTime(FeedCounts counts, Instant start) {
    this.counts = counts;
    this.settled = start;
  }

  /** Returns the settled time; to be asked every second or so. */
  public Instant at(Instant now) {
    FeedSums sums = counts.sums();
    long done = sums.read() - sums.pending();
    while (!marks.isEmpty() && marks.peekFirst().read() <= done) {
      settled = marks.removeFirst().at();
    }
    if (sums.pending() == 0) {
      marks.clear();
      settled = now;
    } else if (marks.size() < MOST) {
      marks.addLast(new Mark(now, sums.read()));
    }
    return settled;
  }
}
