package org.drey.local.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.local.up.ClusterStatus.LagLine;

/** How much of its topics a job had not read at its last checkpoint. */
final class LagReader {
  private static final long ANSWER_WITHIN_SECONDS = 10;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 4;

  private final Properties client;

  LagReader(Properties client) {
    this.client = new Properties();
    this.client.putAll(client);
    this.client.setProperty("request.timeout.ms", "5000");
    this.client.setProperty("default.api.timeout.ms", "8000");
  }

  /**
   * Returns a line for each topic of a job.
   *
   * @throws ExecutionException if the brokers do not answer
   */
  List<LagLine> read(JobKind job, long nowMillis)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Long> behind = new HashMap<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(job.group())
              .partitionsToOffsetAndMetadata()
              .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
      admin
          .listOffsets(asked)
          .all()
          .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, end) -> {
                long offset = Objects.requireNonNull(read.get(partition)).offset();
                behind.put(partition, Math.max(0, end.offset() - offset));
                if (end.offset() > offset) {
                  next.put(partition, offset);
                }
              });
    }
    return lines(job, behind, oldest(next), nowMillis);
  }

  private static List<LagLine> lines(
      JobKind job,
      Map<TopicPartition, Long> behind,
      Map<TopicPartition, Long> oldest,
      long nowMillis) {
    Map<String, Long> records = new TreeMap<>();
    Map<String, Long> millis = new HashMap<>();
    behind.forEach(
        (partition, count) -> {
          records.merge(partition.topic(), count, Long::sum);
          long since = count == 0 ? nowMillis : oldest.getOrDefault(partition, nowMillis);
          millis.merge(partition.topic(), Math.max(0, nowMillis - since), Math::max);
        });
    List<LagLine> lines = new ArrayList<>();
    records.forEach(
        (topic, count) ->
            lines.add(new LagLine(job.shortName(), topic, count, millis.getOrDefault(topic, 0L))));
    return lines;
  }

  /** Returns the times of the records that are read next. */
  private Map<TopicPartition, Long> oldest(Map<TopicPartition, Long> next) {
    Map<TopicPartition, Long> times = new HashMap<>();
    if (next.isEmpty()) {
      return times;
    }
    Properties properties = new Properties();
    properties.putAll(client);
    properties.setProperty("max.partition.fetch.bytes", "4096");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(next.keySet());
      next.forEach(consumer::seek);
      for (int i = 0; i < POLLS && times.size() < next.size(); i++) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
          times.putIfAbsent(new TopicPartition(one.topic(), one.partition()), one.timestamp());
        }
      }
    }
    return times;
  }
}
