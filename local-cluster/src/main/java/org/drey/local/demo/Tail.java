package org.drey.local.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows an output topic from its beginning; sees committed records only. */
final class Tail<T extends SpecificRecordBase> implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** A transaction that is still open is not yet seen, so the end is not reached. */
  private static final ListOffsetsOptions WITH_WHAT_IS_OPEN =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final List<TopicPartition> partitions;
  private final AvroCodec<T> codec;
  private final Seen<T> seen;
  private final AtomicBoolean atEnd = new AtomicBoolean();
  private volatile boolean stopped;

  /** What to do with a record; the time is when the broker took it. */
  interface Seen<T> {
    void record(T datum, long brokerMillis);

    /** What has this key is no longer there. */
    default void gone(String key) {}
  }

  Tail(Properties kafka, String topic, int partitionCount, Class<T> type, Seen<T> seen) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("enable.auto.commit", "false");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.admin = Admin.create(properties);
    this.partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    this.codec = AvroCodec.of(type);
    this.seen = seen;
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  @Override
  public void run() {
    try (consumer;
        admin) {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          see(message);
        }
        atEnd.set(isAtEnd(partitions));
      }
    } catch (WakeupException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      seen.gone(new String(message.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      seen.record(codec.decode(message.value()), message.timestamp());
    } catch (InvalidRecordException e) {
      LOG.error("{} holds a record that cannot be read: {}", message.topic(), e.getMessage());
    }
  }

  private boolean isAtEnd(Collection<TopicPartition> all) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    all.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    try {
      return admin.listOffsets(latest, WITH_WHAT_IS_OPEN).all().get().entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue().offset());
    } catch (ExecutionException e) {
      return false; // no answer this time
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether, since this was last asked, everything on the topic has been seen once. */
  boolean caughtUp() {
    return atEnd.getAndSet(false);
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
  }
}
