package org.drey.console.index;

import org.drey.event.Priority;

/** Priorities as numbers, the most urgent lowest: so the index is sorted. */
public final class Urgency {
  private static final int UNKNOWN = 9;

  private Urgency() {}

  /** The number of a priority. */
  public static int of(Priority priority) {
    return switch (priority) {
      case P0 -> 0;
      case P1 -> 1;
      case P2 -> 2;
      case P3 -> 3;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
