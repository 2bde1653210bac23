package org.drey.alerts.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
  /** So often brokers are asked whether they are there, and have so long to answer. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final KafkaTopics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> present;
  private final Map<TopicPartition, Long> ends;
  private final Set<String> refused = new TreeSet<>();
  private boolean isAnother;
  private Instant answered = Instant.now();

  /** A partition of a topic, whose name is without a prefix. */
  public record Place(String topic, int partition) {}

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

  /** Where reading begins, once partitions are assigned and their ends are known. */
  private interface Start {
    void seek(TopicStream stream);
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
                  return consumer.endOffsets(consumer.assignment(), KafkaTopics.WAIT);
                }));
    topics.call(
        () -> {
          start.seek(this);
          return ends;
        });
  }

  /** All records, from the first; of topics that are not there, none. */
  public static TopicStream fromBeginning(KafkaTopics topics, Collection<String> names)
      throws IOException {
    return new TopicStream(
        topics, names, stream -> stream.consumer.seekToBeginning(stream.consumer.assignment()));
  }

  /**
   * Those that come at offsets that a reader has kept, and after; of a partition without one, all.
   * If one is beyond the end, the topics are others by now ({@link #isAnother}), and all of them
   * are read from their first records.
   */
  public static TopicStream from(
      KafkaTopics topics, Collection<String> names, Map<Place, Long> offsets) throws IOException {
    return new TopicStream(topics, names, stream -> stream.seek(offsets));
  }

  /** Those that are committed from now on. */
  public static TopicStream fromNow(KafkaTopics topics, Collection<String> names)
      throws IOException {
    return new TopicStream(topics, names, stream -> stream.ends.forEach(stream.consumer::seek));
  }

  private void seek(Map<Place, Long> offsets) {
    isAnother =
        ends.entrySet().stream().anyMatch(end -> kept(offsets, end.getKey()) > end.getValue());
    consumer
        .beginningOffsets(ends.keySet(), KafkaTopics.WAIT)
        .forEach(
            (partition, first) ->
                consumer.seek(
                    partition, isAnother ? first : Math.max(first, kept(offsets, partition))));
  }

  private long kept(Map<Place, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(
        new Place(topics.plain(partition.topic()), partition.partition()), 0L);
  }

  /**
   * Whether an offset that was kept is beyond the end: what was read before was of other topics of
   * the same names.
   */
  public boolean isAnother() {
    return isAnother;
  }

  /**
   * Asks brokers whether they are there, every few seconds; a poll without records does not say
   * whether there are any.
   *
   * @throws IOException if they do not answer
   */
  public void checkAnswers() throws IOException {
    if (answered.plus(ASK_AGAIN).isBefore(Instant.now())) {
      topics.call(() -> consumer.endOffsets(consumer.assignment(), ASK_AGAIN));
      answered = Instant.now();
    }
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
