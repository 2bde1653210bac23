package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.DnsQuery;
import org.drey.event.Finding;
import org.drey.event.NetworkClass;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.Transport;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.RecordLimits;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.AlertContent;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.operator.LargestAlert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The largest alert, hit and dead letter that the limits of records allow, on topics and by
 * producers with Kafka's own settings: a record that is refused there would stop a job for ever.
 */
final class LargestRecordsIT {
  private static final int INDICATORS = 100;
  private static final int PAYMENTS = 55;
  private static final int LONGEST = 128;
  private static final String NAME = "a".repeat(60) + ".listed.example";

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void areTakenByABrokerWithDefaultSettings() throws Exception {
    DreyConfiguration configuration = Declared.inputs().withFindingsTopic();
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("largest.yml", rules())), configuration);
    Path list = Files.writeString(folder.resolve("l".repeat(64) + ".txt"), "listed.example\n");
    try (SharedBroker broker = SharedBroker.open();
        FlinkCluster cluster = FlinkCluster.start(4, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      createTopics(broker);
      JobSettings settings = new JobSettings(configuration, broker.client(), "");
      LiveJobs jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
      jobs.startBlocklist(list, 1);
      jobs.startDetection(1, null);

      topics.send(TopicNames.DNS_QUERIES, List.of(new JobTopics.Numbered(0, query())));
      topics.send(TopicNames.PAYMENTS, payments());
      byte[] tooLong = new byte[RecordLimits.MAX_RECORD_BYTES + 1];
      topics.send(TopicNames.LIVESTREAM_SESSIONS, List.of(new JobTopics.Numbered(0, tooLong)));

      ConditionWait.until(
          "an alert with all reasons and events",
          () ->
              topics.committed(TopicNames.ALERTS, Alert.class).stream().anyMatch(this::isLargest));
      List<BlocklistHit> hits = topics.committed(TopicNames.BLOCKLIST_HITS, BlocklistHit.class);
      assertEquals(token("query", 0), hits.get(0).getEventId());
      sendWithDefaults(broker, LargestAlert.of(rules));
      ConditionWait.until(
          "findings on their topic",
          () -> topics.committed(TopicNames.FINDINGS, Finding.class).size() >= INDICATORS);
      ConditionWait.until(
          "the dead letter",
          () -> !topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class).isEmpty());
    }
  }

  /** Written as the job writes it: by a producer that has no settings but how to reach a broker. */
  private static void sendWithDefaults(SharedBroker broker, Alert alert) throws Exception {
    byte[] value = AvroCodec.of(Alert.class).encode(alert);
    byte[] key = alert.getAlertId().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TopicNames.SHADOW_ALERTS, key, value)).get();
    }
  }

  @Test
  void theLargestAlertIsWithinItsBounds() throws Exception {
    Alert alert =
        LargestAlert.of(
            StreamRegistry.compile(
                List.of(new RuleFile("largest.yml", rules())),
                Declared.inputs().withFindingsTopic()));
    DomainCheck.of(Alert.getClassSchema()).check(alert);
    assertEquals(LargestAlert.items("reasons"), alert.getReasons().size());
    assertEquals(LargestAlert.items("offsets"), alert.getOffsets().size());
    assertEquals(AlertContent.MAX_LISTED, alert.getLinkedEntities().size());
    assertTrue(alert.getEvents().size() >= 10, alert.getEvents().size() + " events");
    assertTrue(alert.getFindings().size() >= 1_000, alert.getFindings().size() + " findings");
    assertTrue(alert.getReasons().stream().allMatch(one -> one.getEvidence().size() > 20));
    assertTrue(alert.getReasons().stream().noneMatch(one -> one.getCaveats().isEmpty()));
    int bytes = AvroCodec.of(Alert.class).encode(alert).length;
    assertTrue(bytes > 900_000 && bytes < 1_030_000, bytes + " bytes");
  }

  /** Every reason that a track can have, each with as much evidence as there is room for. */
  private boolean isLargest(Alert alert) {
    if (alert.getReasons().size() < INDICATORS
        || alert.getReasons().stream().anyMatch(reason -> reason.getObserved() < 50)) {
      return false;
    }
    int bytes = AvroCodec.of(Alert.class).encode(alert).length;
    assertTrue(bytes > 400_000 && bytes < 1_000_000, bytes + " bytes");
    assertTrue(alert.getReasons().stream().allMatch(reason -> reason.getEvidence().size() > 20));
    try {
      DomainCheck.of(Alert.getClassSchema()).check(alert);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return true;
  }

  private static void createTopics(SharedBroker broker) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : TopicNames.ALL) {
      // Larger than what a record may have only where a test sends such a record.
      boolean larger = topic.equals(TopicNames.LIVESTREAM_SESSIONS);
      Map<String, String> settings = larger ? Map.of("max.message.bytes", "8388608") : Map.of();
      topics.add(new NewTopic(topic, JobTopics.PARTITIONS, (short) 1).configs(settings));
    }
    broker.create(topics);
  }

  /** A hundred indicators on one track, in twenty families, so that each brings points. */
  private static String rules() {
    List<String> families =
        FamilyCaps.CATALOGUE.points().keySet().stream()
            .filter(f -> !f.equals("NONE"))
            .sorted()
            .toList();
    StringBuilder rules =
        new StringBuilder(
            """
            title: Paid
            name: paid
            status: stable
            logsource: {category: payment}
            detection: {it: {status: COMPLETED}, condition: it}
            """);
    for (int i = 0; i < INDICATORS; i++) {
      rules.append(
          """
          ---
          title: Paid often
          name: often_%1$d
          id: 00000000-0000-4000-8000-%1$012d
          status: stable
          correlation:
            type: event_count
            rules: [paid]
            group-by: [subject]
            timespan: 30d
            condition: {gte: 50}
          drey:
            indicator: %2$s
            track: payer
            entity: subject
            points: 30
            strength: 0.9
            half_life: 30d
            family: %3$s
            opens: true
            quality:
              - {when: {status: COMPLETED}, factor: 0.99, words: %4$s}
              - {when: {status: COMPLETED}, factor: 0.99, words: %5$s}
          """
              .formatted(
                  i,
                  token("X", i),
                  families.get(i % families.size()),
                  "x".repeat(300),
                  "y".repeat(300)));
    }
    return rules.toString();
  }

  private static byte[] query() {
    return AvroCodec.of(DnsQuery.class)
        .encode(
            DnsQuery.newBuilder()
                .setEventId(token("query", 0))
                .setEventTime(Instant.now())
                .setProvider(token("provider", 0))
                .setTokenDomain(token("domain", 0))
                .setSubject(token("subject", 0))
                .setQuery(NAME)
                .setRecordType("A")
                .setAnswers(List.of())
                .setTransport(Transport.UDP)
                .setNetworkClass(NetworkClass.HOME)
                .build());
  }

  private static List<JobTopics.Numbered> payments() throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    payment.setProvider(token("provider", 0));
    payment.setTokenDomain(token("domain", 0));
    payment.setSubject(token("subject", 0));
    List<JobTopics.Numbered> payments = new ArrayList<>();
    for (int i = 0; i < PAYMENTS; i++) {
      payment.setEventId(token("event", i));
      payment.setEventTime(Instant.now().minusSeconds(PAYMENTS - i));
      payments.add(new JobTopics.Numbered(0, AvroCodec.of(Payment.class).encode(payment)));
    }
    return payments;
  }

  /** A token as long as one may be. */
  private static String token(String kind, int number) {
    String name = kind + "-" + number + "-";
    return name + "t".repeat(LONGEST - name.length());
  }
}
