package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.junit.jupiter.api.Test;

/** Metrics that alarms look at are there before anything happens. */
final class CountsAtStartTest {
  private static final List<String> WANTED =
      List.of(
          "duplicates",
          "erased",
          "observations-dropped",
          "rejected.LATE",
          "rejected.INTERNAL",
          "behind_clock payments",
          "behind_allowance payments",
          "unexpected_errors",
          "largest_entity_events 1",
          "largest_entity_bytes 10");

  @Test
  void aStepShowsItsMetricsAtZero() throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(Backend.HEAP))) {
      WANTED.forEach(name -> assertEquals(0, run.metric(name), name));
    }
  }
}
