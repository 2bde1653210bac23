package org.drey.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples that the rounds of one measurement gave. Judged by the median. Not thread-safe. */
public final class MeasuredSamples {
  private final List<Double> values = new ArrayList<>();

  /** Adds a round. */
  public void add(double value) {
    values.add(value);
  }

  /** The middle value; of an even number the lower of the two. */
  public double median() {
    return quantile(0.5);
  }

  /** The least value. */
  public double min() {
    return Collections.min(values);
  }

  /** The greatest value. */
  public double max() {
    return Collections.max(values);
  }

  /** Returns how many values there are. */
  public int size() {
    return values.size();
  }

  /**
   * The value that a share of all values does not exceed.
   *
   * @param share from 0 to 1
   */
  public double quantile(double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
