package org.drey.alerts.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How topics are read: committed records only, without a group, and none is ever created. */
public final class KafkaTopics {
  static final Duration WAIT = Duration.ofSeconds(30);
  static final Duration POLL = Duration.ofMillis(200);

  private final Properties consumer;
  private final String prefix;

  /** Something that Kafka's client does. */
  interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Topics.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   */
  public KafkaTopics(Properties client, String prefix) {
    this.consumer = new Properties();
    consumer.putAll(client);
    consumer.setProperty("isolation.level", "read_committed");
    consumer.setProperty("enable.auto.commit", "false");
    consumer.setProperty("allow.auto.create.topics", "false");
    consumer.remove("group.id");
    this.prefix = prefix;
  }

  /** A topic with its prefix. */
  public String full(String topic) {
    return prefix + topic;
  }

  /** A topic's own name. */
  String plain(String full) {
    return full.substring(prefix.length());
  }

  /** The brokers, as messages name them. */
  public String name() {
    return "Kafka at " + consumer.getProperty("bootstrap.servers", "no address");
  }

  KafkaConsumer<byte[], byte[]> consumer() throws IOException {
    return call(
        () ->
            new KafkaConsumer<>(
                consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** The topics that are there and may be read, without a prefix, of those named. */
  Set<String> present(KafkaConsumer<byte[], byte[]> from, Collection<String> topics)
      throws IOException {
    Set<String> all = call(() -> from.listTopics(WAIT).keySet());
    return topics.stream()
        .filter(topic -> all.contains(full(topic)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The partitions of topics that are there. */
  List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> from, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> from.partitionsFor(full(topic), WAIT).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Says which brokers it was and what may be wrong; Kafka's own exceptions say neither. */
  <T> T call(Call<T> what) throws IOException {
    try {
      return what.run();
    } catch (TimeoutException e) {
      throw new IOException(name() + " does not answer: " + e.getMessage(), e);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(name() + ": " + cause.getMessage(), e);
    }
  }
}
