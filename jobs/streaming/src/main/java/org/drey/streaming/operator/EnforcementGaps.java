package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.drey.base.LogLimiter;
import org.drey.blocklist.ListVersion;
import org.drey.definitions.record.PlainLabel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforcement gaps: what is to be blocked and was answered as if it were not listed. Counted by
 * resolver and list version; the alarm is 1 for a minute after the last, and a line in the log, at
 * most one a minute and provider, says which resolver applies which list badly. Never what was
 * asked.
 */
final class EnforcementGaps {
  private static final Logger LOG = LoggerFactory.getLogger(EnforcementGaps.class);

  /** Metrics are never taken back, so beyond this many all others share one. */
  static final int MAX_LABELS = 1_000;

  private static final long ALARM_MILLIS = 60_000;

  private final MetricGroup group;
  private final Map<Key, Counter> counters = new HashMap<>();
  private final LogLimiter limiter = new LogLimiter();
  private volatile long last = Long.MIN_VALUE;

  /** The resolver that answered, and the list that should have been applied. */
  private record Key(String provider, String resolver, ListVersion list) {
    private static final Key OTHERS = new Key("other", "other", new ListVersion("other", "other"));
  }

  EnforcementGaps(MetricGroup group) {
    this.group = group;
    group.gauge("gap_alarm", (Gauge<Integer>) () -> isAlarmed(System.currentTimeMillis()) ? 1 : 0);
  }

  /** Counts a gap. */
  void count(String provider, @Nullable String resolver, ListVersion list, long now) {
    last = now;
    Key key =
        new Key(
            PlainLabel.of(provider), resolver == null ? "unknown" : PlainLabel.of(resolver), list);
    if (!counters.containsKey(key) && counters.size() >= MAX_LABELS) {
      key = Key.OTHERS;
    }
    Counter counter = counters.computeIfAbsent(key, this::register);
    counter.inc();
    if (limiter.isDue(key.provider())) {
      LOG.warn(
          "{} of {} answered a name or page of list {} as if it were not listed; give it version {}"
              + " (gaps of this subtask so far: {})",
          resolver == null ? "a resolver or proxy" : "resolver " + key.resolver(),
          key.provider(),
          list.listId(),
          list.version(),
          counter.getCount());
    }
  }

  /** Returns whether there was a gap in the last minute. */
  boolean isAlarmed(long now) {
    return last != Long.MIN_VALUE && now - last < ALARM_MILLIS;
  }

  private Counter register(Key key) {
    return group
        .addGroup("provider", key.provider())
        .addGroup("resolver", key.resolver())
        .addGroup("list", key.list().listId())
        .addGroup("version", key.list().version())
        .counter("gaps");
  }
}
