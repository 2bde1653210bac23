package org.drey.cli.feed;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.drey.collect.recorded.RecordedLine;
import org.drey.topics.RecordProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines as collectors of providers do: without keys but where a topic demands them, those of
 * a partition in their order, acknowledged by all replicas and none twice.
 */
final class FeedRun {
  /** How long brokers may be away. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final long LOOK_NANOS = 100_000_000L;
  private static final long ANSWER_NANOS = 1_000_000L;

  private final Producer<byte[], byte[]> producer;
  private final FeedPartitions partitions;
  private final FeedPace pace;
  private final @Nullable SentLines saved;
  private final ProgressSink progress;
  private final FeedTotals totals = new FeedTotals();
  private final AtomicLong given = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Shows how far a run is, and the time of the line that is next. */
  interface ProgressSink {
    void show(FeedTotals totals, long time);
  }

  /**
   * A run.
   *
   * @param saved takes what brokers have taken; null to keep nothing
   * @param progress takes how far it is, for each line
   */
  FeedRun(
      Producer<byte[], byte[]> producer,
      FeedPartitions partitions,
      FeedPace pace,
      @Nullable SentLines saved,
      ProgressSink progress) {
    this.producer = producer;
    this.partitions = partitions;
    this.pace = pace;
    this.saved = saved;
    this.progress = progress;
  }

  /**
   * Returns a producer.
   *
   * @param client the client's properties; they are not changed
   */
  static Producer<byte[], byte[]> producer(Properties client) {
    Properties kafka = new Properties();
    kafka.putAll(client);
    kafka.setProperty("acks", "all");
    kafka.setProperty("enable.idempotence", "true");
    String patience = Long.toString(PATIENCE.toMillis());
    kafka.putIfAbsent("max.block.ms", patience);
    kafka.putIfAbsent("delivery.timeout.ms", patience);
    return RecordProducer.open(kafka);
  }

  /** Returns what is to be said of brokers that take nothing; null for nothing. */
  @Nullable String silence(BrokerSilence silence) {
    return silence.look(given.get(), answered.get(), System.nanoTime());
  }

  /** Returns what was sent so far. */
  FeedTotals totals() {
    return totals;
  }

  /**
   * Sends lines, in their order; returns when brokers have all of them.
   *
   * @return whether that was all; false if this thread was interrupted, which ends it cleanly
   * @throws Exception the reason why brokers take no more
   */
  boolean send(List<RecordedLine> lines) throws Exception {
    boolean isAll = true;
    try {
      for (int i = 0; i < lines.size() && isAll && failure.get() == null; i++) {
        isAll = awaitDue(i, lines.get(i));
        if (isAll) {
          send(lines.get(i));
        }
      }
    } catch (InterruptException e) {
      isAll = false;
    }
    boolean unused = Thread.interrupted(); // Kafka's clients cannot flush while it is set
    producer.flush();
    Exception why = failure.get();
    if (why != null) {
      throw why;
    }
    return isAll;
  }

  private boolean awaitDue(long number, RecordedLine line) {
    progress.show(totals, line.order());
    long wait = untilDue(number, line);
    while (wait > 0 && !Thread.currentThread().isInterrupted() && failure.get() == null) {
      LockSupport.parkNanos(Math.min(wait, LOOK_NANOS));
      progress.show(totals, line.order());
      wait = untilDue(number, line);
    }
    return !Thread.currentThread().isInterrupted();
  }

  /** Waits for absent brokers: what is kept for them would else come faster than the pace. */
  private long untilDue(long number, RecordedLine line) {
    return given.get() - answered.get() >= pace.mostOnTheWay()
        ? ANSWER_NANOS
        : pace.nanosUntil(number, line);
  }

  private void send(RecordedLine line) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            line.topic(),
            partitions.of(line).partition(),
            line.time(),
            line.keyBytes(),
            line.value());
    given.incrementAndGet();
    var unused = producer.send(record, (metadata, error) -> sent(line, metadata, error));
  }

  private void sent(RecordedLine line, RecordMetadata metadata, @Nullable Exception error) {
    answered.incrementAndGet();
    if (error == null) {
      totals.taken(line);
      save(line, metadata.timestamp());
    } else if (error instanceof RecordTooLargeException) {
      totals.notTaken(line);
    } else {
      failure.compareAndSet(null, error);
    }
  }

  private void save(RecordedLine line, long receivedAt) {
    if (saved != null) {
      try {
        saved.add(line, receivedAt);
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e); // Kafka would only log it
      }
    }
  }
}
