package org.drey.collect.iso20022;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.drey.base.InterruptPause;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.FeedConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic of which each record is a message. All partitions are read here, for a rejection may be
 * in another than its payment. The brokers note up to where the topic needs not be read again.
 */
public final class MessageTopic implements MessageSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageTopic.class);
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final LogLimiter limiter = new LogLimiter();
  private final Map<TopicPartition, ReadPartition> partitions = new HashMap<>();
  private final List<Runnable> freed = new ArrayList<>();
  private @Nullable Long looked;
  private volatile @Nullable String problem;

  /** A partition as far as it was read. */
  private static final class ReadPartition {
    private final TreeSet<Long> kept = new TreeSet<>(); // offsets of what was read, and is not free
    private Instant taken = Instant.EPOCH; // the last
    private long next = -1; // the offset of what is read next; -1 if it is not known
    private long committed = -1;

    /** Notes where it begins, and that no one may have noted how far it is. */
    void begin(long position) {
      next = next < 0 ? position : next;
      committed = -1;
    }

    /** The offset from which on it is to be read again; -1 if it is not known. */
    long place() {
      return kept.isEmpty() ? next : kept.first();
    }
  }

  /** A topic of a consumer, which it closes. */
  MessageTopic(
      Consumer<byte[], byte[]> consumer, String topic, InstantSource clock, LongSupplier nanos) {
    this.consumer = consumer;
    this.topic = topic;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * A topic of brokers, which need not be there yet.
   *
   * @param client properties of the client; without a {@code group.id} it has one of its own
   */
  public static MessageTopic open(Properties client, String topic, InstantSource clock) {
    Properties own = new Properties();
    own.setProperty("allow.auto.create.topics", "false");
    own.putAll(client);
    return new MessageTopic(
        FeedConsumer.open(own, "drey-collect-iso20022"), topic, clock, System::nanoTime);
  }

  @Override
  public void read(MessageIntake intake) throws IOException, InterruptedException {
    if (looked == null || nanos.getAsLong() - looked > LOOK_NANOS) {
      look();
    }
    if (partitions.isEmpty()) {
      Thread.sleep(WAIT.toMillis());
      looked = null;
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
      take(record, intake);
    }
  }

  /**
   * Looks for partitions, which may become more. What is noted is noted again: brokers forget notes
   * of a week ago.
   */
  private void look() {
    looked = nanos.getAsLong();
    try {
      for (PartitionInfo found : consumer.partitionsFor(topic, ANSWER_WITHIN)) {
        partitions.putIfAbsent(new TopicPartition(topic, found.partition()), new ReadPartition());
      }
      if (consumer.assignment().size() < partitions.size()) {
        consumer.assign(partitions.keySet());
      }
      for (Map.Entry<TopicPartition, ReadPartition> one : partitions.entrySet()) {
        one.getValue().begin(consumer.position(one.getKey(), ANSWER_WITHIN));
      }
      commit();
    } catch (RetriableException e) {
      LOG.debug("the next look may find them", e);
    }
    problem = partitions.isEmpty() ? "there is no topic " + topic + " to be read" : null;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, MessageIntake intake)
      throws IOException, InterruptedException {
    TopicPartition at = new TopicPartition(record.topic(), record.partition());
    ReadPartition partition = partition(at);
    long offset = record.offset();
    partition.next = offset + 1;
    partition.taken = taken(record);
    if (record.value() != null) {
      partition.kept.add(offset);
      SourceMark mark =
          new SourceMark(partition.taken, () -> freed.add(() -> partition.kept.remove(offset)));
      String name = "partition %d, offset %d".formatted(record.partition(), offset);
      intake.read(new ByteArrayInputStream(record.value()), name, mark);
    }
  }

  /** As the record says, so that it is the same when it is read again. */
  private Instant taken(ConsumerRecord<byte[], byte[]> record) {
    Instant now = clock.instant();
    Instant written = Instant.ofEpochMilli(record.timestamp());
    return record.timestamp() < 0 || written.isAfter(now) ? now : written;
  }

  @Override
  public Instant readUntil() {
    Instant until = clock.instant();
    for (Map.Entry<TopicPartition, ReadPartition> one : partitions.entrySet()) {
      OptionalLong unread = consumer.currentLag(one.getKey());
      Instant taken = one.getValue().taken;
      if (unread.orElse(1) > 0 && taken.isBefore(until)) {
        until = taken;
      }
    }
    return until;
  }

  @Override
  public boolean hasFreed() {
    return !freed.isEmpty();
  }

  @Override
  public void forgetFreed() {
    freed.forEach(Runnable::run);
    freed.clear();
    commit();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    partitions.forEach(
        (at, partition) -> {
          if (partition.place() != partition.committed) {
            places.put(at, new OffsetAndMetadata(partition.place()));
          }
        });
    if (places.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(places, ANSWER_WITHIN);
      places.forEach((at, place) -> partition(at).committed = place.offset());
    } catch (RetriableException e) { // the next may be noted; until then more is read again
      if (limiter.isDue("commit")) {
        LOG.warn("how far topic {} is read cannot be noted: {}", topic, e.getMessage());
      }
    }
  }

  private ReadPartition partition(TopicPartition at) {
    return partitions.computeIfAbsent(at, one -> new ReadPartition());
  }

  /** Returns what is not in order; null for nothing. For any thread. */
  public @Nullable String problem() {
    return problem;
  }

  /** Notes how far it is, and ends. */
  @Override
  public void close() {
    InterruptPause.during(
        () -> {
          commit();
          consumer.close();
        });
  }
}
