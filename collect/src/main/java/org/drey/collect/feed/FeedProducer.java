package org.drey.collect.feed;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer as feeds need it: nothing twice, and acknowledged by all replicas. */
final class FeedProducer {
  private static final Duration FIND_WITHIN = Duration.ofSeconds(2);
  private static final Duration FIND_AGAIN = Duration.ofMillis(20);

  private FeedProducer() {}

  static Producer<byte[], byte[]> open(Properties client, String topic, FeedPressure pressure) {
    Properties kafka = new Properties();
    kafka.putAll(client);
    kafka.setProperty("acks", "all");
    kafka.setProperty("enable.idempotence", "true");
    kafka.setProperty("metadata.max.idle.ms", String.valueOf(Integer.MAX_VALUE));
    boolean waits = pressure == FeedPressure.WAIT;
    kafka.setProperty("max.block.ms", waits ? String.valueOf(Long.MAX_VALUE) : "0");
    if (waits) {
      kafka.setProperty("delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE));
    } else {
      // Else it forgets the topic once all brokers are away, and what comes finds no place at all.
      kafka.putIfAbsent("metadata.recovery.strategy", "none");
    }
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    if (!waits) {
      find(producer, topic);
    }
    return producer;
  }

  /** Gives the brokers a moment to say where the topic is: else the first events would be lost. */
  private static void find(Producer<byte[], byte[]> producer, String topic) {
    long end = System.nanoTime() + FIND_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (!producer.partitionsFor(topic).isEmpty()) {
          return;
        }
      } catch (KafkaException e) {
        LockSupport.parkNanos(FIND_AGAIN.toNanos());
      }
    }
  }
}
