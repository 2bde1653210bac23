package org.drey.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.definitions.stream.VerdictIntake;
import org.drey.event.DnsQuery;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.RecordLimits;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.source.KafkaArrivals.RecordDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of Kafka as they arrive: each one an arrival, with anything in it. */
final class KafkaArrivalsTest {
  private static final long RECEIVED = Sample.START.toEpochMilli();

  private static final Binding USUAL = new Binding(null, null, Duration.ofDays(1), true);

  private static <T extends SpecificRecordBase> List<ArrivedRecord<T>> arrivals(
      StreamDefinition<T> stream, Binding binding, String topic, byte[] value) throws IOException {
    return arrivals(
        new KafkaArrivals<>(
            stream,
            new TopicBindings(Map.of("firm-a-payments", binding)),
            UnwantedRecords.none(),
            new Properties(),
            "0123456789ab"),
        topic,
        value);
  }

  private static <T extends SpecificRecordBase> List<ArrivedRecord<T>> arrivals(
      KafkaArrivals<T> arrivals, String topic, byte[] value) throws IOException {
    arrivals.open(new Opened());
    List<ArrivedRecord<T>> out = new ArrayList<>();
    arrivals.deserialize(
        new ConsumerRecord<>(
            topic,
            1,
            42,
            RECEIVED,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(out));
    return out;
  }

  private static ArrivedRecord<Payment> arrival(byte[] value) throws IOException {
    return arrival(USUAL, value);
  }

  private static ArrivedRecord<Payment> arrival(Binding binding, byte[] value) throws IOException {
    List<ArrivedRecord<Payment>> out =
        arrivals(StreamRegistry.payments(), binding, "firm-a-payments", value);
    assertEquals(1, out.size());
    assertEquals("firm-a-payments", out.get(0).topic());
    assertEquals(1, out.get(0).partition());
    assertEquals(42, out.get(0).offset());
    return out.get(0);
  }

  /** What Flink opens a deserializer with. */
  private static final class Opened implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }

  private static List<ArrivedRecord<Verdict>> verdicts(byte[] value) throws IOException {
    VerdictIntake verdicts = new VerdictIntake();
    return arrivals(
        new KafkaArrivals<>(
            verdicts,
            verdicts.bindings(DreyConfiguration.DEFAULT, ""),
            UnwantedRecords.none(),
            new Properties(),
            "0123456789ab"),
        TopicNames.VERDICTS,
        value);
  }

  @Test
  void whatDeletesAKeyOfACompactedTopicIsNoRecord() throws IOException {
    assertEquals(List.of(), verdicts(null));
    assertEquals("MALFORMED", verdicts(new byte[0]).get(0).reason());
    assertEquals("MALFORMED", arrival(null).reason());
  }

  private static byte[] avro(Duration sinceStart) {
    Payment payment = (Payment) Sample.payment("a", "p1", "q1").at(sinceStart).record();
    return AvroCodec.of(Payment.class).encode(payment);
  }

  @Test
  void aRecordIsDecoded() throws IOException {
    ArrivedRecord<Payment> arrival = arrival(avro(Duration.ZERO));
    assertEquals("p1", arrival.datum().getSubject());
    assertEquals(RECEIVED, arrival.eventTime());
  }

  @Test
  void anEventIsAtMostFiveMinutesAheadOfTheBroker() throws IOException {
    assertNull(arrival(avro(Duration.ofMinutes(5))).reason());
    ArrivedRecord<Payment> ahead = arrival(avro(Duration.ofMinutes(5).plusMillis(1)));
    assertEquals("FUTURE", ahead.reason());
    assertEquals(RECEIVED + 300_001, ahead.eventTime());
    assertNull(ahead.datum());
  }

  @Test
  void anEventIsAtMost400DaysOlderThanItsRecord() throws IOException {
    assertNull(arrival(avro(Duration.ofDays(-400))).reason());
    ArrivedRecord<Payment> old = arrival(avro(Duration.ofDays(-400).minusMillis(1)));
    assertEquals("OUT_OF_RANGE", old.reason());
    assertFalse(old.drivesClock());
  }

  @Test
  void itDrivesTheClockUnlessItWasLateWhenItWasReceived() throws IOException {
    assertEquals(
        RECEIVED - Duration.ofDays(1).toMillis(), arrival(avro(Duration.ofDays(-1))).clock());
    assertFalse(arrival(avro(Duration.ofDays(-1).minusMillis(1))).drivesClock());
  }

  @Test
  void whatIsDatedAheadDrivesTheClockToItsReceptionAndNoFurther() throws IOException {
    assertEquals(RECEIVED, arrival(avro(Duration.ofMinutes(4))).clock());
  }

  @Test
  void theLatenessIsThatOfItsTopic() throws IOException {
    Binding hour = new Binding(null, null, Duration.ofHours(1), true);
    assertFalse(arrival(hour, avro(Duration.ofHours(-1).minusMillis(1))).drivesClock());
    ArrivedRecord<Payment> driving = arrival(hour, avro(Duration.ofHours(-1)));
    assertTrue(driving.drivesClock());
    assertEquals(Duration.ofHours(1).toMillis(), driving.lateness());
  }

