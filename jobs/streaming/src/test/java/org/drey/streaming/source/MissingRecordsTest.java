package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What was deleted before it was read is counted, and no other hole is. */
final class MissingRecordsTest {
  private static final String TOPIC = "payments";
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
  private static final long TEN_SECONDS = 10_000;

  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<TopicPartition, Long> firsts = new HashMap<>();
  private long now;
  private final MissingRecords missing = new MissingRecords(this::ask, group(""), this::now);
  private int clockReads;
  private int asked;
  private boolean broken;
  private CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);

  private long now() {
    clockReads++;
    return now;
  }

  private void see(int partition, long offset, long at) {
    now = at;
    missing.see(TOPIC, partition, offset);
  }

  private CompletionStage<Map<TopicPartition, Long>> ask(Iterable<TopicPartition> partitions) {
    asked++;
    if (broken) {
      return CompletableFuture.failedFuture(new KafkaException("not there"));
    }
    Map<TopicPartition, Long> known = new HashMap<>();
    partitions.forEach(partition -> known.put(partition, firsts.getOrDefault(partition, 0L)));
    return slow.thenApply(unused -> known);
  }

  private MetricGroup group(String path) {
    return new UnregisteredMetricsGroup() {
      @Override
      public MetricGroup addGroup(String key, String value) {
        return group(path + key + "=" + value + " ");
      }

      @Override
      public <C extends Counter> C counter(String name, C counter) {
        counters.put(path + name, counter);
        return counter;
      }
    };
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    return counts;
  }

  private static Map<String, Long> of(int partition, long count) {
    return Map.of("topic=payments partition=" + partition + " records_missing", count);
  }

  @Test
  void whereEveryOffsetHasARecordNoOneIsAsked() throws Exception {
    missing.startAt(ZERO, 5);
    for (int offset = 5; offset < 100; offset++) {
      see(0, offset, 0);
    }
    see(1, 1_000, 0); // begins where it may
    assertEquals(List.of(0, 0), List.of(asked, clockReads));
    assertEquals(Map.of(), counts());
  }

  @Test
  void aPositionThatIsGoneCounts() throws Exception {
    firsts.put(ZERO, 47L);
    missing.startAt(ZERO, 40);
    see(0, 47, 0);
    assertEquals(of(0, 7), counts());
  }

  @Test
  void ofAHoleCountsWhatWasDeleted() throws Exception {
    firsts.put(ZERO, 47L);
    see(0, 42, 0);
    see(0, 50, 0); // 47 to 49 are there, and are no records
    assertEquals(of(0, 4), counts());
  }

  @Test
  void marksOfTransactionsAreNoLoss() throws Exception {
    see(0, 1, 0);
    see(0, 3, 0);
    see(0, 5, TEN_SECONDS);
    assertEquals(2, asked);
    assertEquals(Map.of(), counts());
  }

  @Test
  void theBrokerIsAskedSeldomAndForAllHolesAtOnce() throws Exception {
    see(0, 1, 0);
    see(0, 3, 0);
    assertEquals(1, asked);
    firsts.put(ZERO, 30L);
    firsts.put(ONE, 8L);
    see(0, 30, 1);
    see(1, 4, 2);
    see(1, 8, 3);
    for (int offset = 31; offset < 5_031; offset++) {
      see(0, offset, TEN_SECONDS - 1);
    }
    assertEquals(1, asked);
    see(0, 5_031, TEN_SECONDS);
    assertEquals(2, asked);
    assertEquals(Set.of(26L, 3L), Set.copyOf(counts().values()));
  }

  @Test
  void aBrokerThatDoesNotAnswerIsAskedAgain() throws Exception {
    firsts.put(ZERO, 47L);
    missing.startAt(ZERO, 40);
    broken = true;
    see(0, 47, 0);
    assertEquals(Map.of(), counts());
    broken = false;
    see(0, 48, TEN_SECONDS);
    assertEquals(of(0, 7), counts());
  }

  @Test
  void nothingWaitsForABrokerThatIsSlowAndNoHoleIsForgottenMeanwhile() {
    slow = new CompletableFuture<>();
    firsts.put(ZERO, 20L);
    missing.startAt(ZERO, 0);
    see(0, 10, 0);
    firsts.put(ZERO, 40L);
    see(0, 40, TEN_SECONDS); // it has not answered, so it is not asked
    assertEquals(List.of(1, Map.of()), List.of(asked, counts()));
    slow.complete(null);
    assertEquals(of(0, 10), counts());
    see(0, 41, TEN_SECONDS);
    assertEquals(of(0, 39), counts());
  }

  @Test
  void manyHolesAreKeptInLittleRoom() {
    Holes holes = new Holes();
    for (int offset = 0; offset < 20_000; offset += 2) {
      holes.see(offset);
    }
    holes.ask();
    assertEquals(500, holes.deletedBefore(1_000));
    assertEquals(List.of(true, 0L), List.of(holes.isEmpty(), holes.deletedBefore(20_000)));
  }
}
