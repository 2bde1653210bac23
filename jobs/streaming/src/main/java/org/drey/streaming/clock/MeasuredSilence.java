package org.drey.streaming.clock;

import java.time.Duration;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Silence by the activity clock of a partition, which stops while alignment has paused it. Flink
 * 2.3.0 never reads a partition again that is paused and then marked idle (FLINK-40093).
 */
final class MeasuredSilence implements PartitionIdleness {
  private final RelativeClock activity;
  private final long idleAfterMillis;
  private boolean driven = true; // as from its start

  private long since;

  MeasuredSilence(RelativeClock activity, Duration idleAfter) {
    this.activity = activity;
    this.idleAfterMillis = idleAfter.toMillis();
  }

  @Override
  public void driven(String topic, int partition) {
    driven = true;
  }

  @Override
  public boolean isSilent() {
    long now = activity.relativeTimeMillis();
    if (driven) {
      driven = false;
      since = now;
    }
    return now - since > idleAfterMillis;
  }
}
