package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What was deleted before it was read is counted, and no other gap is. */
final class MissingRecordsTest {
  private static final String TOPIC = "payments";
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();
  private final MissingRecords missing = new MissingRecords(this::ask, group(""));
  private int asked;
  private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

  private void see(int partition, long... offsets) {
    for (long offset : offsets) {
      missing.see(TOPIC, partition, offset);
    }
  }

  private CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> ask(
      Set<TopicPartition> partitions) {
    asked++;
    Map<TopicPartition, ListOffsetsResultInfo> known = new HashMap<>();
    for (TopicPartition one : partitions) {
      long first = beginnings.getOrDefault(one, 0L);
      known.put(one, new ListOffsetsResultInfo(first, -1, Optional.empty()));
    }
    return answer.thenApply(unused -> known);
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

  /** The counts of partitions of which any record is missing. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static Map<String, Long> of(int partition, long count) {
    return Map.of("topic=payments partition=" + partition + " records_missing", count);
  }

  @Test
  void whereEveryOffsetHasARecordNoOneIsAsked() {
    missing.startAt(ZERO, 5);
    missing.startAt(ONE, -2); // begins where it may
    see(0, 5, 6, 7);
    see(1, 1_000, 1_001);
    missing.compare();
    assertEquals(0, asked);
    assertEquals(Map.of(), counts());
    assertEquals(2, counters.size(), "they are there before anything is missing");
  }

  @Test
  void aPositionThatIsGoneCounts() {
    beginnings.put(ZERO, 47L);
    missing.startAt(ZERO, 40);
    see(0, 47);
    missing.compare();
    missing.compare();
    assertEquals(1, asked);
    assertEquals(of(0, 7), counts());
  }

  @Test
  void ofWhatIsPassedOverCountsWhatWasDeleted() {
    beginnings.put(ZERO, 47L);
    see(0, 42, 50); // 47 to 49 are there, and are no records
    missing.compare();
    assertEquals(of(0, 4), counts());
  }

  @Test
  void marksOfTransactionsAreNoLoss() {
    see(0, 1, 3, 5);
    missing.compare();
    see(0, 7);
    missing.compare();
    assertEquals(2, asked);
    assertEquals(Map.of(), counts());
  }

  @Test
  void ofWhatWasReadNothingIsMissingWhenItIsDeletedLater() {
    see(0, 1, 2, 3, 5, 6, 7, 8);
    beginnings.put(ZERO, 4L);
    missing.compare();
    assertEquals(Map.of(), counts());
    beginnings.put(ZERO, 9L);
    missing.compare();
    assertEquals(Map.of(), counts());
  }

  @Test
  void partitionsAreAskedForTogether() {
    beginnings.put(ZERO, 30L);
    beginnings.put(ONE, 8L);
    see(0, 3, 30, 31);
    see(1, 4, 8);
    see(0, 32);
    missing.compare();
    assertEquals(1, asked);
    Map<String, Long> wanted = new TreeMap<>(of(0, 26));
    wanted.putAll(of(1, 3));
    assertEquals(wanted, counts());
  }

  @Test
  void aBrokerThatDoesNotAnswerIsAskedAgain() {
    beginnings.put(ZERO, 47L);
    missing.startAt(ZERO, 40);
    see(0, 47);
    answer = CompletableFuture.failedFuture(new KafkaException("not there"));
    missing.compare();
    assertEquals(Map.of(), counts());
    answer = CompletableFuture.completedFuture(null);
    missing.compare();
    assertEquals(of(0, 7), counts());
  }

  @Test
  void nothingWaitsForABrokerThatIsSlow() {
    answer = new CompletableFuture<>();
    beginnings.put(ZERO, 20L);
    missing.startAt(ZERO, 0);
    see(0, 10);
    missing.compare();
    beginnings.put(ZERO, 40L);
    see(0, 40);
    assertEquals(Map.of(), counts());
    answer.complete(null);
    missing.compare();
    assertEquals(of(0, 39), counts());
  }
}
