package org.drey.local.demo;

import java.util.List;

/** Shares of sorted values. */
final class LatencyPercentiles {
  private LatencyPercentiles() {}

  /** The value below which a share of sorted values lies; 0 of none. */
  static long of(List<Long> sorted, double share) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }
}
