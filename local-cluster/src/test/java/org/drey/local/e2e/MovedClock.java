package org.drey.local.e2e;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.drey.streaming.clock.PartitionIdleness;

/**
 * The time by which partitions of running jobs are silent: it passes only where the test says so,
 * and not for a partition that alignment has paused.
 */
final class MovedClock implements RelativeClock {
  private static final AtomicLong PASSED = new AtomicLong(); // jobs in this JVM look at it

  private final RelativeClock activity;
  private long active;
  private long passed = PASSED.get();
  private long own;

  private MovedClock(RelativeClock activity) {
    this.activity = activity;
    this.active = activity.relativeTimeNanos();
  }

  /** Time passes. */
  static void pass(Duration time) {
    PASSED.addAndGet(time.toMillis());
  }

  /** Silence as the product measures it, by this time. */
  static PartitionIdleness.Source silence(Duration idleAfter) {
    return context -> PartitionIdleness.Source.measured(idleAfter).of(moved(context));
  }

  private static WatermarkGeneratorSupplier.Context moved(
      WatermarkGeneratorSupplier.Context context) {
    return new WatermarkGeneratorSupplier.Context() {
      private final RelativeClock clock = new MovedClock(context.getInputActivityClock());

      @Override
      public MetricGroup getMetricGroup() {
        return context.getMetricGroup();
      }

      @Override
      public RelativeClock getInputActivityClock() {
        return clock;
      }
    };
  }

  @Override
  public long relativeTimeMillis() {
    long nowActive = activity.relativeTimeNanos();
    long nowPassed = PASSED.get();
    if (nowActive != active) {
      own += nowPassed - passed;
    }
    active = nowActive;
    passed = nowPassed;
    return own;
  }

  @Override
  public long relativeTimeNanos() {
    return Duration.ofMillis(relativeTimeMillis()).toNanos();
  }
}
