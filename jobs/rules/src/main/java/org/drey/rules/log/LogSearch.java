package org.drey.rules.log;

import org.drey.rules.schema.EventId;

/** Finds the places of events in a log, those of equal times by the order of their ids. */
final class LogSearch {
  private final EntityLog log;
  private final LogIndex index;
  private final KnownEvents known;

  LogSearch(EntityLog log, LogIndex index, KnownEvents known) {
    this.log = log;
    this.index = index;
    this.known = known;
  }

  /**
   * The place of an event, regardless of the time its copy states; -1 if the log does not have it.
   */
  long find(EventId event) {
    for (long place = LogIndex.END; place < log.end(); place++) {
      if (log.get(place).event().equals(event)) {
        return place;
      }
    }
    Long time = index.height() == 0 ? null : known.time(event);
    if (time == null) {
      return -1;
    }
    long place = from(time, event);
    return place < log.end() && log.get(place).event().equals(event) ? place : -1;
  }

  /** The place of the first observation that is not before an event of a time. */
  long from(long time, EventId event) {
    long low = log.firstAfter(time - 1);
    long high = log.firstAfter(time);
    while (low < high) {
      long number = (low + high) >>> 1;
      long middle = number < LogIndex.END ? index.floor(number) : number;
      if (log.get(middle).event().compareTo(event) < 0) {
        low = log.next(middle);
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The place of the first observation that is after a point. */
  long after(LogPoint point) {
    if (point.event() == null) {
      return log.firstAfter(point.time());
    }
    long place = from(point.time(), point.event());
    return place < log.end() && !point.isBefore(log.get(place)) ? log.next(place) : place;
  }
}
