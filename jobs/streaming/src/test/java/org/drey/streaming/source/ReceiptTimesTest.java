package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** When records were received, by whose clock. */
final class ReceiptTimesTest {
  private long now = 1_000;
  private int reads;

  private final ReceiptTimes times =
      new ReceiptTimes(
          () -> {
            reads++;
            return now;
          });

  private long received(TimestampType type, long timestamp) {
    return times.of(
        new ConsumerRecord<>(
            "payments",
            0,
            0,
            timestamp,
            type,
            0,
            0,
            new byte[0],
            new byte[0],
            new RecordHeaders(),
            Optional.empty()));
  }

  private long produced(long timestamp) {
    return received(TimestampType.CREATE_TIME, timestamp);
  }

  @Test
  void theTimeOfTheBrokerCountsAsItIs() {
    assertEquals(1_500, received(TimestampType.LOG_APPEND_TIME, 1_500));
    assertEquals(0, reads);
  }

  @Test
  void theTimeOfAProducerIsNotAfterNow() {
    assertEquals(1_000, produced(1_500));
    assertEquals(900, produced(900));
    assertEquals(-1, received(TimestampType.NO_TIMESTAMP_TYPE, -1));
    now = 1_200;
    assertEquals(1_100, produced(1_100));
    assertEquals(1_200, produced(1_300));
  }

  @Test
  void theClockIsReadSeldom() {
    for (int i = 0; i < 10 * ReceiptTimes.READ_EVERY; i++) {
      assertEquals(900, produced(900));
    }
    assertTrue(reads <= 11, reads + " reads");
  }

  @Test
  void aClockThatIsSetBackIsSoonBelieved() {
    assertEquals(900, produced(900));
    now = 500;
    for (int i = 0; i < ReceiptTimes.READ_EVERY; i++) {
      produced(800);
    }
    assertEquals(500, produced(800));
  }
}
