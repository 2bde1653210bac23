package org.drey.benchmarks.latency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.event.BlocklistHit;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;

/** Reads splash signals as they come, and notes when the broker took them. */
final class Signals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final Map<Long, Long> taken = new ConcurrentHashMap<>();
  private final Properties kafka;
  private final List<String> topics;
  private volatile boolean closed;

  /** Starts to read these topics. */
  Signals(Properties kafka, List<String> topics) {
    this.kafka = kafka;
    this.topics = List.copyOf(topics);
    Thread thread = new Thread(this::read, "signals");
    thread.setDaemon(true);
    thread.start();
  }

  /** When the broker took each signal: milliseconds by the number of its query. */
  Map<Long, Long> taken() {
    return taken;
  }

  /** Forgets what was read. */
  void clear() {
    taken.clear();
  }

  private void read() {
    AvroCodec<BlocklistHit> codec = AvroCodec.of(BlocklistHit.class);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map((PartitionInfo p) -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
          taken.putIfAbsent(number(codec, one.value()), one.timestamp());
        }
      }
    }
  }

  private static long number(AvroCodec<BlocklistHit> codec, byte[] value) {
    try {
      return Long.parseLong(codec.decode(value).getEventId());
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("a signal cannot be decoded", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
