package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MeasuredSamplesTest {
  @Test
  void quantilesAreValuesThatWereMeasured() {
    MeasuredSamples samples = new MeasuredSamples();
    for (int value = 100; value >= 1; value--) {
      samples.add(value);
    }
    assertEquals(50, samples.median());
    assertEquals(99, samples.quantile(0.99));
    assertEquals(1, samples.min());
    assertEquals(100, samples.max());
  }
}
