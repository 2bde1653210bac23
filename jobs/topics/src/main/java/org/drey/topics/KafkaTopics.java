package org.drey.topics;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of brokers, to be read: without a group, and none is ever created. */
public final class KafkaTopics {
  static final Duration WAIT = Duration.ofSeconds(30);
  static final Duration POLL = Duration.ofMillis(200);

  private final BrokerFaults faults;
  private final String prefix;
  private final Supplier<Consumer<byte[], byte[]>> clients;

  /** A call of Kafka's client. */
  interface Call<T> {
    T run() throws IOException;
  }

  private KafkaTopics(
      BrokerFaults faults, String prefix, Supplier<Consumer<byte[], byte[]>> clients) {
    this.faults = faults;
    this.prefix = prefix;
    this.clients = clients;
  }

  private KafkaTopics(Properties client, String prefix, String isolation) {
    this(new BrokerFaults((Properties) client.clone()), prefix, () -> open(client, isolation));
  }

  /**
   * Topics of which committed records are read.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   */
  public KafkaTopics(Properties client, String prefix) {
    this(client, prefix, "read_committed");
  }

  /**
   * Returns topics of which all records are read, also those of open transactions: whoever leaves
   * one open holds up no reader.
   */
  public static KafkaTopics uncommitted(Properties client, String prefix) {
    return new KafkaTopics(client, prefix, "read_uncommitted");
  }

  /** Returns topics that clients read which others make, such as a test. */
  public static KafkaTopics of(Supplier<Consumer<byte[], byte[]>> clients) {
    return new KafkaTopics(new BrokerFaults(new Properties()), "", clients);
  }

  private static Consumer<byte[], byte[]> open(Properties client, String isolation) {
    Properties consumer = new Properties();
    consumer.putAll(client);
    consumer.setProperty("isolation.level", isolation);
    consumer.setProperty("enable.auto.commit", "false");
    consumer.setProperty("allow.auto.create.topics", "false");
    consumer.setProperty("auto.offset.reset", "earliest"); // what retention took is passed over
    consumer.remove("group.id");
    return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Returns a topic's name with the prefix. */
  public String full(String topic) {
    return prefix + topic;
  }

  /** Returns a topic's own name. */
  String plain(String full) {
    return full.substring(prefix.length());
  }

  /** Returns the brokers, as messages name them. */
  public String name() {
    return faults.name();
  }

  Consumer<byte[], byte[]> consumer() throws IOException {
    return call(clients::get);
  }

  /** Returns those of some topics that are there and may be seen, without the prefix. */
  Set<String> present(Consumer<byte[], byte[]> from, Collection<String> topics) throws IOException {
    Set<String> all = call(() -> from.listTopics(WAIT).keySet());
    return topics.stream()
        .filter(topic -> all.contains(full(topic)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the partitions of topics that are there. */
  List<TopicPartition> partitions(Consumer<byte[], byte[]> from, Collection<String> topics)
      throws IOException {
    return call(
        () ->
            topics.stream()
                .flatMap(topic -> from.partitionsFor(full(topic), WAIT).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
  }

  /** Says which brokers it was and what may be wrong; Kafka's own exceptions say neither. */
  <T> T call(Call<T> what) throws IOException {
    try {
      return what.run();
    } catch (KafkaException e) {
      throw faults.of(e);
    }
  }
}
