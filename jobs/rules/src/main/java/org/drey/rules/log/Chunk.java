package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring observations of a log, sorted by time and event. */
final class Chunk {
  final int number;
  final List<Observation> observations;
  boolean changed;

  Chunk(int number, List<Observation> observations) {
    this.number = number;
    this.observations = new ArrayList<>(observations);
  }

  int size() {
    return observations.size();
  }

  void set(int at, Observation observation) {
    observations.set(at, observation);
    changed = true;
  }

  void add(int at, Observation observation) {
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
  long nextLook(Ends ends) {
    long next = Long.MAX_VALUE;
    for (Observation observation : observations) {
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
