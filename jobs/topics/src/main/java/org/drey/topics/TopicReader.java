package org.drey.topics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** The records of topics as they come. Belongs to one thread, but for {@link #wakeUp}. */
public final class TopicReader implements AutoCloseable {
  /** So often brokers are asked whether they are there, and have so long to answer. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final KafkaTopics topics;
  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> present;
  private final Map<TopicPartition, Long> ends;
  private final Set<String> refused = new TreeSet<>();
  private boolean isAnother;
  private Instant answered = Instant.now();

  /** A partition of a topic, whose name is without a prefix. */
  public record Place(String topic, int partition) {}

  /** The use of a record. */
  public interface Taker<E extends Exception> {
    /** Takes a record. */
    void take(TopicRecord one) throws IOException, E;
  }

  private TopicReader(KafkaTopics topics, Collection<String> wanted) throws IOException {
    this.topics = topics;
    this.consumer = topics.consumer();
    this.present = topics.present(consumer, wanted);
    consumer.assign(topics.partitions(consumer, present));
    this.ends = new HashMap<>(ends());
  }

  /** All records, from the first; of topics that are not there, none. */
  public static TopicReader fromBeginning(KafkaTopics topics, Collection<String> names)
      throws IOException {
    TopicReader reader = new TopicReader(topics, names);
    reader.rewind();
    return reader;
  }

  /**
   * Those that come at offsets that a reader has kept, and after; of a partition without one, all.
   * If one is beyond the end, the topics are others by now ({@link #isAnother}), and all of them
   * are read from their first records.
   */
  public static TopicReader from(
      KafkaTopics topics, Collection<String> names, Map<Place, Long> offsets) throws IOException {
    TopicReader reader = new TopicReader(topics, names);
    reader.seek(offsets);
    return reader;
  }

  /** Those that are committed from now on. */
  public static TopicReader fromNow(KafkaTopics topics, Collection<String> names)
      throws IOException {
    TopicReader reader = new TopicReader(topics, names);
    reader.ends.forEach(reader.consumer::seek);
    return reader;
  }

  private void seek(Map<Place, Long> offsets) throws IOException {
    isAnother =
        ends.entrySet().stream().anyMatch(end -> kept(offsets, end.getKey()) > end.getValue());
    topics
        .call(() -> consumer.beginningOffsets(ends.keySet(), KafkaTopics.WAIT))
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
   * Returns whether an offset that was kept is beyond the end: what was read before was of other
   * topics of the same names.
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
  public List<TopicRecord> poll() throws IOException {
    return topics.call(
        () -> {
          try {
            List<TopicRecord> entries = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(KafkaTopics.POLL)) {
              entries.add(TopicRecord.of(topics.plain(one.topic()), one));
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

  /** Returns whether all has been read that was committed when this was opened. */
  public boolean isAtEnd() throws IOException {
    return isAt(ends);
  }

  /** Returns whether all before some offsets has been read. */
  public boolean isAt(Map<TopicPartition, Long> offsets) throws IOException {
    return topics.call(
        () ->
            offsets.entrySet().stream()
                .allMatch(
                    one -> consumer.position(one.getKey(), KafkaTopics.WAIT) >= one.getValue()));
  }

  /** Returns where the partitions end by now. */
  public Map<TopicPartition, Long> ends() throws IOException {
    return topics.call(() -> consumer.endOffsets(consumer.assignment(), KafkaTopics.WAIT));
  }

  /**
   * Reads all that was there when this was opened.
   *
   * @throws IOException if a topic may not be read, too
   */
  public <E extends Exception> void readToEnd(Taker<E> taker) throws IOException, E {
    while (!isAtEnd()) {
      for (TopicRecord one : poll()) {
        taker.take(one);
      }
    }
    if (!refused.isEmpty()) {
      throw new MayNotReadException(
          topics.name()
              + " does not let you read the topic "
              + topics.full(refused.iterator().next()));
    }
  }

  /**
   * Reads partitions that were added meanwhile, too, from their beginning. Asks only the client,
   * which asks the brokers now and then.
   *
   * @return how many there are
   */
  public int addPartitions() throws IOException {
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    List<TopicPartition> added =
        topics.partitions(consumer, present).stream().filter(all::add).toList();
    if (!added.isEmpty()) {
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
    return added.size();
  }

  /** Reads all partitions from their beginning again. */
  public void rewind() {
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Has the thread that reads fail at once, if it waits for brokers; called by another. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
