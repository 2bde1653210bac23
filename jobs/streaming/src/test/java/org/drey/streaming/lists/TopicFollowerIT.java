package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One message costs no more than itself, whether it is read, refused or broken. */
final class TopicFollowerIT {

  /** Stands for a library that throws where it should not. */
  private static final class Fragile implements TopicFollower.Reader {
    private final List<Long> read = new ArrayList<>();

    @Override
    public void read(TopicRecord message) {
      switch ((int) message.offset()) {
        case 1 -> throw new IllegalStateException("with something of the record");
        case 2 -> throw new StackOverflowError();
        case 3 -> throw new OutOfMemoryError();
        case 5 -> throw new NoClassDefFoundError();
        default -> read.add(message.offset());
      }
    }

    @Override
    public void upToDate() {}
  }

  @Test
  void aMessageThatMakesSomethingThrowIsLeftOutAndCounted() {
    Fragile reader = new Fragile();
    TopicFollower follower = new TopicFollower(new Properties(), "a-topic", reader);
    for (long offset : new long[] {0, 1, 2, 5, 4}) {
      follower.take(message(offset));
    }
    assertEquals(List.of(0L, 4L), reader.read);
    assertEquals(3, follower.unexpected());
    assertThrows(OutOfMemoryError.class, () -> follower.take(message(3)));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingEndsItButToCloseIt() throws Exception {
    Unsayable reader = new Unsayable();
    TopicFollower follower =
        new TopicFollower(KafkaTopics.of(TopicFollowerIT::empty), "a-topic", reader);
    Thread thread = new Thread(follower, "follower");
    thread.start();
    follower.caughtUp().get();
    reader.readAgain.await();
    thread.interrupt(); // that ends nothing either
    reader.readMore.await();
    assertTrue(thread.isAlive());
    follower.close();
    thread.join();
  }

  /** Throws, once everything is read, what throws again where it is said. */
  private static final class Unsayable implements TopicFollower.Reader {
    private final CountDownLatch readAgain = new CountDownLatch(3);
    private final CountDownLatch readMore = new CountDownLatch(5);

    @Override
    public void fromTheBeginning() {
      readAgain.countDown();
      readMore.countDown();
    }

    @Override
    public void read(TopicRecord message) {}

    @Override
    public void upToDate() {}

    @Override
    public boolean wantsAll() {
      throw new LinkageError() {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
          throw new IllegalStateException("it cannot be said");
        }
      };
    }
  }

  /** A topic without records. */
  private static Consumer<byte[], byte[]> empty() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition("a-topic", 0);
    consumer.updatePartitions(
        "a-topic", List.of(new PartitionInfo("a-topic", 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 0L));
    return consumer;
  }

  private static TopicRecord message(long offset) {
    return new TopicRecord("a-topic", 0, offset, 0, null, new byte[0]);
  }
}
