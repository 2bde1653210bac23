package org.drey.collect.feed;

import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The client that reads a topic as a source, and notes by itself how far it is. */
public final class FeedConsumer {
  private FeedConsumer() {}

  /**
   * A client of brokers, which need not be there yet.
   *
   * @param client its properties; they are not changed
   * @param group its {@code group.id}, if they say none
   */
  public static KafkaConsumer<byte[], byte[]> open(Properties client, String group) {
    Properties kafka = new Properties();
    kafka.setProperty("group.id", group);
    kafka.setProperty("auto.offset.reset", "earliest");
    kafka.putAll(client);
    kafka.setProperty("enable.auto.commit", "false");
    return new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
