package org.drey.collect.feed;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.DnsQuery;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** A feed, mostly of DNS queries, into Kafka's own producer for tests, which takes on command. */
public record TestFeed(CollectFeed feed, MockProducer<byte[], byte[]> producer) {
  /** The time by the clock of the feed. */
  public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  /** A feed whose source never waits. */
  public static TestFeed of(boolean subjects, @Nullable TokenKeys keys) {
    return of(subjects, keys, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A feed without subjects, by the clock of this machine: for servers that go by it. */
  public static TestFeed ofNow() {
    return of(false, null, Clock.systemUTC());
  }

  /** A feed of payments. */
  public static TestFeed ofPayments(boolean subjects, TokenKeys keys) {
    return ofPayments(subjects, keys, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** The same by another clock. */
  public static TestFeed ofPayments(boolean subjects, TokenKeys keys, InstantSource clock) {
    return of(TopicNames.PAYMENTS, subjects, keys, clock, FactSource.NONE);
  }

  /** A feed of payments, of a firm that knows more. */
  public static TestFeed ofPayments(boolean subjects, TokenKeys keys, FactSource facts) {
    return of(TopicNames.PAYMENTS, subjects, keys, Clock.fixed(NOW, ZoneOffset.UTC), facts);
  }

  /** The same by another clock. */
  public static TestFeed ofPayments(TokenKeys keys, InstantSource clock, FactSource facts) {
    return of(TopicNames.PAYMENTS, true, keys, clock, facts);
  }

  /** A feed of livestream sessions, by the clock of this machine. */
  public static TestFeed ofSessions(boolean subjects, @Nullable TokenKeys keys) {
    return of(TopicNames.LIVESTREAM_SESSIONS, subjects, keys, Clock.systemUTC(), FactSource.NONE);
  }

  private static TestFeed of(boolean subjects, @Nullable TokenKeys keys, Clock clock) {
    return of(TopicNames.DNS_QUERIES, subjects, keys, clock, FactSource.NONE);
  }

  private static TestFeed of(
      String stream,
      boolean subjects,
      @Nullable TokenKeys keys,
      InstantSource clock,
      FactSource facts) {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    FeedTarget target = new FeedTarget(stream, stream, "isp.example", "uk", subjects);
    FeedCounts counts = new FeedCounts();
    FeedSender sender =
        new FeedSender(producer, stream, FeedPressure.LOSE, counts, System::nanoTime);
    CollectFeed feed =
        new CollectFeed(
            () -> target, () -> keys, () -> SubscriberTable.NONE, facts, sender, counts, clock);
    return new TestFeed(feed, producer);
  }

  /** What was sent, as the jobs read it. */
  public List<DnsQuery> queries() {
    return records(DnsQuery.class);
  }

  /** The same of payments. */
  public List<Payment> payments() {
    return records(Payment.class);
  }

  /** The same of sessions. */
  public List<LivestreamSession> sessions() {
    return records(LivestreamSession.class);
  }

  private <R extends SpecificRecordBase> List<R> records(Class<R> type) {
    AvroCodec<R> codec = AvroCodec.of(type);
    return values().stream().map(value -> decode(codec, value)).toList();
  }

  private static <R extends SpecificRecordBase> R decode(AvroCodec<R> codec, byte[] value) {
    try {
      return codec.decode(value);
    } catch (InvalidRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** What was sent. */
  public List<byte[]> values() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  /** The brokers take all that was sent. */
  public void complete() {
    boolean more;
    do {
      more = producer.completeNext();
    } while (more);
  }
}
