package org.drey.local.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.drey.local.generate.WorldItem;
import org.jspecify.annotations.Nullable;

/** Sends a world with poison in it, and knows what must become of the poison. */
final class PoisonedFeed {
  private final JobTopics topics;
  private final Map<String, String> expected = new TreeMap<>();

  PoisonedFeed(JobTopics topics) {
    this.topics = topics;
  }

  /** Topic, partition, offset and reason of each dead letter that is due, and what it is for. */
  Map<String, String> expected() {
    return Collections.unmodifiableMap(expected);
  }

  /**
   * Sends what the world has on a topic, and every kind of poison spread over it; what is taken of
   * that comes first, since it is of the world's first moment and would be late after it.
   */
  void send(String topic, List<WorldItem> items) throws Exception {
    List<Poison.Bad> poison = Poison.of(topic);
    int taken = (int) poison.stream().filter(one -> one.reason() == null).count();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<Integer, Poison.Bad> at = new TreeMap<>();
    int every = Math.max(1, items.size() / poison.size());
    Long arrival = null;
    int next = 0;
    for (int i = 0; i < items.size() || next < poison.size(); i++) {
      if (i < items.size()) {
        arrival = items.get(i).arrival().toEpochMilli();
        int partition = i % JobTopics.PARTITIONS;
        records.add(new ProducerRecord<>(topic, partition, arrival, null, items.get(i).avro()));
      }
      int due = i == 0 ? taken : i % every == 0 ? next + 1 : next;
      while (next < Math.min(due, poison.size())) {
        at.put(records.size(), poison.get(next));
        records.add(dressed(topic, arrival, next, poison.get(next).value()));
        next++;
      }
    }
    List<RecordMetadata> stored = topics.send(records);
    at.forEach(
        (index, bad) -> {
          if (bad.reason() != null) {
            RecordMetadata place = stored.get(index);
            expected.put(
                topic + " " + place.partition() + " " + place.offset() + " " + bad.reason(),
                bad.kind());
          }
        });
  }

  /** Keys and headers that no producer of ours makes. */
  private static ProducerRecord<byte[], byte[]> dressed(
      String topic, @Nullable Long time, int number, byte @Nullable [] value) {
    byte[] key = new byte[number * 100];
    new Random(number).nextBytes(key);
    var record = new ProducerRecord<>(topic, number % JobTopics.PARTITIONS, time, key, value);
    record.headers().add(Poison.MARK, null).add(Poison.MARK, key).add("", new byte[0]);
    return record;
  }
}
