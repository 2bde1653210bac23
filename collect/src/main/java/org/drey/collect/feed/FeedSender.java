package org.drey.collect.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to a topic, and counts what became of each event. What waits for the brokers has
 * bounded memory ({@code buffer.memory}). Thread-safe.
 */
public final class FeedSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSender.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration FIND_WITHIN = Duration.ofSeconds(2);
  private static final Duration FIND_AGAIN = Duration.ofMillis(20);
  private static final long SILENT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final FeedPressure pressure;
  private final FeedCounts counts;
  private final LongSupplier nanos;
  private final LogLimiter limiter = new LogLimiter();
  private volatile long lastTaken;
  private volatile @Nullable Exception failure;
  private volatile boolean ending;

  /**
   * A sender through a producer that it closes.
   *
   * @param topic its full name
   * @param nanos a clock in nanoseconds that never goes back
   */
  public FeedSender(
      Producer<byte[], byte[]> producer,
      String topic,
      FeedPressure pressure,
      FeedCounts counts,
      LongSupplier nanos) {
    this.producer = producer;
    this.topic = topic;
    this.pressure = pressure;
    this.counts = counts;
    this.nanos = nanos;
    this.lastTaken = nanos.getAsLong();
  }

  /**
   * A sender to brokers, which need not be there yet.
   *
   * @param client the client's properties; they are not changed
   */
  public static FeedSender open(
      Properties client, String topic, FeedPressure pressure, FeedCounts counts) {
    Properties kafka = new Properties();
    kafka.putAll(client);
    kafka.setProperty("acks", "all");
    kafka.setProperty("enable.idempotence", "true");
    kafka.setProperty("metadata.max.idle.ms", String.valueOf(Integer.MAX_VALUE));
    boolean waits = pressure == FeedPressure.WAIT;
    kafka.setProperty("max.block.ms", waits ? String.valueOf(Long.MAX_VALUE) : "0");
    if (waits) {
      kafka.setProperty("delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE));
    }
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    if (!waits) {
      find(producer, topic);
    }
    return new FeedSender(producer, topic, pressure, counts, System::nanoTime);
  }

  /** Gives the brokers a moment to say where the topic is: else the first events would be lost. */
  private static void find(Producer<byte[], byte[]> producer, String topic) {
    long end = System.nanoTime() + FIND_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (!producer.partitionsFor(topic).isEmpty()) {
          return;
        }
      } catch (KafkaException e) {
        LockSupport.parkNanos(FIND_AGAIN.toNanos());
      }
    }
  }

  /**
   * Sends an event, and counts it once as sent or as lost when the brokers have it, or not.
   *
   * @param versions the event's record for each version of the keys
   * @throws IOException if the source waits for brokers that will never take what they were sent
   */
  public void send(List<byte[]> versions) throws IOException, InterruptedException {
    if (pressure == FeedPressure.WAIT) {
      checkFailure();
    }
    Delivery delivery = new Delivery(versions.size());
    for (byte[] value : versions) {
      try {
        var unused = producer.send(new ProducerRecord<>(topic, value), delivery);
      } catch (InterruptException e) {
        delivery.onCompletion(null, e);
        throw new InterruptedException(e.getMessage());
      } catch (KafkaException | IllegalStateException e) {
        delivery.onCompletion(null, e);
      }
    }
  }

  /** The records of one event, on their way. */
  private final class Delivery implements Callback {
    private final AtomicInteger open;
    private volatile @Nullable Exception refusal;

    Delivery(int records) {
      open = new AtomicInteger(records);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
      if (exception != null) {
        refusal = exception;
      }
      if (open.decrementAndGet() > 0) {
        return;
      }
      if (refusal == null) {
        lastTaken = nanos.getAsLong();
        counts.sent();
        if (pressure == FeedPressure.LOSE) { // it goes on; a source that waits is to end
          failure = null;
        }
      } else {
        lose(refusal);
      }
    }
  }

  private void lose(Exception cause) {
    boolean isFull = cause instanceof BufferExhaustedException;
    counts.lost(ending ? LossReason.ENDED : isFull ? LossReason.BUFFER_FULL : LossReason.NOT_TAKEN);
    if (!isFull && !ending) {
      failure = cause;
    }
    if (limiter.isDue(cause.getClass())) {
      LOG.warn("topic {} does not take records: {}", topic, cause.getMessage());
    }
  }

  /** Waits until the brokers have all that was sent before. */
  public void flush() throws IOException {
    producer.flush();
    checkFailure();
  }

  private void checkFailure() throws IOException {
    Exception cause = failure;
    if (cause != null) {
      throw new IOException(
          "topic " + topic + " does not take records: " + cause.getMessage(), cause);
    }
  }

  /** Returns why nothing has been taken for half a minute, though something waits; else null. */
  public @Nullable String problem() {
    boolean isSilent = nanos.getAsLong() - lastTaken > SILENT_NANOS;
    Exception cause = failure;
    if (!isSilent || (counts.sums().pending() == 0 && cause == null)) {
      return null;
    }
    return "topic "
        + topic
        + " has taken nothing for half a minute"
        + (cause == null ? "" : ": " + cause.getMessage());
  }

  /** Waits a while for what was sent; what the brokers do not have then is lost. */
  @Override
  public void close() {
    try {
      producer.close(CLOSE_WITHIN);
    } finally {
      ending = true;
    }
  }
}
