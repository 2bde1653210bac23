package org.drey.definitions.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of topics that would lose records, and those that will do. */
final class TopicNeedTest {
  @ParameterizedTest
  @CsvSource({
    "payments, delete, LogAppendTime, 0",
    "payments, delete, CreateTime, 0",
    "payments, compact, LogAppendTime, 1",
    "payments, 'compact,delete', LogAppendTime, 1",
    "blocklist-hits, delete, CreateTime, 0",
    "blocklist-hits, delete, LogAppendTime, 1",
    "blocklist-hits, compact, LogAppendTime, 2",
    "alerts, compact, LogAppendTime, 0",
    "alerts, 'compact,delete', CreateTime, 1",
    "erasures, 'compact,delete', CreateTime, 0",
    "erasures, 'delete, compact', CreateTime, 0",
    "erasures, compact, CreateTime, 0",
    "erasures, delete, CreateTime, 1",
    "alerts, delete, CreateTime, 1"
  })
  void whatIsWrongIsSaid(String stream, String cleanup, String times, int problems) {
    Map<String, String> settings =
        Map.of("cleanup.policy", cleanup, "message.timestamp.type", times);
    assertEquals(problems, TopicNeed.of("x-", stream).problems(settings).size());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
  void aBrokerMayBeAwayWhereThereAreSeveral(int replication, String inSync) {
    assertEquals(inSync, setting("alerts", "min.insync.replicas", replication).value());
  }

  @Test
  void whatWillDoIsLessThanWhatIsPlanned() {
    TopicSetting retention = setting("payments", "retention.ms", 3);
    assertTrue(retention.accepts(retention.value()));
    assertTrue(retention.accepts(Long.toString(Duration.ofDays(2).toMillis())));
    assertFalse(retention.accepts(Long.toString(Duration.ofHours(23).toMillis())));
    assertFalse(retention.accepts("-1"));
    assertFalse(retention.accepts(null));
    TopicSetting lag = setting("alerts", "max.compaction.lag.ms", 3);
    assertTrue(lag.accepts("1"));
    assertFalse(lag.accepts(Long.toString(Long.MAX_VALUE)));
    TopicSetting largest = setting("payments", "max.message.bytes", 3);
    assertFalse(largest.accepts("1048588")); // Kafka's default
  }

  @ParameterizedTest
  @CsvSource({
    "payments, retention.ms, -1, true",
    "payments, retention.ms, 604800001, true",
    "payments, retention.ms, 604800000, false",
    "payments, retention.ms, 3600000, false",
    "payments, cleanup.policy, compact, true",
    "payments, cleanup.policy, 'compact, delete', false",
    "erasures, cleanup.policy, compact, true",
    "alerts, cleanup.policy, delete, false",
    "alerts, max.compaction.lag.ms, 9223372036854775807, false"
  })
  void whatDeletesRecordsIsKnown(String stream, String name, String found, boolean deletes) {
    assertEquals(deletes, setting(stream, name, 3).deletesAfter(found));
  }

  @Test
  void whatIsPlannedWillDoAndSaysWhy() {
    for (String stream : TopicNames.ALL) {
      for (TopicSetting one : TopicNeed.of("", stream).settings(3, Duration.ofDays(30))) {
        assertTrue(one.accepts(one.value()), stream + " " + one);
        assertFalse(one.reason().isBlank());
      }
    }
  }

  private static TopicSetting setting(String stream, String name, int replication) {
    return TopicNeed.of("", stream).settings(replication, Duration.ofHours(24)).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
