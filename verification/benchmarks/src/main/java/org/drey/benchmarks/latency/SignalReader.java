package org.drey.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.event.BlocklistHit;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;

/** Reads splash signals as they come, and notes when the broker took them. */
final class SignalReader implements AutoCloseable {
  private final Map<Long, Long> taken = new ConcurrentHashMap<>();
  private final Properties kafka;
  private final List<String> topics;
  private volatile boolean closed;

  /** Starts to read these topics. */
  SignalReader(Properties kafka, List<String> topics) {
    this.kafka = kafka;
    this.topics = List.copyOf(topics);
    Thread thread = new Thread(this::read, "signals");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when the broker took each signal: milliseconds by the number of its query. */
  Map<Long, Long> taken() {
    return taken;
  }

  /** Forgets what was read. */
  void clear() {
    taken.clear();
  }

  private void read() {
    AvroCodec<BlocklistHit> codec = AvroCodec.of(BlocklistHit.class);
    try (TopicReader reader = TopicReader.fromBeginning(new KafkaTopics(kafka, ""), topics)) {
      while (!closed) {
        for (TopicRecord one : reader.poll()) {
          byte[] value = Objects.requireNonNull(one.value());
          taken.putIfAbsent(number(codec, value), one.time());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(AvroCodec<BlocklistHit> codec, byte[] value) {
    try {
      return Long.parseLong(codec.decode(value).getEventId());
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("a signal cannot be decoded", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
