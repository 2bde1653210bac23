package org.drey.collect.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time before which nothing is pending: all that was read is on its topic, is counted as
 * something else, or was lost and lies in a gap that has ended. If the collector is killed, a gap
 * begins there. Thread-safe.
 */
public final class AcknowledgedTime {
  /** With more the newest span grows, and the time is less exact. */
  private static final int MOST_SPANS = 1_000;

  private final Deque<ReadSpan> closed = new ArrayDeque<>();
  private volatile ReadSpan current = new ReadSpan(Instant.EPOCH);
  private @Nullable Instant lossBegin;

  AcknowledgedTime() {}

  /** A second or so, with the events that were read in it and are pending. */
  static final class ReadSpan {
    private final Instant begin;
    private final AtomicLong pending = new AtomicLong();
    private volatile boolean hasLoss;

    private ReadSpan(Instant begin) {
      this.begin = begin;
    }

    /** Notes that one of its events is pending no more. */
    void end(boolean isLost) {
      if (isLost) {
        hasLoss = true;
      }
      pending.decrementAndGet();
    }
  }

  /** Notes that an event is pending, and returns the span that it belongs to. */
  ReadSpan begin() {
    while (true) {
      ReadSpan span = current;
      span.pending.incrementAndGet();
      if (span == current) {
        return span;
      }
      span.pending.decrementAndGet(); // it was closed meanwhile, and may count as settled
    }
  }

  /**
   * Returns the settled time, less what servers keep back; to be asked every second or so.
   *
   * @param gaps is given each gap in which events were lost, when it has ended
   */
  public synchronized Instant at(Instant now, Consumer<FeedGap> gaps) {
    settle(now, gaps);
    return time();
  }

  /** Returns the settled time when nothing more is sent: a gap of lost events ends now. */
  public synchronized Instant end(Instant now, Consumer<FeedGap> gaps) {
    settle(now, gaps);
    endLoss(now, gaps);
    return time();
  }

  private void settle(Instant now, Consumer<FeedGap> gaps) {
    if (closed.size() < MOST_SPANS) {
      closed.addLast(current);
      current = new ReadSpan(now);
    }
    while (!closed.isEmpty() && closed.getFirst().pending.get() == 0) {
      ReadSpan span = closed.removeFirst();
      if (!span.hasLoss) {
        endLoss(span.begin, gaps);
      } else if (lossBegin == null) {
        lossBegin = span.begin;
      }
    }
  }

  private Instant time() {
    Instant pending = closed.isEmpty() ? current.begin : closed.getFirst().begin;
    return (lossBegin == null ? pending : lossBegin).minus(FeedGaps.HELD_BACK);
  }

  private void endLoss(Instant end, Consumer<FeedGap> gaps) {
    if (lossBegin != null) {
      Instant begin = lossBegin.minus(FeedGaps.HELD_BACK);
      gaps.accept(new FeedGap(FeedGaps.ALL, begin, end, GapReason.LOST));
      lossBegin = null;
    }
  }
}
