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
import org.apache.kafka.common.errors.RecordTooLargeException;
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
  private final RuntimeException denied = new TopicAuthorizationException("dns-queries");

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
    producer.sendException = denied;
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
  void whatIsRefusedOfASourceThatWaitsIsSentAgainWhenAccessIsRepaired() throws Exception {
    FeedSender sender = sender(FeedPressure.WAIT);
    send(sender, 2);
    producer.completeNext();
    producer.errorNext(denied);
    assertEquals(1, counts.sums().pending());
    send(sender, 1);
    sender.flush();
    assertEquals(2, counts.sums().sent());
    assertEquals(5, producer.history().size());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertNull(sender.problem());
  }

  @Test
  void aSourceThatWaitsInVainIsToldSoAndGoesOnIfItTriesAgain() throws Exception {
    FeedSender sender =
        new FeedSender(
            producer,
            "dns-queries",
            FeedPressure.WAIT,
            counts,
            () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(20)));
    producer.sendException = denied;
    send(sender, 1);
    assertThrows(IOException.class, () -> sender.send(List.of(VALUE)));
    assertThrows(IOException.class, sender::flush);
    assertEquals(1, counts.sums().pending());
    producer.sendException = null;
    sender.flush();
    assertEquals(1, counts.sums().sent());
  }

  @Test
  void whatIsTooLargeForAnyBrokerHoldsUpNoOther() throws Exception {
    FeedSender sender = sender(FeedPressure.WAIT);
    send(sender, 1);
    producer.errorNext(new RecordTooLargeException("too large"));
    send(sender, 1);
    sender.flush();
    assertEquals(1, counts.sums().lost().get(LossReason.NOT_TAKEN));
    assertEquals(1, counts.sums().sent());
  }

  @Test
  void aFailureIsOverWithTheNextThatIsTaken() throws Exception {
    FeedSender sender = sender(FeedPressure.LOSE);
    send(sender, 1);
    producer.errorNext(denied);
    assertThrows(IOException.class, sender::flush);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertNotNull(sender.problem());
    send(sender, 1);
    sender.flush();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertNull(sender.problem());
  }

  @Test
  void whatIsPendingAtTheEndIsCountedAsLostByIt() throws Exception {
    FeedSender sender = sender(FeedPressure.WAIT);
    producer.sendException = denied;
    send(sender, 1);
    sender.close();
    sender.close();
    assertEquals(1, counts.sums().lost().get(LossReason.ENDED));
    assertEquals(0, counts.sums().pending());
  }

  @Test
  void whatItsSourceHoldsIsNoProblem() throws Exception {
    FeedSender sender = sender(FeedPressure.WAIT);
    counts.read(TestFeed.NOW);
    counts.held(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertEquals(0, counts.sums().pending());
    assertEquals(1, counts.sums().held());
    assertNull(sender.problem());
    counts.held(-1);
    sender.send(List.of(VALUE));
    assertNotNull(sender.problem());
    producer.completeNext();
    assertEquals(1, counts.sums().sent());
    assertEquals(0, counts.sums().held());
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
