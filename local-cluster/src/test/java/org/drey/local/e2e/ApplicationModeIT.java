package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.BlocklistHit;
import org.drey.event.DnsQuery;
import org.drey.event.Finding;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each job on a cluster of processes that is made for it alone, its jar in {@code usrlib/}. */
@Tag("nightly")
@Timeout(480)
final class ApplicationModeIT {
  private static final Path JAR = Path.of(System.getProperty("drey.jar"));

  private static final String CONFIGURATION =
      """
      streams:
        dns-queries: {legal_basis: test}
        web-requests: {legal_basis: test}
        payments: {legal_basis: test}
        livestream-sessions: {legal_basis: test}
        external-signals: {legal_basis: test}
      findings: {topic: true}
      flink: {execution.checkpointing.interval: 500ms, execution.checkpointing.min-pause: 0ms}
      """;

  @TempDir private Path folder;

  @Test
  void theBlocklistJobSendsASignal() throws Exception {
    Path list = Files.writeString(folder.resolve("list.txt"), "listed.example\n");
    DnsQuery query = Samples.of(TopicNames.DNS_QUERIES, DnsQuery.class);
    query.setQuery("listed.example");
    query.setEventTime(Instant.now());
    run(
        "org.drey.app.BlocklistJob",
        TopicNames.DNS_QUERIES,
        List.of(query),
        topics -> !topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class).isEmpty(),
        "--blocklist",
        list.toString(),
        "--start",
        "earliest");
  }

  @Test
  void theDetectionJobFindsWithTheRulesOfItsJar() throws Exception {
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
      payment.setEventId("event-" + i);
      payment.setEventTime(Instant.now());
      payment.setPayeeTenureDays(3L);
      payments.add(payment);
    }
    run(
        "org.drey.app.DetectionJob",
        TopicNames.PAYMENTS,
        payments,
        topics -> !topics.committed(TopicNames.FINDINGS, Finding.class).isEmpty());
  }

  private interface Outcome {
    boolean isThere(JobTopics topics) throws Exception;
  }

  private <T extends SpecificRecordBase> void run(
      String main, String topic, List<T> records, Outcome outcome, String... more)
      throws Exception {
    Path configuration = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      List<String> arguments = new ArrayList<>(List.of("--bootstrap", broker.bootstrap()));
      arguments.addAll(List.of("--config", configuration.toString()));
      arguments.addAll(List.of(more));
      Path flink = Files.createDirectory(folder.resolve("flink"));
      try (FlinkProcesses cluster =
          FlinkProcesses.startFor(flink, JAR, main, arguments.toArray(String[]::new))) {
        cluster.awaitStarted();
        topics.send(topic, encoded(records));
        ConditionWait.until("what " + main + " makes of it", () -> outcome.isThere(topics));
        assertEquals(List.of("RUNNING"), cluster.states());
        assertLogged(cluster.logged(FlinkProcesses.TASK_MANAGER), records);
      }
    }
  }

  /** Lines of JSON, but for what the JVM itself says, and without a word of the records. */
  private static void assertLogged(String log, List<? extends SpecificRecordBase> records)
      throws Exception {
    int lines = 0;
    for (String line : log.lines().filter(one -> !one.startsWith("WARNING: ")).toList()) {
      assertTrue(new ObjectMapper().readTree(line).has("message"), line);
      lines++;
    }
    assertTrue(lines > 20, log);
    for (SpecificRecordBase record : records) {
      for (String field : List.of("subject", "payee", "query")) {
        Schema.Field there = record.getSchema().getField(field);
        if (there != null) {
          assertFalse(log.contains(record.get(there.pos()).toString()), field);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecordBase> List<JobTopics.Numbered> encoded(List<T> records) {
    AvroCodec<T> codec = AvroCodec.of((Class<T>) records.get(0).getClass());
    return records.stream().map(record -> new JobTopics.Numbered(0, codec.encode(record))).toList();
  }
}
