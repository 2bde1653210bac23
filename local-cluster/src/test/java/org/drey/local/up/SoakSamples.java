package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  private long median(int quarter, ToLongFunction<Sample> figure) {
    long[] sorted = quarter(quarter, figure);
    return sorted[sorted.length / 2];
  }

  /** Returns the figures of a quarter, 0 to 3, the least first. */
  private long[] quarter(int quarter, ToLongFunction<Sample> figure) {
    int from = samples.size() * quarter / QUARTERS;
    int to = samples.size() * (quarter + 1) / QUARTERS;
    return samples.subList(from, to).stream().mapToLong(figure).sorted().toArray();
  }

  /**
   * Fails where something has grown.
   *
   * @param records a lag that is none
   */
  void assertFlat(long records) {
    assertTrue(least(QUARTERS - 1, Sample::heap) <= FLAT * least(1, Sample::heap), "heap: " + this);
    assertTrue(grown(Sample::resident) <= FLAT, "memory: " + this);
    assertTrue(grown(Sample::state) <= FLAT, "state: " + this);
    assertTrue(
        median(QUARTERS - 1, Sample::lag) <= FLAT * median(1, Sample::lag) + records,
        "lag: " + this);
  }

  /** Returns the least of a quarter: with less garbage since its collection than any other. */
  private long least(int quarter, ToLongFunction<Sample> figure) {
    return quarter(quarter, figure)[0];
  }

  private double grown(ToLongFunction<Sample> figure) {
    return (double) median(QUARTERS - 1, figure) / median(1, figure);
  }

  private static String quarters(IntToDoubleFunction figure) {
    return IntStream.range(0, QUARTERS)
        .mapToObj(i -> String.format(Locale.ROOT, "%,.0f", figure.applyAsDouble(i)))
        .collect(Collectors.joining(", "));
  }

  /** Returns what is compared of each quarter. */
  @Override
  public String toString() {
    return "heap %s MB; resident %s MB; checkpoint %s MB; lag %s records"
        .formatted(
            quarters(i -> least(i, Sample::heap) / MEGA),
            quarters(i -> median(i, Sample::resident) / MEGA),
            quarters(i -> median(i, Sample::state) / MEGA),
            quarters(i -> median(i, Sample::lag)));
  }
}
