package org.drey.cli.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.collect.recorded.DeclaredStreams;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.ExternalSignal;
import org.drey.event.wire.AvroCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as they are sent, and what is said of them. */
final class FeedRunTest {
  private static final String SIGNAL =
      """
      {"event_id": "%s", "event_time": "%s", "provider": "hotline.example", "source_tier": \
      "TRUSTED_FLAGGER", "signal": "report", "entity_kind": "SUBJECT", "entity": "s-1", \
      "confidence": 1.0, "expires_at": "2026-05-01T00:00:00Z", "received_at": "%s"}
      """;
  private static final Instant NOW = Instant.parse("2026-08-20T06:00:00Z");

  @TempDir Path folder;

  private final MockProducer<byte[], byte[]> producer = producer(true);

  private static MockProducer<byte[], byte[]> producer(boolean answersAtOnce) {
    return new MockProducer<>(
        new Cluster(
            "test",
            List.of(Node.noNode()),
            List.of(new PartitionInfo("external-signals", 0, Node.noNode(), null, null)),
            Set.of(),
            Set.of()),
        answersAtOnce,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private FeedFolder folder() throws Exception {
    String late = SIGNAL.formatted("late", "2026-03-01T10:00:00Z", "2026-03-03T23:30:00Z");
    String early = SIGNAL.formatted("early", "2026-03-02T10:00:00Z", "2026-03-02T10:00:01Z");
    Files.writeString(folder.resolve("external-signals.jsonl"), late + "no record\n\n" + early);
    Files.writeString(folder.resolve("payment.jsonl"), "");
    Files.writeString(folder.resolve("blocklist-hits.jsonl"), "");
    return read(folder);
  }

  private static FeedFolder read(Path folder) throws Exception {
    DreyConfiguration declared = DeclaredStreams.in(DreyConfiguration.DEFAULT);
    return FeedFolder.read(new RecordedFolder(folder, declared, ""), false);
  }

  private FeedRun run(FeedPace pace) {
    return new FeedRun(
        producer, new FeedPartitions(Map.of(), List.of()), pace, null, (totals, time) -> {});
  }

  private static ExternalSignal signal(byte[] value) throws Exception {
    return AvroCodec.of(ExternalSignal.class).decode(value);
  }

  @Test
  void linesAreSentAsTheyWereReceivedWithoutKeys() throws Exception {
    FeedFolder read = folder();
    FeedRun run = run(FeedPace.UNLIMITED);
    assertTrue(run.send(read.lines()));
    List<ProducerRecord<byte[], byte[]>> sent = producer.history();
    assertEquals(3, sent.size());
    assertEquals("early", signal(sent.get(0).value()).getEventId());
    assertEquals("late", signal(sent.get(1).value()).getEventId());
    assertArrayEquals("no record".getBytes(StandardCharsets.UTF_8), sent.get(2).value());
    assertNull(sent.get(0).key());
    assertEquals(0, sent.get(0).partition());
    assertEquals(Instant.parse("2026-03-02T10:00:01Z").toEpochMilli(), sent.get(0).timestamp());
    assertEquals(
        new FeedTotals.StreamCount(3, 1, 0), run.totals().streams().get("external-signals"));
    assertEquals(2, read.ignored().size(), read.ignored().toString());
    assertTrue(read.ignored().stream().anyMatch(one -> one.contains("did you mean")));
  }

  @Test
  void timesAreMovedByWholeDays() throws Exception {
    FeedFolder byLast = folder().shifted(false, NOW);
    assertEquals(169, byLast.days());
    assertEquals(Instant.parse("2026-08-19T23:30:00Z").toEpochMilli(), byLast.last());
    ExternalSignal early = signal(byLast.lines().get(0).value());
    assertEquals(Instant.parse("2026-08-18T10:00:00Z"), early.getEventTime());
    assertEquals(Instant.parse("2026-10-17T00:00:00Z"), early.getExpiresAt());
    FeedFolder byFirst = folder().shifted(true, NOW);
    assertEquals(170, byFirst.days(), "ten o'clock is yet to come today");
    assertTrue(byFirst.shiftInWords().startsWith("Times are moved by 170 days: from 2026-08-19T"));
  }

  @Test
  void aRateAndARecordingHaveTheirPace() throws Exception {
    FeedFolder read = folder();
    AtomicLong nanos = new AtomicLong(5);
    FeedPace rate = FeedPace.ofRate(1000, nanos::get);
    assertEquals(3_000_000, rate.nanosUntil(3, read.lines().get(0)));
    FeedPace recorded = FeedPace.asRecorded(read.first(), read.last(), nanos::get);
    assertEquals(0, recorded.nanosUntil(0, read.lines().get(0)));
    nanos.addAndGet(1_000_000_000);
    assertEquals(
        (37 * 3600L + 29 * 60 + 59 - 1) * 1_000_000_000,
        recorded.nanosUntil(1, read.lines().get(1)));
  }

  @Test
  void afterAPauseARateStartsAnew() throws Exception {
    RecordedLine line = folder().lines().get(0);
    AtomicLong nanos = new AtomicLong();
    FeedPace rate = FeedPace.ofRate(10, nanos::get);
    nanos.set(100_500_000);
    assertEquals(-500_000, rate.nanosUntil(1, line), "a little late is made up for");
    assertEquals(99_500_000, rate.nanosUntil(2, line));
    nanos.set(60_000_000_000L);
    assertEquals(0, rate.nanosUntil(3, line));
    assertEquals(100_000_000, rate.nanosUntil(4, line));
    assertEquals(10, rate.mostOnTheWay());
  }

  @Test
  void noMoreIsKeptForBrokersThatAreAwayThanThePaceAllows() throws Exception {
    MockProducer<byte[], byte[]> slow = producer(false);
    AtomicLong shown = new AtomicLong();
    AtomicLong answers = new AtomicLong();
    AtomicLong most = new AtomicLong();
    FeedPace one =
        new FeedPace() {
          @Override
          public long nanosUntil(long number, RecordedLine line) {
            return 0;
          }

          @Override
          public long mostOnTheWay() {
            return 1;
          }
        };
    FeedRun.ProgressSink answer =
        (totals, time) -> {
          most.accumulateAndGet(slow.history().size() - answers.get(), Math::max);
          if (shown.incrementAndGet() % 5 == 0 && slow.completeNext()) {
            answers.incrementAndGet();
          }
        };
    FeedRun run = new FeedRun(slow, new FeedPartitions(Map.of(), List.of()), one, null, answer);
    assertTrue(run.send(folder().lines()));
    assertEquals(3, slow.history().size());
    assertEquals(1, most.get());
  }

  @Test
  void oneWhoStopsItHasWhatWasSent() throws Exception {
    FeedFolder read = folder();
    FeedRun run =
        run(
            (number, line) -> {
              if (number == 1) {
                Thread.currentThread().interrupt();
              }
              return 0;
            });
    assertFalse(run.send(read.lines()));
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(1, run.totals().records());
    assertEquals(1, producer.history().size());
  }

  @Test
  void whatBrokersDenyEndsIt() throws Exception {
    FeedFolder read = folder();
    producer.sendException = new TopicAuthorizationException("external-signals");
    assertThrows(
        TopicAuthorizationException.class, () -> run(FeedPace.UNLIMITED).send(read.lines()));
  }

  @Test
  void whoIsErasedIsAKey() throws Exception {
    Files.writeString(
        folder.resolve("erasures.jsonl"),
        """
        {"erasure_id": "request-17", "erasure_time": "2026-03-20T09:00:00Z", "entity_kind": \
        "SUBJECT", "entity": "subject-1", "token_domain": "default", "key_version": 1}
        """);
    RecordedLine erasure =
        folder().lines().stream()
            .filter(one -> one.stream().equals("erasures"))
            .findFirst()
            .orElseThrow();
    assertEquals("default|1|SUBJECT|subject-1", erasure.key());
  }

  @Test
  void whatWasSentIsSavedForAReplay() throws Exception {
    Path saved = folder.resolve("sent");
    FeedFolder read = folder();
    try (SentLines lines = new SentLines(saved)) {
      lines.add(read.lines().get(0), 1_772_000_000_123L);
      lines.add(read.lines().get(2), 1_772_000_000_123L);
    }
    List<String> written = Files.readAllLines(saved.resolve("external-signals.jsonl"));
    assertTrue(written.get(0).endsWith(",\"received_at\":1772000000123}"), written.get(0));
    assertEquals("no record", written.get(1));
    FeedFolder again = read(saved);
    assertEquals(2, again.lines().size());
    assertEquals(
        signal(read.lines().get(0).value()),
        signal(
            again.lines().stream()
                .filter(one -> one.identity() != null)
                .findFirst()
                .orElseThrow()
                .value()));
  }
}
