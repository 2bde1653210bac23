package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AcknowledgedTimeTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FeedCounts counts = new FeedCounts();
  private final FeedSender sender =
      new FeedSender(producer, "dns-queries", FeedPressure.LOSE, counts, System::nanoTime);
  private final List<FeedGap> gaps = new ArrayList<>();

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  /** A time less what servers keep back. */
  private static Instant before(long second) {
    return at(second).minus(FeedGaps.HELD_BACK);
  }

  private Instant settled(long second) {
    return counts.settled().at(at(second), gaps::add);
  }

  private void send() throws Exception {
    counts.read(START);
    sender.send(List.of(new byte[] {1}));
  }

  private void lose() throws Exception {
    producer.sendException = new BufferExhaustedException("no place");
    send();
    producer.sendException = null;
  }

  @BeforeEach
  void start() {
    assertEquals(before(0), settled(0));
  }

  @Test
  void theOldestThatIsPendingHoldsItBack() throws Exception {
    assertEquals(before(1), settled(1));
    send();
    assertEquals(before(1), settled(2));
    send();
    assertEquals(before(1), settled(3));
    producer.completeNext();
    assertEquals(before(2), settled(4));
    producer.completeNext();
    assertEquals(before(5), settled(5));
    assertEquals(List.of(), gaps);
  }

  @Test
  void whatIsDoneSinceDoesNotHideWhatIsPending() throws Exception {
    send();
    for (int second = 1; second < 100; second++) {
      counts.read(START);
      counts.filtered();
      lose();
      assertEquals(before(0), settled(second));
    }
  }

  @Test
  void eventsThatAreLostLieInAGapThatHoldsItBackUntilItEnds() throws Exception {
    assertEquals(before(10), settled(10));
    lose();
    assertEquals(before(10), settled(11));
    send();
    assertEquals(before(10), settled(12));
    producer.errorNext(new TimeoutException("expired"));
    assertEquals(List.of(), gaps);
    assertEquals(before(13), settled(13));
    FeedGap gap = new FeedGap(FeedGaps.ALL, before(10), at(12), GapReason.LOST);
    assertEquals(List.of(gap), gaps);
  }

  @Test
  void whatIsLostAtTheEndLiesInAGapToo() throws Exception {
    send();
    producer.errorNext(new TimeoutException("expired"));
    assertEquals(before(7), counts.settled().end(at(7), gaps::add));
    assertEquals(List.of(new FeedGap("", before(0), at(7), GapReason.LOST)), gaps);
  }

  @Test
  void anOutageWithoutEndDoesNotFillTheMemory() throws Exception {
    send();
    for (int second = 1; second < 5_000; second++) {
      send();
      assertEquals(before(0), settled(second));
    }
    producer.flush();
    assertTrue(settled(5_000).isBefore(before(5_000)), "it is less exact");
    assertEquals(before(5_001), settled(5_001));
  }
}
