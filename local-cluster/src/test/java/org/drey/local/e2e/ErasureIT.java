package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.alerts.tail.AlertTail;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.fixtures.CommandRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.topics.KafkaTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A record on the topic of erasures, and what the live job makes of it on the topics of alerts. */
@Timeout(180)
final class ErasureIT {
  /** Each payment opens an alert of the payer and one of the payee, which names the payer. */
  private static final String RULES =
      """
      title: Paid
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      drey: {indicator: T-PAID, track: payer, entity: subject, points: 60, strength: 0.9, half_life: 30d, family: EXT, hard: true, opens: true}
      ---
      title: Was paid
      id: 00000000-0000-4000-8000-000000000002
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      drey: {indicator: T-WASPAID, track: facilitator, entity: payee, points: 60, strength: 0.9, half_life: 30d, family: EXT, hard: true, opens: true}
      """;

  @TempDir private Path folder;

  @Test
  void oneWhoIsErasedIsGoneFromAlertsAndLaterPaymentsCountAsNew() throws Exception {
    try (SharedBroker broker = SharedBroker.open();
        FlinkCluster cluster = FlinkCluster.start(1, 4, 0, WatchedJob.prompt());
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      DreyConfiguration configuration = Declared.inputs().withFindingsTopic();
      RuleSet rules =
          StreamRegistry.compile(List.of(new RuleFile("rules.yml", RULES)), configuration);
      JobSettings settings = new JobSettings(configuration, broker.client(), "");
      LiveJobs jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
      jobs.startDetection(2, null);

      pay(topics, "anna");
      pay(topics, "bert");
      ConditionWait.until("alerts of three", () -> present(topics).size() == 3);
      assertEquals(2, naming(topics, "anna"));
      ConditionWait.until("findings that name her", () -> found(topics, "anna") > 0);
      ConditionWait.until("findings that name another", () -> found(topics, "bert") > 0);

      try (AlertTail tail = tail(broker)) {
        ConditionWait.until("a file that names her", () -> naming(tail, "anna") > 1);
        erase(broker, "anna");
        ConditionWait.until("no alert names her", () -> naming(topics, "anna") == 0);
        ConditionWait.until("a file that does not", () -> naming(tail, "anna") == 0);
        assertTrue(naming(tail, "bert") > 1);
      }
      assertEquals(2, present(topics).size());
      assertEquals(2, naming(topics, "bert"));
      assertEquals(0, found(topics, "anna"));
      assertEquals(1, found(topics, "bert"));
      assertEquals(List.of(), letters(topics));

      Path savepoint = jobs.jobs().stopDetection();
      jobs.startDetection(1, savepoint);
      var unused =
          topics.send(
              List.of(new ProducerRecord<>(TopicNames.ERASURES, new byte[] {1}, new byte[] {1})));
      pay(topics, "anna");
      ConditionWait.until("a new alert", () -> naming(topics, "anna") == 2);
      ConditionWait.until("a dead letter", () -> !letters(topics).isEmpty());
      assertTrue(
          letters(topics).get(0).startsWith("erasures MALFORMED"), letters(topics)::toString);
      assertFalse(letters(topics).toString().contains("anna"));
      jobs.jobs().stopDetection();
    }
  }

  private static <T extends SpecificRecordBase> byte[] bytes(Class<T> type, T datum) {
    return AvroCodec.of(type).encode(datum);
  }

  private static void pay(JobTopics topics, String payer) throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    payment.setEventId(payer + "-" + Instant.now().toEpochMilli());
    payment.setEventTime(Instant.now());
    payment.setSubject(payer);
    payment.setPayee("payee");
    topics.send(
        TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, bytes(Payment.class, payment))));
  }

  /** Asks for it as those do who answer people's requests. */
  private static void erase(SharedBroker broker, String person) {
    CommandRun asked =
        CommandRuns.alerts(
            "erase",
            "SUBJECT",
            person,
            "--request",
            "request-1",
            "--bootstrap",
            broker.bootstrap(),
            "--yes");
    assertEquals(0, asked.status(), asked::err);
    assertTrue(asked.out().contains("- 1 alert about it: deleted"), asked::out);
    assertTrue(asked.out().contains("- 1 alert of others, showing it"), asked::out);
    assertTrue(asked.out().contains("- 1 finding naming it: deleted"), asked::out);
    assertTrue(asked.out().contains("Deleted on the topic findings: 1"), asked::out);
    assertFalse(asked.out().contains(person), asked::out);
  }

  private AlertTail tail(SharedBroker broker) throws Exception {
    KafkaTopics topics = new KafkaTopics(broker.client(), "");
    return AlertTail.open(topics, folder.resolve("tailed"), warning -> {});
  }

  /** How many lines of its file, as a tail has it now, name a person. */
  private long naming(AlertTail tail, String person) throws Exception {
    tail.step();
    tail.publish();
    try (Stream<String> lines = Files.lines(folder.resolve("tailed/alerts.jsonl"))) {
      return lines.filter(line -> line.contains("\"" + person + "\"")).count();
    }
  }

  /** The alerts that are there, as text. */
  private static Map<String, Alert> present(JobTopics topics) throws Exception {
    return topics.present(TopicNames.ALERTS, Alert.class);
  }

  private static long naming(JobTopics topics, String person) throws Exception {
    return present(topics).values().stream()
        .filter(alert -> alert.toString().contains("\"" + person + "\""))
        .count();
  }

  /** How many findings are there that name a person. */
  private static long found(JobTopics topics, String person) throws Exception {
    return topics.present(TopicNames.FINDINGS, Finding.class).values().stream()
        .filter(finding -> finding.getGroup().toString().contains("\"" + person + "\""))
        .count();
  }

  private static List<String> letters(JobTopics topics) throws Exception {
    return topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class).stream()
        .map(letter -> letter.getTopic() + " " + letter.getReason() + " " + letter.getDetail())
        .toList();
  }
}
