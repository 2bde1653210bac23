package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DeadLetter;
import org.drey.event.DnsQuery;
import org.drey.event.Finding;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveDetection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The detection job reads queries only while a rule does, and loses nothing between: its savepoints
 * fit with any rules.
 */
@Timeout(180)
final class UnreadStreamsIT {
  private static final int SLOTS = 4;

  private static final String PAYMENTS =
      """
      title: Paid
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      """;

  private static final String QUERIES =
      PAYMENTS
          + """
          ---
          title: Asked
          id: 00000000-0000-4000-8000-000000000002
          status: stable
          logsource: {category: dns}
          detection: {it: {query: watched.example}, condition: it}
          """;

  @TempDir Path folder;
  private SharedBroker broker;
  private FlinkCluster cluster;
  private JobTopics topics;
  private LiveJobs jobs;

  @BeforeEach
  void start() throws Exception {
    broker = SharedBroker.open();
    broker.createTopics(JobTopics.PARTITIONS);
    topics = new JobTopics(broker.client());
    cluster = FlinkCluster.start(1, SLOTS, 0, WatchedJob.prompt());
  }

  @AfterEach
  void stop() throws Exception {
    topics.close();
    cluster.close();
    broker.close();
  }

  @Test
  void readingGoesOnWhereItStoppedWhenARuleReadsAgain() throws Exception {
    run(PAYMENTS, 1, null);
    ask(0, "never read");
    pay(0, "1");
    awaitFindings("1");
    assertEquals(Map.of(), positions());

    run(QUERIES, 2, jobs.jobs().stopDetection());
    ask(1, "2");
    awaitFindings("1", "2", "never read");
    Map<Integer, Long> stopped = Map.of(0, 1L, 1, 1L);
    ConditionWait.until("positions are committed", () -> positions().equals(stopped));

    run(PAYMENTS, 1, jobs.jobs().stopDetection());
    ask(0, "unread 3");
    ask(1, "unread 4");
    pay(1, "5");
    awaitFindings("1", "2", "5", "never read");
    assertEquals(stopped, positions());

    run(QUERIES, 2, jobs.jobs().stopDetection());
    ask(0, "6");
    awaitFindings("1", "2", "5", "6", "never read", "unread 3", "unread 4");
    jobs.jobs().endDetection();
    assertFindings("1", "2", "5", "6", "never read", "unread 3", "unread 4");
    assertEquals(List.of(), topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class));
  }

  @Test
  void whatIsNotReadHoldsBackNoClock() throws Exception {
    run(QUERIES, 2, null);
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
    ask(0, "1", before);
    ask(1, "2", before);
    drive(before);
    awaitClock(before);

    run(PAYMENTS, 2, jobs.jobs().stopDetection());
    Instant now = before.plusSeconds(30);
    drive(now);
    awaitClock(now); // and no partition is ever silent here
  }

  @Test
  void theBlocklistJobAloneReportsBrokenQueries() throws Exception {
    run(QUERIES, 1, null);
    jobs.startBlocklist(Files.writeString(folder.resolve("l.txt"), "listed.example\n"), 1);
    byte[] broken = {1};
    topics.send(TopicNames.DNS_QUERIES, List.of(new JobTopics.Numbered(0, broken)));
    ask(0, "1");
    awaitFindings("1");
    awaitDeadLetters("dns-queries 0");

    run(PAYMENTS, 1, jobs.jobs().stopDetection());
    topics.send(TopicNames.DNS_QUERIES, List.of(new JobTopics.Numbered(0, broken)));
    topics.send(TopicNames.WEB_REQUESTS, List.of(new JobTopics.Numbered(0, broken)));
    topics.send(TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, broken)));
    pay(0, "2");
    awaitFindings("1", "2");
    awaitDeadLetters("dns-queries 0", "dns-queries 2", "payments 0", "web-requests 0");
  }

  // --- the detection job ---

  private void run(String rules, int parallelism, @Nullable Path from) throws Exception {
    DreyConfiguration configuration = Declared.inputs().withFindingsTopic();
    jobs =
        new LiveJobs(
            cluster,
            new JobSettings(configuration, broker.client(), ""),
            StreamRegistry.compile(List.of(new RuleFile("rules.yml", rules)), configuration),
            folder.resolve("checkpoints"));
    jobs.startDetection(parallelism, from);
  }

  // --- what it is sent ---

  private void ask(int partition, String id) throws Exception {
    ask(partition, id, Instant.now());
  }

  private void ask(int partition, String id, Instant time) throws Exception {
    DnsQuery query = Samples.of(TopicNames.DNS_QUERIES, DnsQuery.class);
    query.setQuery("watched.example");
    send(TopicNames.DNS_QUERIES, DnsQuery.class, query, partition, id, time);
  }

  private void pay(int partition, String id) throws Exception {
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    send(TopicNames.PAYMENTS, Payment.class, payment, partition, id, Instant.now());
  }

  /** Something happens at a time on every partition of the streams that always drive the clock. */
  private void drive(Instant time) throws Exception {
    for (int partition = 0; partition < JobTopics.PARTITIONS; partition++) {
      Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
      send(TopicNames.PAYMENTS, Payment.class, payment, partition, "payment", time);
      LivestreamSession session =
          Samples.of(TopicNames.LIVESTREAM_SESSIONS, LivestreamSession.class);
      send(
          TopicNames.LIVESTREAM_SESSIONS,
          LivestreamSession.class,
          session,
          partition,
          "session",
          time);
    }
  }

  private <T extends SpecificRecordBase> void send(
      String topic, Class<T> type, T event, int partition, String id, Instant time) {
    event.put("event_id", id);
    event.put("event_time", time);
    topics.send(
        topic, List.of(new JobTopics.Numbered(partition, AvroCodec.of(type).encode(event))));
  }

  // --- what comes of it ---

  private Map<Integer, Long> positions() throws Exception {
    return topics.positions(LiveDetection.NAME, TopicNames.DNS_QUERIES);
  }

  /** Findings of events, in the order of their ids; one that is made twice is there twice. */
  private List<String> findings() throws Exception {
    return topics.committed(TopicNames.FINDINGS, Finding.class).stream()
        .map(Finding::getEventId)
        .sorted()
        .toList();
  }

  private void awaitFindings(String... events) throws Exception {
    ConditionWait.until("findings", () -> findings().containsAll(List.of(events)));
    assertFindings(events);
  }

  private void assertFindings(String... events) throws Exception {
    assertEquals(List.of(events), findings());
  }

  private void awaitDeadLetters(String... places) throws Exception {
    ConditionWait.until("dead letters", () -> deadLetters().containsAll(List.of(places)));
    assertEquals(List.of(places), deadLetters());
  }

  private List<String> deadLetters() throws Exception {
    return topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class).stream()
        .map(letter -> letter.getTopic() + " " + letter.getOffset())
        .sorted()
        .toList();
  }

  private void awaitClock(Instant time) throws Exception {
    WatchedJob job = new WatchedJob(cluster.address(), jobs.jobs().running().get(0));
    ConditionWait.until("the clock is " + time, () -> job.clock().equals(time.minusMillis(1)));
  }
}
