package org.drey.streaming.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** One message costs itself, whatever is done with it. */
final class TopicFollowerTest {

  /** Stands for a library that throws where it should not. */
  private static final class Fragile implements TopicFollower.Reader {
    private final List<Long> read = new ArrayList<>();

    @Override
    public void read(ConsumerRecord<byte[], byte[]> message) {
      switch ((int) message.offset()) {
        case 1 -> throw new IllegalStateException("with something of the record");
        case 2 -> throw new StackOverflowError();
        case 3 -> throw new OutOfMemoryError();
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
    for (long offset : new long[] {0, 1, 2, 4}) {
      follower.take(message(offset));
    }
    assertEquals(List.of(0L, 4L), reader.read);
    assertEquals(2, follower.unexpected());
    assertThrows(OutOfMemoryError.class, () -> follower.take(message(3)));
  }

  private static ConsumerRecord<byte[], byte[]> message(long offset) {
    return new ConsumerRecord<>("a-topic", 0, offset, null, new byte[0]);
  }
}
