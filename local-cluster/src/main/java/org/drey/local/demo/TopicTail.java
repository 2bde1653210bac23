package org.drey.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows an output topic from its beginning; sees committed records only. */
final class TopicTail<T extends SpecificRecordBase> implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

  private final TopicReader reader;

  /** Asked for the ends: a transaction that is open is not yet seen, so the end is not reached. */
  private final TopicReader withOpen;

  private final AvroCodec<T> codec;
  private final RecordHandler<T> seen;
  private final AtomicBoolean atEnd = new AtomicBoolean();
  private volatile boolean stopped;

  /** The use of a record; the time is when the broker took it. */
  interface RecordHandler<T> {
    void record(T datum, long brokerMillis);

    /** Notes that the record of a key was deleted. */
    default void gone(String key) {}
  }

  TopicTail(Properties kafka, String topic, Class<T> type, RecordHandler<T> seen)
      throws IOException {
    this.reader = TopicReader.fromBeginning(new KafkaTopics(kafka, ""), List.of(topic));
    this.withOpen = TopicReader.fromBeginning(KafkaTopics.uncommitted(kafka, ""), List.of(topic));
    this.codec = AvroCodec.of(type);
    this.seen = seen;
  }

  @Override
  public void run() {
    try (reader;
        withOpen) {
      while (!stopped) {
        reader.poll().forEach(this::see);
        atEnd.set(reader.isAt(withOpen.ends()));
      }
    } catch (IOException e) {
      if (!stopped) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void see(TopicRecord message) {
    if (message.value() == null) {
      seen.gone(String.valueOf(message.key()));
      return;
    }
    try {
      seen.record(codec.decode(message.value()), message.time());
    } catch (InvalidRecordException e) {
      LOG.error("{} holds a record that cannot be read: {}", message.topic(), e.getMessage());
    }
  }

  /** Returns whether, since this was last asked, everything on the topic has been seen once. */
  boolean caughtUp() {
    return atEnd.getAndSet(false);
  }

  @Override
  public void close() {
    stopped = true;
    reader.wakeUp();
  }
}
