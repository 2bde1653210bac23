package org.drey.collect.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stays of viewers that are known when they end, and how many of them were there at once. */
final class ViewerStays {
  private static final int MOST = 10_000;

  private final List<Stay> stays = new ArrayList<>();
  private long most;

  /** A stay, and how many were there when it began. */
  private static final class Stay {
    private final Instant begin;
    private final Instant end;
    private long together = 1;

    Stay(Instant begin, Instant end) {
      this.begin = begin;
      this.end = end;
    }

    boolean isThereAt(Instant time) {
      return !begin.isAfter(time) && end.isAfter(time);
    }
  }

  /** Takes a stay. Beyond some thousands it is no longer asked how many were there. */
  void add(Instant begin, Instant end) {
    if (stays.size() >= MOST) {
      return;
    }
    Stay added = new Stay(begin, end);
    for (Stay other : stays) {
      if (other.isThereAt(begin)) {
        added.together++;
      } else if (added.isThereAt(other.begin)) {
        other.together++;
        most = Math.max(most, other.together);
      }
    }
    most = Math.max(most, added.together);
    stays.add(added);
  }

  /** Returns how many were there at once at most. */
  long most() {
    return most;
  }

  int size() {
    return stays.size();
  }
}
