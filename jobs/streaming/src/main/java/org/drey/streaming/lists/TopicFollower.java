package org.drey.streaming.lists;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.base.LogLimiter;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
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
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  /** The greatest age of the client's knowledge of partitions; Kafka's usual is five minutes. */
  private static final Duration KNOW_PARTITIONS_SINCE = Duration.ofSeconds(5);

  private final KafkaTopics topics;
  private final String topic;
  private final Reader reader;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong unexpected = new AtomicLong();
  private final LogLimiter limiter = new LogLimiter();
  private volatile @Nullable TopicReader current;

  /** A reader of the records, all in the follower's thread. */
  interface Reader {

    /** The topic is read from its beginning from here on, for the first time or again. */
    default void fromTheBeginning() {}

    /** A record, in the order of its partition. */
    void read(TopicRecord message);

    /** Everything that was there has been read; called several times a second from then on. */
    void upToDate();

    /** Asked after that: whether the topic is to be read again from its beginning. */
    default boolean wantsAll() {
      return false;
    }
  }

  TopicFollower(Properties kafka, String topic, Reader reader) {
    this(KafkaTopics.uncommitted(looking(kafka), ""), topic, reader);
  }

  TopicFollower(KafkaTopics topics, String topic, Reader reader) {
    this.topics = topics;
    this.topic = topic;
    this.reader = reader;
  }

  private static Properties looking(Properties kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.putIfAbsent("metadata.max.age.ms", String.valueOf(KNOW_PARTITIONS_SINCE.toMillis()));
    return properties;
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
    try (TopicReader own = TopicReader.fromBeginning(topics, List.of(topic))) {
      current = own;
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
      current = null;
    }
  }

  private void follow(TopicReader own) throws IOException {
    if (own.topics().isEmpty()) {
      throw new IOException("There is no topic " + topic + ": create it, compacted");
    }
    reader.fromTheBeginning();
    boolean atEnd = false;
    while (stopped.getCount() > 0) {
      atEnd = atEnd || own.isAtEnd();
      if (atEnd) {
        reader.upToDate();
        caughtUp.complete(null);
        if (reader.wantsAll()) {
          reader.fromTheBeginning();
          own.rewind();
        }
      }
      own.poll().forEach(this::take);
      if (!own.refused().isEmpty()) {
        throw new IOException(topic + " may not be read");
      }
      int added = own.addPartitions();
      if (added > 0) {
        LOG.info("{} has {} new partitions", topic, added);
      }
    }
  }

  /** One message at most: even if a library fails on it, the next one is read. */
  void take(TopicRecord message) {
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

  /** Returns how often a message made something throw that never should. */
  long unexpected() {
    return unexpected.get();
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
    TopicReader own = current;
    if (own != null) {
      own.wakeUp();
    }
  }
}
