package org.drey.rules.log;

/**
 * A cursor near a place of a log: goes from one to the next, and never further than it is asked.
 */
public final class NeighbourCursor {
  private final EntityLog log;

  /** The neighbours in a log. */
  public NeighbourCursor(EntityLog log) {
    this.log = log;
  }

  /** The place so many before one, or a later one before which nothing is later than a time. */
  public long before(long place, int most, long time) {
    long at = place;
    for (int i = 0; i < most && at > log.begin(); i++) {
      long previous = log.previous(at);
      if (log.get(previous).time() <= time) {
        return at;
      }
      at = previous;
    }
    return at;
  }

  /** The place so many after one, or an earlier one of something later than a time. */
  public long after(long place, int most, long time) {
    long at = place;
    for (int i = 0; i < most && !isPast(at, time); i++) {
      at = log.next(at);
    }
    return at;
  }

  /** Returns whether nothing before a place is later than a time. */
  public boolean isFirstAfter(long place, long time) {
    return place == log.begin() || log.get(log.previous(place)).time() <= time;
  }

  /** Returns whether nothing from a place on has a time or an earlier one. */
  public boolean isPast(long place, long time) {
    return place == log.end() || log.get(place).time() > time;
  }

  /** Returns whether there are at most so many observations from one place to before another. */
  public boolean areAtMost(int most, long from, long end) {
    long at = from;
    for (int i = 0; i < most && at < end; i++) {
      at = log.next(at);
    }
    return at == end;
  }

  /** Returns how many observations there are from one place to before another. */
  public int count(long from, long end) {
    int count = 0;
    for (long at = from; at < end; at = log.next(at)) {
      count++;
    }
    return count;
  }
}
