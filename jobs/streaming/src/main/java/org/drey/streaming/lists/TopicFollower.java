package org.drey.streaming.lists;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning to its end and then on, in its own thread. Every process reads
 * all of it: there is no group and no position is kept. Partitions that are added later are read
 * from their beginning, too.
 *
 * <p>A failure before the end was first reached is reported to everyone who waits for it;
 * afterwards it is logged, and the topic is read again from its beginning a second later.
 */
final class TopicFollower implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  /** How old the client's knowledge of partitions may be; Kafka's usual is five minutes. */
  private static final Duration KNOW_PARTITIONS_SINCE = Duration.ofSeconds(5);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String topic;
  private final Reader reader;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong unexpected = new AtomicLong();
  private final LogLimiter limiter = new LogLimiter();
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** What is done with the records, all in the follower's thread. */
  interface Reader {

    /** The topic is read from its beginning from here on, for the first time or again. */
    default void fromTheBeginning() {}

    /** A record, in the order of its partition. */
    void read(ConsumerRecord<byte[], byte[]> message);

    /** Everything that was there has been read; called several times a second from then on. */
    void upToDate();

    /** Asked after that: whether the topic is to be read again from its beginning. */
    default boolean wantsAll() {
      return false;
    }
  }

  TopicFollower(Properties kafka, String topic, Reader reader) {
    this(() -> open(kafka), topic, reader);
  }

  TopicFollower(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Reader reader) {
    this.consumers = consumers;
    this.topic = topic;
    this.reader = reader;
  }

  /** Done when the end was reached for the first time; fails with why it cannot be. */
  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  /** Ends when it is closed, or could not begin; a thread that ends keeps old lists for ever. */
  @Override
  public void run() {
    boolean isFirst = true;
    while (stopped.getCount() > 0) {
      try {
        if (!isFirst) {
          awaitNextTry();
        }
        isFirst = false;
        tryToFollow();
      } catch (Throwable e) {
        // Not even a log line: anything done here could fail, too.
      }
    }
  }

  private void tryToFollow() {
    try (Consumer<byte[], byte[]> own = consumers.get()) {
      consumer = own;
      follow(own);
    } catch (RuntimeException | IOException | Error e) {
      if (stopped.getCount() == 0) {
        return; // and woken up for that
      }
      if (caughtUp.completeExceptionally(e)) {
        stopped.countDown();
        return;
      }
      LOG.warn("{} cannot be read; what is in force stays. Trying again: {}", topic, e.toString());
    } finally {
      consumer = null;
    }
  }

  private static Consumer<byte[], byte[]> open(Properties kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.remove("group.id");
    properties.putIfAbsent("metadata.max.age.ms", String.valueOf(KNOW_PARTITIONS_SINCE.toMillis()));
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(Consumer<byte[], byte[]> own) throws IOException {
    reader.fromTheBeginning();
    addPartitions(own);
    Map<TopicPartition, Long> ends = own.endOffsets(own.assignment());
    boolean atEnd = false;
    while (stopped.getCount() > 0) {
      atEnd =
          atEnd || ends.entrySet().stream().allMatch(e -> own.position(e.getKey()) >= e.getValue());
      if (atEnd) {
        reader.upToDate();
        caughtUp.complete(null);
        if (reader.wantsAll()) {
          reader.fromTheBeginning();
          own.seekToBeginning(own.assignment());
        }
      }
      own.poll(LOOK_EVERY).forEach(this::take);
      addPartitions(own);
    }
  }

  /** One message at most: even if a library fails on it, the next one is read. */
  void take(ConsumerRecord<byte[], byte[]> message) {
    try {
      reader.read(message);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      unexpected.incrementAndGet();
      if (limiter.isDue(e.getClass())) {
        // Without its message, which may quote the record.
        LOG.error(
            "{} {}-{} could not be read and is left out. Please report this as a fault of Drey: {}",
            topic,
            message.partition(),
            message.offset(),
            e.getClass().getName());
      }
    }
  }

  /** How often a message made something throw that never should. */
  long unexpected() {
    return unexpected.get();
  }

  /** Asks only the client, which asks the brokers now and then. */
  private void addPartitions(Consumer<byte[], byte[]> own) throws IOException {
    Set<TopicPartition> all = new HashSet<>(partitions(own));
    Set<TopicPartition> known = own.assignment();
    if (known.containsAll(all)) {
      return;
    }
    List<TopicPartition> added = all.stream().filter(one -> !known.contains(one)).toList();
    if (!known.isEmpty()) {
      LOG.info("{} has {} new partitions", topic, added.size());
    }
    all.addAll(known);
    own.assign(all);
    own.seekToBeginning(added);
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> own) throws IOException {
    List<PartitionInfo> found;
    try {
      found = own.partitionsFor(topic);
    } catch (UnknownTopicOrPartitionException e) {
      found = List.of();
    }
    if (found == null || found.isEmpty()) {
      throw new IOException("There is no topic " + topic + ": create it, compacted");
    }
    return found.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList();
  }

  /** No one interrupts it to end it, so an interruption only cuts the waiting short. */
  private void awaitNextTry() throws InterruptedException {
    if (stopped.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("{} was closed meanwhile", topic);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    caughtUp.completeExceptionally(new IOException(topic + " is no longer followed"));
    Consumer<byte[], byte[]> own = consumer;
    if (own != null) {
      own.wakeup();
    }
  }
}
