package org.drey.collect.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.base.InterruptPause;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.AcknowledgedTime.ReadSpan;
import org.drey.topics.BrokerFaults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to a topic, and counts what became of each event. What waits for the brokers has
 * bounded memory ({@code buffer.memory}). Thread-safe.
 */
public final class FeedSender implements RecordOutlet {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSender.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration TRY_AGAIN = Duration.ofMillis(100);
  private static final long SILENT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final FeedPressure pressure;
  private final FeedCounts counts;
  private final LongSupplier nanos;
  private final LogLimiter limiter = new LogLimiter();
  private final Queue<Delivery> refused = new ConcurrentLinkedQueue<>();
  private volatile long lastTaken;
  private volatile @Nullable Exception failure; // until the next success
  private volatile long failingSince;
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
    return new FeedSender(
        FeedProducer.open(client, topic, pressure), topic, pressure, counts, System::nanoTime);
  }

  /**
   * Sends an event, and counts it once as sent or as lost when the brokers have it, or not.
   *
   * @throws IOException if the source waits, and brokers have refused for half a minute what they
   *     were sent before
   */
  @Override
  public void send(List<byte[]> versions) throws IOException, InterruptedException {
    try {
      sendRefused();
      new Delivery(versions, counts.settled().begin()).send();
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  /** The records of one event, on their way. */
  private final class Delivery implements Callback {
    private final List<byte[]> versions;
    private final ReadSpan span;
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Exception refusal;

    Delivery(List<byte[]> versions, ReadSpan span) {
      this.versions = versions;
      this.span = span;
    }

    void send() {
      InterruptException interrupt = null;
      refusal = null;
      open.set(versions.size());
      for (byte[] value : versions) {
        try {
          var unused = producer.send(new ProducerRecord<>(topic, value), this);
        } catch (KafkaException | IllegalStateException e) {
          interrupt = e instanceof InterruptException own ? own : interrupt;
          onCompletion(null, e);
        }
      }
      if (interrupt != null) {
        throw interrupt;
      }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
      if (exception != null) {
        refusal = exception;
      }
      if (open.decrementAndGet() > 0) {
        return;
      }
      Exception cause = refusal;
      if (cause == null) {
        lastTaken = nanos.getAsLong();
        failure = null;
        counts.sent();
        span.end(false);
      } else {
        refuse(cause);
      }
    }

    private void refuse(Exception cause) {
      boolean mayBeTaken = !ending && !(cause instanceof RecordTooLargeException);
      if (mayBeTaken) {
        failingSince = failure == null ? nanos.getAsLong() : failingSince;
        failure = cause;
      }
      if (limiter.isDue(cause.getClass())) {
        LOG.warn("topic {} does not take records: {}", topic, BrokerFaults.shortly(cause));
      }
      if (mayBeTaken && pressure == FeedPressure.WAIT) {
        refused.add(this);
      } else {
        lose(cause);
      }
    }

    void lose(@Nullable Exception cause) {
      boolean isFull = cause instanceof BufferExhaustedException;
      counts.lost(
          ending ? LossReason.ENDED : isFull ? LossReason.BUFFER_FULL : LossReason.NOT_TAKEN);
      span.end(true);
    }
  }

  /** Sends again what brokers refused, if the source waits: what is wrong may be repaired. */
  private void sendRefused() throws IOException {
    while (!refused.isEmpty()) {
      synchronized (refused) {
        for (int i = refused.size(); i > 0; i--) {
          Delivery again = refused.poll();
          if (again != null) { // it is not closed meanwhile
            again.send();
          }
        }
        producer.flush();
      }
      if (!refused.isEmpty()) {
        if (nanos.getAsLong() - failingSince > SILENT_NANOS) {
          throw failed();
        }
        LockSupport.parkNanos(TRY_AGAIN.toNanos());
      }
    }
  }

  private IOException failed() {
    return new IOException("topic " + topic + " does not take records" + why(), failure);
  }

  private String why() {
    Exception cause = failure;
    return cause == null ? "" : ": " + BrokerFaults.shortly(cause);
  }

  @Override
  public void flush() throws IOException {
    producer.flush();
    sendRefused();
    if (pressure == FeedPressure.LOSE && failure != null) {
      throw failed();
    }
  }

  @Override
  public @Nullable String problem() {
    boolean isSilent = nanos.getAsLong() - lastTaken > SILENT_NANOS;
    return isSilent && (counts.sums().pending() > 0 || failure != null)
        ? "topic " + topic + " has taken nothing for half a minute" + why()
        : null;
  }

  @Override
  public boolean takesHistory() {
    return false;
  }

  /** Waits a while for what was sent; what the brokers do not have then is lost. */
  @Override
  public void close() {
    ending = true;
    InterruptPause.during(() -> producer.close(CLOSE_WITHIN)); // which would not wait
    for (Delivery left = refused.poll(); left != null; left = refused.poll()) {
      left.lose(null);
    }
  }

  /** Kafka's producer as feeds need it: nothing twice, and acknowledged by all replicas. */
  private static final class FeedProducer {
    private static final Duration FIND_WITHIN = Duration.ofSeconds(2);
    private static final Duration FIND_AGAIN = Duration.ofMillis(20);

    private FeedProducer() {}

    static Producer<byte[], byte[]> open(Properties client, String topic, FeedPressure pressure) {
      Properties kafka = new Properties();
      kafka.putAll(client);
      kafka.setProperty("acks", "all");
      kafka.setProperty("enable.idempotence", "true");
      kafka.setProperty("metadata.max.idle.ms", String.valueOf(Integer.MAX_VALUE));
      boolean waits = pressure == FeedPressure.WAIT;
      kafka.setProperty("max.block.ms", waits ? String.valueOf(Long.MAX_VALUE) : "0");
      if (waits) {
        kafka.setProperty("delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE));
      } else {
        // Else it forgets the topic once all brokers are away, and what comes finds no place at
        // all.
        kafka.putIfAbsent("metadata.recovery.strategy", "none");
      }
      Producer<byte[], byte[]> producer =
          new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
      if (!waits) {
        find(producer, topic);
      }
      return producer;
    }

    /**
     * Gives the brokers a moment to say where the topic is: else the first events would be lost.
     */
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
  }
}
