package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The state of one group of one correlation: its events, sorted by time and identity.
 *
 * @param values the group-by values
 * @param observations the events, a mutable list that belongs to this group alone
 */
public record Group(String[] values, List<Observation> observations) {

  /** The most events that a group holds; beyond it the oldest goes and is counted. */
  public static final int MOST_OBSERVATIONS = 10_000;

  static Group empty(String[] values) {
    return new Group(values, new ArrayList<>());
  }

  /** Where an event inserted or changed, or -1 if it was known already. */
  int insert(Observation observation) {
    int known = indexOf(observation);
    if (known >= 0) {
      Observation before = observations.get(known);
      if ((before.references() | observation.references()) == before.references()) {
        return -1;
      }
      observations.set(known, before.merge(observation));
      return known;
    }
    int at = -Collections.binarySearch(observations, observation, Observation.ORDER) - 1;
    observations.add(at, observation);
    return at;
  }

  /** The index of the same event, whatever time its copy states; -1 if there is none. */
  private int indexOf(Observation observation) {
    int at = Collections.binarySearch(observations, observation, Observation.ORDER);
    if (at >= 0) {
      return at;
    }
    for (int i = 0; i < observations.size(); i++) {
      if (observations.get(i).event().equals(observation.event())) {
        return i;
      }
    }
    return -1;
  }

  /** Index of the first event later than a time. */
  int firstAfter(long time) {
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

  boolean isEmpty() {
    return observations.isEmpty();
  }
}
