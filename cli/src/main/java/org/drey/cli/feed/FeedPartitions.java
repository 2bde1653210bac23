package org.drey.cli.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.drey.collect.recorded.RecordedLine;

/**
 * The partition of each line: that of its key, or one for each provider, so that what a provider
 * sends stays in its order, and only its own lines can make one of them late. It depends on the
 * folder alone, so a later call sends each line to the same one.
 */
final class FeedPartitions {
  private final Map<String, Integer> counts;
  private final Map<String, Map<String, Integer>> providers = new HashMap<>();

  /**
   * Those of a folder.
   *
   * @param counts how many each topic has
   */
  FeedPartitions(Map<String, Integer> counts, List<RecordedLine> lines) {
    this.counts = Map.copyOf(counts);
    for (RecordedLine line : lines) {
      Map<String, Integer> known =
          providers.computeIfAbsent(line.topic(), topic -> new HashMap<>());
      known.putIfAbsent(provider(line), known.size());
    }
  }

  private static String provider(RecordedLine line) {
    String provider = line.provider();
    return provider == null ? "" : provider;
  }

  /** Returns the partition of a line. */
  TopicPartition of(RecordedLine line) {
    int count = counts.getOrDefault(line.topic(), 1);
    byte[] key = line.keyBytes();
    int partition =
        key == null
            ? providers.getOrDefault(line.topic(), Map.of()).getOrDefault(provider(line), 0) % count
            : BuiltInPartitioner.partitionForKey(key, count);
    return new TopicPartition(line.topic(), partition);
  }
}
