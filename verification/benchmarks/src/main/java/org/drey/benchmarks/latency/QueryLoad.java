package org.drey.benchmarks.latency;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends queries at a rate, and notes when the broker took those that get a signal. */
final class QueryLoad implements AutoCloseable {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final KafkaProducer<byte[], byte[]> producer;
  private final EncodedQueries queries;
  private final int partitions;
  private long next;

  /** A producer for a broker. */
  QueryLoad(Properties kafka, EncodedQueries queries, int partitions) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.setProperty("linger.ms", "0");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.queries = queries;
    this.partitions = partitions;
  }

  /**
   * The queries that were sent.
   *
   * @param first number of the first query
   * @param count how many queries
   * @param taken when the broker took those that get a signal: milliseconds by number
   */
  record SentQueries(long first, long count, Map<Long, Long> taken) {}

  /**
   * Sends for a while; returns when everything is on the broker.
   *
   * @param aSecond how many queries a second
   */
  SentQueries send(String topic, double aSecond, Duration howLong) {
    Map<Long, Long> taken = new ConcurrentHashMap<>();
    long first = next;
    long began = System.nanoTime();
    for (long now = began; now - began < howLong.toNanos(); now = System.nanoTime()) {
      long due = first + (long) (aSecond * (now - began) / TimeUnit.SECONDS.toNanos(1));
      if (next == due) {
        LockSupport.parkNanos(STEP_NANOS);
      }
      while (next < due && System.nanoTime() - began < howLong.toNanos()) {
        send(topic, next++, taken);
      }
    }
    producer.flush();
    return new SentQueries(first, next - first, taken);
  }

  private void send(String topic, long number, Map<Long, Long> taken) {
    int partition = (int) (number % partitions);
    boolean listed = queries.isListed(number);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, null, queries.encoded(number)),
            (@Nullable RecordMetadata metadata, @Nullable Exception error) -> {
              if (listed && metadata != null && error == null) {
                taken.put(number, metadata.timestamp());
              }
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