  @ParameterizedTest
  @CsvSource({
    "bank.example, default, true",
    ", default, true",
    "bank.example, , true",
    "other.example, default, false",
    "bank.example, uk, false"
  })
  void aTopicIsBoundToAProviderAndADomain(String provider, String domain, boolean taken)
      throws IOException {
    ArrivedRecord<Payment> arrival =
        arrival(new Binding(provider, domain, Duration.ofDays(1), true), avro(Duration.ZERO));
    assertEquals(taken ? null : "FOREIGN_PROVIDER", arrival.reason());
    if (!taken) {
      assertFalse(arrival.drivesClock());
      assertEquals(RECEIVED, arrival.eventTime());
      assertFalse(arrival.detail().contains("example"), arrival.detail()); // no value
    }
  }

  @Test
  void withoutALegalBasisARecordHasNoSubject() throws IOException {
    byte[] query =
        AvroCodec.of(DnsQuery.class)
            .encode((DnsQuery) Sample.query("a", "subject-1", "www.shop.example").record());
    for (boolean subjects : List.of(true, false)) {
      Binding binding = new Binding(null, null, Duration.ofDays(1), subjects);
      DnsQuery read =
          arrivals(StreamRegistry.dnsQueries(), binding, "firm-a-payments", query).get(0).datum();
      assertEquals(subjects ? "subject-1" : null, read.getSubject());
      assertEquals("www.shop.example", read.getQuery());
    }
  }

  @Test
  void aTopicThatIsNoLongerConfiguredIsNotRead() throws IOException {
    assertEquals(
        List.of(),
        arrivals(StreamRegistry.payments(), USUAL, "firm-b-payments", avro(Duration.ZERO)));
  }

  @Test
  void whatCannotBeDecodedIsRejected() throws IOException {
    byte[] cut = avro(Duration.ZERO);
    assertEquals("MALFORMED", arrival(java.util.Arrays.copyOf(cut, cut.length - 1)).reason());
    assertEquals("MALFORMED", arrival(new byte[0]).reason());
    assertEquals("OVERSIZED", arrival(new byte[RecordLimits.MAX_RECORD_BYTES + 1]).reason());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDecoderThatFailsCostsTheRecord(boolean deep) throws IOException {
    TopicBindings bindings = new TopicBindings(Map.of("firm-a-payments", USUAL));
    RecordDecoder<Payment> failing =
        bytes -> {
          if (deep) {
            throw new StackOverflowError();
          }
          throw new IllegalStateException("token-4711");
        };
    ArrivedRecord<Payment> arrival =
        arrivals(
                new KafkaArrivals<>(
                    StreamRegistry.payments(),
                    bindings,
                    UnwantedRecords.none(),
                    new Properties(),
                    "0123456789ab",
                    () -> failing),
                "firm-a-payments",
                avro(Duration.ZERO))
            .get(0);
    assertTrue(arrival.isFault());
    assertEquals(
        deep ? "java.lang.StackOverflowError" : "java.lang.IllegalStateException",
        arrival.detail());
    assertFalse(arrival.drivesClock());
  }

  private static ArrivedRecord<DnsQuery> query(String name) throws IOException {
    RuleSet rules =
        StreamRegistry.compile(
            List.of(
                new RuleFile(
                    "rules.yml",
                    """
                    title: Asked for
                    name: asked_for
                    logsource: {category: dns}
                    detection: {it: {query|endswith: .listed.example}, condition: it}
                    """)),
            DreyConfiguration.DEFAULT);
    StreamDefinition<DnsQuery> stream = StreamRegistry.dnsQueries();
    KafkaArrivals<DnsQuery> arrivals =
        new KafkaArrivals<>(
            stream,
            new TopicBindings(Map.of("dns-queries", USUAL)),
            UnwantedRecords.of(stream, rules, DreyConfiguration.DEFAULT),
            new Properties(),
            "0123456789ab");
    DnsQuery query = (DnsQuery) Sample.query("a", "s1", name).record();
    return arrivals(arrivals, "dns-queries", AvroCodec.of(DnsQuery.class).encode(query)).get(0);
  }

  @Test
  void whatNoRuleWantsIsNotDecoded() throws IOException {
    ArrivedRecord<DnsQuery> unwanted = query("www.other.example");
    assertNull(unwanted.datum());
    assertFalse(unwanted.isRejected());
    assertEquals(RECEIVED, unwanted.eventTime());
    assertTrue(unwanted.drivesClock());
    DnsQuery wanted = query("www.listed.example").datum();
    assertEquals("www.listed.example", wanted.getQuery());
  }

  @Test
  void aDeletionIsRejected() throws IOException {
    assertEquals("MALFORMED", arrival(null).reason());
  }
}
