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
    assertFlat("heap", i -> least(i, Sample::heap), 0);
    assertFlat("memory", i -> median(i, Sample::resident), 0);
    assertFlat("state", i -> median(i, Sample::state), 0);
    assertFlat("lag", i -> median(i, Sample::lag), records);
  }

  private void assertFlat(String what, IntToDoubleFunction quarter, long none) {
    double most = FLAT * quarter.applyAsDouble(1) + none;
    assertTrue(quarter.applyAsDouble(QUARTERS - 1) <= most, what + ": " + this);
  }

  /** Returns the least of a quarter: with less garbage since its collection than any other. */
  private long least(int quarter, ToLongFunction<Sample> figure) {
    return quarter(quarter, figure)[0];
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
