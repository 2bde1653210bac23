package org.drey.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples that the rounds of one measurement gave. Judged by the median. Not thread-safe. */
final class MeasuredSamples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** Returns the middle value; of an even number the lower of the two. */
  double median() {
    return quantile(0.5);
  }

  double min() {
    return Collections.min(values);
  }

  double max() {
    return Collections.max(values);
  }

  /**
   * Returns the value that a share of all values does not exceed.
   *
   * @param share from 0 to 1
   */
  double quantile(double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
