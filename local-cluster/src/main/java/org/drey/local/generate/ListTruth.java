package org.drey.local.generate;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Takes down what the list must make of the events of a world. */
final class ListTruth {
  private final Set<String> splashes = new TreeSet<>();
  private int inspections;
  private int records;
  private int gaps;

  /** An event for which the warning page is due. */
  void splash(String provider, String eventId, boolean isGap) {
    splashes.add(provider + " " + eventId);
    gaps += isGap ? 1 : 0;
  }

  void inspect() {
    inspections++;
  }

  void record() {
    records++;
  }

  /** Provider and id of each event for which the warning page is due. */
  Set<String> splashes() {
    return Collections.unmodifiableSet(splashes);
  }

  int inspections() {
    return inspections;
  }

  int records() {
    return records;
  }

  int gaps() {
    return gaps;
  }
}
