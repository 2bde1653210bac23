package org.drey.alerts.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Committed records of topics as they come. Belongs to one thread. */
public final class TopicStream implements AutoCloseable {
  private final KafkaTopics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> present;
  private final Map<TopicPartition, Long> ends;
  private final Set<String> refused = new TreeSet<>();

  /**
   * A record.
   *
   * @param topic its name without a prefix
   * @param value null if the record of the key was deleted
   */
  public record Entry(
      String topic, int partition, long offset, @Nullable String key, byte @Nullable [] value) {
    /** Where it is, for messages. */
    public String place() {
      return "partition " + partition + ", offset " + offset;
    }
  }

  /** Where reading begins. */
  private interface Start {
    void seek(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends);
  }

  private TopicStream(KafkaTopics topics, Collection<String> wanted, Start start)
      throws IOException {
    this.topics = topics;
    this.consumer = topics.consumer();
    this.present = topics.present(consumer, wanted);
    this.ends =
        new HashMap<>(
            topics.call(
                () -> {
                  consumer.assign(topics.partitions(consumer, present));
                  Map<TopicPartition, Long> now =
                      consumer.endOffsets(consumer.assignment(), KafkaTopics.WAIT);
                  start.seek(consumer, now);
                  return now;
                }));
  }

  /** All records, from the first; of topics that are not there, none. */
  public static TopicStream fromBeginning(KafkaTopics topics, Collection<String> names)
      throws IOException {
    return new TopicStream(
        topics, names, (consumer, ends) -> consumer.seekToBeginning(ends.keySet()));
  }

  /** Those that are committed from now on. */
  public static TopicStream fromNow(KafkaTopics topics, Collection<String> names)
      throws IOException {
    return new TopicStream(topics, names, (consumer, ends) -> ends.forEach(consumer::seek));
  }

  /**
   * Those of one topic from where its reader came to.
   *
   * @param offsets the next of each partition; of a partition that has no such offset, as of a
   *     topic that was made anew, the first that there is
   */
  public static TopicStream from(KafkaTopics topics, String name, Map<Integer, Long> offsets)
      throws IOException {
    return new TopicStream(
        topics,
        List.of(name),
        (consumer, ends) ->
            consumer
                .beginningOffsets(ends.keySet(), KafkaTopics.WAIT)
                .forEach(
                    (partition, first) -> {
                      long next = offsets.getOrDefault(partition.partition(), first);
                      boolean isThere =
                          next >= first && next <= ends.getOrDefault(partition, first);
                      consumer.seek(partition, isThere ? next : first);
                    }));
  }

  /** The topics, without a prefix, that are there; some of them may be {@link #refused}. */
  public Set<String> topics() {
    return present;
  }

  /** The topics, without a prefix, that a poll has shown may not be read. */
  public Set<String> refused() {
    return Collections.unmodifiableSet(refused);
  }

  /**
   * The next records; none if none come within a fifth of a second. A topic that may not be read is
   * left out from then on: who may write one sees it among those that are there.
   */
  public List<Entry> poll() throws IOException {
    return topics.call(
        () -> {
          try {
            List<Entry> entries = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(KafkaTopics.POLL)) {
              entries.add(entry(one));
            }
            return entries;
          } catch (TopicAuthorizationException e) {
            leaveOut(e.unauthorizedTopics());
            return List.of();
          }
        });
  }

  private void leaveOut(Set<String> denied) {
    denied.forEach(full -> refused.add(topics.plain(full)));
    List<TopicPartition> left =
        consumer.assignment().stream().filter(one -> !denied.contains(one.topic())).toList();
    consumer.assign(left);
    ends.keySet().removeIf(one -> denied.contains(one.topic()));
  }

  private Entry entry(ConsumerRecord<byte[], byte[]> one) {
    String key = one.key() == null ? null : new String(one.key(), StandardCharsets.UTF_8);
    return new Entry(topics.plain(one.topic()), one.partition(), one.offset(), key, one.value());
  }

  /** Whether all has been read that was committed when this was opened. */
  public boolean isAtEnd() throws IOException {
    return topics.call(
        () ->
            ends.entrySet().stream()
                .allMatch(
                    end -> consumer.position(end.getKey(), KafkaTopics.WAIT) >= end.getValue()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
