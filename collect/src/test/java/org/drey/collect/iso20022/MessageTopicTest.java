package org.drey.collect.iso20022;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.drey.collect.feed.TestFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic of messages, by Kafka's own consumer for tests. */
final class MessageTopicTest {
  private static final String TOPIC = "bank-messages";
  private static final Duration HELD = Duration.ofMinutes(15).plusMillis(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1) + 1;

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MessageTopic topic = new MessageTopic(consumer, TOPIC, clock, nanos::get);
  private final Map<Integer, Long> written = new HashMap<>();

  private static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  private void begin(int partitions) {
    consumer.updatePartitions(
        TOPIC,
        IntStream.range(0, partitions)
            .mapToObj(number -> new PartitionInfo(TOPIC, number, null, null, null))
            .toList());
    for (int number = 0; number < partitions; number++) {
      consumer.updateBeginningOffsets(Map.of(partition(number), 0L));
    }
  }

  private void write(int to, Instant at, @Nullable String text) {
    long offset = written.merge(to, 1L, Long::sum) - 1;
    byte[] value = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            to,
            offset,
            at.toEpochMilli(),
            TimestampType.CREATE_TIME,
            -1,
            -1,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  private long committed(int number) {
    OffsetAndMetadata noted = consumer.committed(Set.of(partition(number))).get(partition(number));
    return noted == null ? -1 : noted.offset();
  }

  private void step(TestMessages seen) throws Exception {
    LiveMessages.step(topic, seen.intake);
  }

  @Test
  void aRecordIsNotedWhenAllItsPaymentsAreSent() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    begin(1);
    step(seen);
    write(0, clock.instant(), "no message");
    write(0, clock.instant(), null);
    write(0, clock.instant(), TestMessages.text("transfer"));
    write(0, clock.instant(), "nor this");
    step(seen);
    assertEquals(3, seen.sums().held());
    assertEquals(2, committed(0), "the payments are held");
    clock.add(HELD);
    step(seen);
    assertEquals(3, seen.sums().sent());
    assertEquals(4, committed(0));
  }

  @Test
  void aRejectionInAnotherPartitionKeepsItsPlaceUntilThePaymentIsSent() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    begin(2);
    step(seen);
    write(0, clock.instant(), TestMessages.text("transfer"));
    write(1, clock.instant(), TestMessages.text("status"));
    step(seen);
    assertEquals(List.of(0L, 0L), List.of(committed(0), committed(1)));
    clock.add(HELD);
    step(seen);
    assertEquals("DECLINED", seen.outcomes().get("1200 JPY"));
    assertEquals(List.of(1L, 1L), List.of(committed(0), committed(1)));
  }

  @Test
  void nothingIsSentBeforeWhatWasWrittenMeanwhileIsRead() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    begin(2);
    consumer.updateEndOffsets(Map.of(partition(0), 1L, partition(1), 2L));
    step(seen);
    write(0, TestFeed.NOW, TestMessages.text("transfer"));
    write(1, TestFeed.NOW.plusSeconds(1), "no message");
    clock.add(Duration.ofDays(1)); // as after an outage
    step(seen);
    assertEquals(3, seen.sums().held(), "the other partition is behind");
    write(1, TestFeed.NOW.plusSeconds(2), TestMessages.text("status"));
    step(seen);
    assertEquals("DECLINED", seen.outcomes().get("1200 JPY"));
    assertEquals(3, seen.sums().sent());
  }

  @Test
  void howFarItIsIsNotedAgainAndAfterAFailure() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    begin(1);
    step(seen);
    assertEquals(0, committed(0), "brokers forget what is not noted for a week");
    consumer.commitSync(Map.of(partition(0), new OffsetAndMetadata(7)));
    nanos.addAndGet(MINUTE);
    step(seen);
    assertEquals(0, committed(0));
    consumer.setOffsetsException(new TimeoutException("no answer"));
    nanos.addAndGet(MINUTE);
    step(seen);
    begin(3);
    nanos.addAndGet(MINUTE);
    step(seen);
    assertEquals(3, consumer.assignment().size(), "there are more partitions");
  }

  @Test
  void aTopicThatIsNotThereIsAProblemUntilItIs() throws Exception {
    TestMessages seen = TestMessages.by(clock, folder);
    step(seen);
    assertNotNull(topic.problem());
    begin(1);
    step(seen);
    assertNull(topic.problem());
    topic.close();
  }
}
