package org.drey.collect.lines;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.base.DerivedIds;
import org.drey.base.InterruptPause;
import org.drey.collect.feed.FeedConsumer;
import org.drey.collect.feed.UnsavedFactsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic of which each record is a line. How far it is read is noted by the brokers. */
public final class LineTopic {
  private static final Logger LOG = LoggerFactory.getLogger(LineTopic.class);
  private static final Duration WAIT = Duration.ofMillis(500);

  private LineTopic() {}

  /**
   * Reads until it is interrupted.
   *
   * @param client properties of the client; without a {@code group.id} the format has one
   */
  public static void run(Properties client, String topic, LineFeeds feeds) throws IOException {
    KafkaConsumer<byte[], byte[]> consumer =
        FeedConsumer.open(client, "drey-collect-" + feeds.format().name());
    try {
      consumer.subscribe(List.of(topic));
      read(consumer, feeds);
    } catch (InterruptException | InterruptedException e) {
      LOG.debug("it is stopped", e);
    } finally {
      InterruptPause.during(consumer::close); // which would not leave its group
    }
  }

  private static void read(KafkaConsumer<byte[], byte[]> consumer, LineFeeds feeds)
      throws IOException, InterruptedException {
    LineIntake intake = feeds.intake();
    boolean hasMore = false; // than is noted
    while (!Thread.currentThread().isInterrupted()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        take(record, intake);
      }
      hasMore |= !records.isEmpty();
      if (hasMore && isFlushed(feeds)) {
        consumer.commitSync();
        hasMore = false;
      }
    }
  }

  /** Returns false if that is to be tried again, and until then no place may be noted. */
  private static boolean isFlushed(LineFeeds feeds) throws IOException {
    try {
      feeds.flush();
      return true;
    } catch (UnsavedFactsException e) { // it is said where they are
      LOG.debug("how far the topic is read is not noted", e);
      return false;
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, LineIntake intake)
      throws IOException, InterruptedException {
    if (record.value() != null) {
      String id =
          DerivedIds.of(
              record.topic(), Integer.toString(record.partition()), Long.toString(record.offset()));
      intake.take(record.value(), 0, id);
    }
  }
}
