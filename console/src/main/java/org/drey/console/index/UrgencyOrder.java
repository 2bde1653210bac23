package org.drey.console.index;

import java.util.Arrays;
import java.util.List;
import org.drey.event.Priority;

/** Priorities as numbers, the most urgent lowest: so the index is sorted. */
public final class UrgencyOrder {
  private static final int UNKNOWN = 9;

  private UrgencyOrder() {}

  /** All numbers, the most urgent first. */
  public static List<Integer> all() {
    return Arrays.stream(Priority.values()).map(UrgencyOrder::of).sorted().toList();
  }

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
