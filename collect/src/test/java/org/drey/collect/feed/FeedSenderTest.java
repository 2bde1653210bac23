package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class FeedSenderTest {
  private static final byte[] VALUE = {1};

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FeedCounts counts = new FeedCounts();
  private final AtomicLong nanos = new AtomicLong();

  private FeedSender sender(FeedPressure pressure) {
    return new FeedSender(producer, "dns-queries", pressure, counts, nanos::get);
  }

  private void send(FeedSender sender, int records) throws Exception {
    counts.read(TestFeed.NOW);
    sender.send(Collections.nCopies(records, VALUE));
  }

  @Test
  void anEventIsSentWhenTheBrokersHaveAllItsVersions() throws Exception {
    FeedSender sender = sender(FeedPressure.LOSE);
    send(sender, 2);
    producer.completeNext();
    assertEquals(0, counts.sums().sent());
    producer.completeNext();
    assertEquals(1, counts.sums().sent());
    send(sender, 2);
    producer.completeNext();
    producer.errorNext(new TimeoutException("expired"));
    assertEquals(1, counts.sums().allLost());
    assertEquals(0, counts.sums().pending());
  }

  @Test
  void aSourceThatMustNotWaitLosesAndGoesOn() throws Exception {
    FeedSender sender = sender(FeedPressure.LOSE);
    producer.sendException = new BufferExhaustedException("no place");
    send(sender, 1);
    producer.sendException = new TopicAuthorizationException("dns-queries");
    send(sender, 1);
    assertThrows(IOException.class, sender::flush);
    producer.sendException = null;
    send(sender, 1);
    sender.flush(); // what was lost before is no fault of what comes after
    assertEquals(1, counts.sums().lost().get(LossReason.BUFFER_FULL));
    assertEquals(1, counts.sums().lost().get(LossReason.NOT_TAKEN));
    assertEquals(1, counts.sums().sent());
  }

  @Test
  void aSourceThatWaitsIsToldThatItWaitsInVain() throws Exception {
    FeedSender sender = sender(FeedPressure.WAIT);
    send(sender, 1);
    producer.errorNext(new TopicAuthorizationException("dns-queries"));
    assertThrows(IOException.class, () -> sender.send(List.of(VALUE)));
    assertThrows(IOException.class, sender::flush);
  }

  @Test
  void nothingTakenForHalfAMinuteIsAProblem() throws Exception {
    FeedSender sender = sender(FeedPressure.LOSE);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertNull(sender.problem());
    send(sender, 1);
    assertNotNull(sender.problem());
    producer.completeNext();
    assertNull(sender.problem());
  }
}
