package org.drey.topics;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param topic its name without a prefix
 * @param time milliseconds since 1970, of its producer or the broker, as the topic has it
 * @param value null if the record of the key was deleted
 */
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    long time,
    @Nullable String key,
    byte @Nullable [] value) {

  static TopicRecord of(String topic, ConsumerRecord<byte[], byte[]> one) {
    String key = one.key() == null ? null : new String(one.key(), StandardCharsets.UTF_8);
    return new TopicRecord(topic, one.partition(), one.offset(), one.timestamp(), key, one.value());
  }

  /** Returns where it is, for messages. */
  public String place() {
    return "partition " + partition + ", offset " + offset;
  }
}
