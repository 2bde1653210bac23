package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.schema.RecordPosition;
import org.drey.streaming.fixture.Findings;
import org.junit.jupiter.api.Test;

/** What is emitted is reported with the checkpoint that makes it visible. */
final class AlertLatencyTest {
  private final ShownHistogram shown = new ShownHistogram();
  private long now = 10_000;
  private final AlertLatency latency = new AlertLatency(shown, () -> now);

  /** A group that keeps the histogram which is registered with it. */
  private static final class ShownHistogram extends UnregisteredMetricsGroup {
    private Histogram histogram;

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
      assertEquals("alert_latency_ms", name);
      this.histogram = histogram;
      return histogram;
    }
  }

  private static ScoreInput receivedAt(long time) {
    return Findings.received(Findings.of("three_payees", "a", Duration.ZERO), time);
  }

  private long[] reported() {
    return shown.histogram.getStatistics().getValues();
  }

  @Test
  void aRevisionIsReportedWhenItsCheckpointIsComplete() {
    latency.emitted(2, receivedAt(4_000));
    latency.emitted(0, receivedAt(1_000)); // it changes no alert
    latency.snapshot(1);
    latency.emitted(1, receivedAt(9_000));
    assertEquals(0, shown.histogram.getCount());
    now = 12_000;
    latency.complete(1);
    assertArrayEquals(new long[] {8_000, 8_000}, reported());
    latency.snapshot(2);
    now = 20_000;
    latency.complete(2);
    assertArrayEquals(new long[] {8_000, 8_000, 11_000}, reported());
    assertEquals(11_000, shown.histogram.getStatistics().getMax());
    assertEquals(8_000, shown.histogram.getStatistics().getQuantile(0.5));
    assertEquals(9_000, shown.histogram.getStatistics().getMean());
    assertEquals(3, shown.histogram.getCount());
  }

  @Test
  void theNextCheckpointReportsThoseOfOneThatWasAborted() {
    latency.emitted(1, receivedAt(4_000));
    latency.snapshot(1);
    latency.emitted(1, receivedAt(9_000));
    latency.snapshot(2);
    now = 14_000;
    latency.complete(2);
    latency.complete(2);
    assertArrayEquals(new long[] {5_000, 10_000}, reported());
  }

  @Test
  void aNewCheckpointMayBeginBeforeTheLastIsReported() {
    latency.emitted(1, receivedAt(4_000));
    latency.snapshot(1);
    latency.emitted(1, receivedAt(9_000));
    latency.snapshot(2);
    latency.complete(1);
    assertArrayEquals(new long[] {6_000}, reported());
  }

  @Test
  void whatNoRecordWithATimeBroughtAboutHasNone() {
    latency.emitted(1, Findings.of("three_payees", "a", Duration.ZERO));
    latency.emitted(1, ScoreInput.of(new PlacedErasure(PAYER, 5, RecordPosition.NOWHERE)));
    latency.snapshot(1);
    latency.complete(1);
    assertEquals(0, shown.histogram.getCount());
    assertTrue(Double.isNaN(shown.histogram.getStatistics().getQuantile(0.99)));
  }

  @Test
  void aBrokerWhoseClockIsAheadReportsNothingBelowZero() {
    latency.emitted(1, receivedAt(now + 50));
    latency.snapshot(1);
    latency.complete(1);
    assertArrayEquals(new long[] {0}, reported());
  }

  @Test
  void manyTakeBoundedRoomAndTheLongestIsAmongThem() {
    for (int i = 0; i < 100_000; i++) {
      latency.emitted(1, receivedAt(i == 70_000 ? 1 : 100_000 + i));
    }
    latency.snapshot(1);
    now = 200_000;
    latency.complete(1);
    assertEquals(1_024, reported().length);
    assertEquals(199_999, shown.histogram.getStatistics().getMax());
    double middle = Arrays.stream(reported()).average().orElseThrow();
    assertEquals(50_000, middle, 5_000, "they are a sample of all");
  }

  @Test
  void checkpointsThatAreAbortedAgainAndAgainTakeBoundedRoomToo() {
    for (int checkpoint = 1; checkpoint <= 2_000; checkpoint++) {
      latency.emitted(1, receivedAt(checkpoint));
      latency.snapshot(checkpoint);
    }
    latency.complete(2_000);
    assertEquals(1_024 + 3, reported().length, "the sample, and the last three");
    assertEquals(now - 1, shown.histogram.getStatistics().getMax());
  }

  @Test
  void whatIsLongOverIsNotShownAnyMore() {
    latency.emitted(1, receivedAt(4_000));
    latency.snapshot(1);
    latency.complete(1);
    now += Duration.ofMinutes(5).toMillis();
    assertEquals(1, reported().length);
    now++;
    assertEquals(0, reported().length);
    assertEquals(1, shown.histogram.getCount());
  }
}
