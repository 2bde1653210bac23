package org.drey.local.generate;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.drey.definitions.stream.Streams;
import org.drey.event.Topics;

/** What the providers have sent, a journal for each topic that they write. */
final class Journals {
  private static final Duration LONGEST_DELAY = Duration.ofHours(12);

  private final Map<String, Journal> byTopic = new TreeMap<>();

  /** Empty ones, whose delays are drawn from the seed. */
  Journals(long seed) {
    Map<String, Integer> ids = Journal.noIds();
    for (String topic : Topics.INPUTS) {
      long delay = longestDelay(topic).toMillis();
      byTopic.put(topic, new Journal(topic, delay, Chance.of(seed, topic, 0), ids));
    }
  }

  /** Of a topic's records: half of what the jobs allow by default, at most half a day. */
  private static Duration longestDelay(String topic) {
    Duration half = Streams.of(topic).schema().lateness().dividedBy(2);
    return half.compareTo(LONGEST_DELAY) < 0 ? half : LONGEST_DELAY;
  }

  /** That of a topic that providers write. */
  Journal of(String topic) {
    return Objects.requireNonNull(
        byTopic.get(topic), () -> topic + " is no topic that providers write");
  }

  /** Takes all, in the order of their topics. */
  void forEach(BiConsumer<String, Journal> action) {
    byTopic.forEach(action);
  }
}
