package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Samples of a cluster at even intervals of a soak. The first quarter is to get warm; the last is
 * compared with the second.
 */
final class SoakSamples {
  private static final double FLAT = 1.25;
  private static final int QUARTERS = 4;
  private static final double MEGA = 1e6;

  private final List<Sample> samples = new ArrayList<>();

  /** One look. */
  private record Sample(long heap, long resident, long state, long lag) {}

  /** Looks at a cluster. */
  void add(ClusterMeter meter) throws Exception {
    long lag = meter.lag();
    samples.add(new Sample(meter.heapBytes(), meter.residentBytes(), meter.checkpointBytes(), lag));
  }

  /** Returns the median of a quarter, 0 to 3. */
  private long median(int quarter, ToLongFunction<Sample> figure) {
    int from = samples.size() * quarter / QUARTERS;
    int to = samples.size() * (quarter + 1) / QUARTERS;
    long[] sorted = samples.subList(from, to).stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /**
   * Fails where something has grown.
   *
   * @param records a lag that is none
   */
  void assertFlat(long records) {
    assertTrue(grown(Sample::heap) <= FLAT, "heap: " + this);
    assertTrue(grown(Sample::resident) <= FLAT, "memory: " + this);
    assertTrue(grown(Sample::state) <= FLAT, "state: " + this);
    assertTrue(
        median(QUARTERS - 1, Sample::lag) <= FLAT * median(1, Sample::lag) + records,
        "lag: " + this);
  }

  private double grown(ToLongFunction<Sample> figure) {
    return (double) median(QUARTERS - 1, figure) / median(1, figure);
  }

  private String medians(ToLongFunction<Sample> figure, double unit) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < QUARTERS; i++) {
      words.add(String.format(Locale.ROOT, "%,.0f", median(i, figure) / unit));
    }
    return String.join(", ", words);
  }

  /** Returns the medians of each quarter. */
  @Override
  public String toString() {
    return "heap %s MB; resident %s MB; checkpoint %s MB; lag %s records"
        .formatted(
            medians(Sample::heap, MEGA),
            medians(Sample::resident, MEGA),
            medians(Sample::state, MEGA),
            medians(Sample::lag, 1));
  }
}
