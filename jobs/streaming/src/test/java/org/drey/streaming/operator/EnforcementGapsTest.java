package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.drey.blocklist.ListVersion;
import org.junit.jupiter.api.Test;

/** How enforcement gaps are counted and logged. */
final class EnforcementGapsTest {
  private static final ListVersion LIST = new ListVersion("hotline", "0123456789ab");

  private final Map<String, Counter> counters = new HashMap<>();

  /** Keeps the counters by the labels that lead to them. */
  private MetricGroup group(String path) {
    return new UnregisteredMetricsGroup() {
      @Override
      public MetricGroup addGroup(String key, String value) {
        return group(path + " " + key + "=" + value);
      }

      @Override
      public Counter counter(String name) {
        Counter counter = super.counter(name);
        counters.put((path + " " + name).strip(), counter);
        return counter;
      }

      @Override
      public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return gauge;
      }
    };
  }

  @Test
  void theyAreCountedByResolverAndListVersion() {
    EnforcementGaps gaps = new EnforcementGaps(group(""));
    gaps.count("isp.example", "r1", LIST, 0);
    gaps.count("isp.example", "r1", LIST, 1);
    gaps.count("isp.example", null, LIST, 2);
    gaps.count("isp.example", "r 1\n${x}", new ListVersion("hotline", "b"), 3);

    assertEquals(
        Map.of(
            "provider=isp.example resolver=r1 list=hotline version=0123456789ab gaps",
            2L,
            "provider=isp.example resolver=unknown list=hotline version=0123456789ab gaps",
            1L,
            "provider=isp.example resolver=r_1___x_ list=hotline version=b gaps",
            1L),
        counts());
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    return counts;
  }

  @Test
  void aProviderCannotInventMetricsWithoutEnd() {
    EnforcementGaps gaps = new EnforcementGaps(group(""));
    for (int i = 0; i < EnforcementGaps.MAX_LABELS + 500; i++) {
      gaps.count("isp.example", "r" + i, LIST, 0);
    }

    assertEquals(EnforcementGaps.MAX_LABELS + 1, counters.size());
    assertEquals(500, counts().get("provider=other resolver=other list=other version=other gaps"));
  }

  @Test
  void theAlarmLastsForAMinute() {
    EnforcementGaps gaps = new EnforcementGaps(group(""));
    assertFalse(gaps.isAlarmed(0));
    gaps.count("isp.example", "r1", LIST, 1_000);
    assertTrue(gaps.isAlarmed(1_000));
    assertTrue(gaps.isAlarmed(60_999));
    assertFalse(gaps.isAlarmed(61_000));
  }
}
