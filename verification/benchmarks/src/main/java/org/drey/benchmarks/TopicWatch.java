package org.drey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;

/** Reads topics from their beginning in a thread of its own: what is committed, as it comes. */
final class TopicWatch implements AutoCloseable {
  private volatile boolean closed;

  /**
   * Starts to read.
   *
   * @param taker is given each record, in the thread that reads
   */
  TopicWatch(KafkaTopics kafka, Collection<String> topics, Consumer<TopicRecord> taker) {
    Thread thread = new Thread(() -> read(kafka, topics, taker), "reader of " + topics);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(KafkaTopics kafka, Collection<String> topics, Consumer<TopicRecord> taker) {
    try (TopicReader reader = TopicReader.fromBeginning(kafka, topics)) {
      while (!closed) {
        reader.poll().forEach(taker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
