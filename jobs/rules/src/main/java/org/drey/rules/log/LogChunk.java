package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring observations of a log, sorted by time and event. */
final class LogChunk {
  final int number;
  final List<LoggedEvent> observations;
  boolean changed;

  LogChunk(int number, List<LoggedEvent> observations) {
    this.number = number;
    this.observations = new ArrayList<>(observations);
  }

  int size() {
    return observations.size();
  }

  void set(int at, LoggedEvent observation) {
    observations.set(at, observation);
    changed = true;
  }

  void add(int at, LoggedEvent observation) {
    observations.add(at, observation);
    changed = true;
  }

  void remove(int at) {
    observations.remove(at);
    changed = true;
  }

  long first() {
    return observations.get(0).time();
  }

  /** Returns when to look for the first observation that ends, {@link Long#MAX_VALUE} for never. */
  long nextLook(ObservationEnds ends) {
    long next = Long.MAX_VALUE;
    for (LoggedEvent observation : observations) {
      next = Math.min(next, ends.look(observation));
    }
    return next;
  }

  /** Returns how many observations are not later than a time. */
  int until(long time) {
    int low = 0;
    int high = observations.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (observations.get(middle).time() > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
