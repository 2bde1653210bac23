package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.DnsQuery;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What follows an operator, such as a sink, throws once through its collector: no safety net takes
 * it for a fault of the record. The task fails, starts again from a checkpoint, and what it had not
 * finished is done again.
 */
@Timeout(180)
final class FailingCollectorIT {
  private static final int EVENTS = 20;
  private static final int BREAK_AFTER = 7;

  private static final String RULES =
      """
      title: Paid
      name: paid
      status: stable
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      ---
      title: Paid twenty times
      name: paid_often
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      correlation:
        type: event_count
        rules: [paid]
        group-by: [subject]
        timespan: 30d
        condition: {gte: 20}
      drey:
        indicator: X-01
        track: payer
        entity: subject
        points: 90
        strength: 0.9
        half_life: 30d
        family: PAYVAL
        opens: true
      """;

  @TempDir Path folder;

  @Test
  void behindTheListsNoHitIsLost() throws Exception {
    try (SharedBroker broker = SharedBroker.open();
        FlinkCluster cluster = FlinkCluster.start(1, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      LiveJobs jobs = jobs(broker, cluster);
      jobs.sabotage("match-dns-queries");
      jobs.startBlocklist(Files.writeString(folder.resolve("l.txt"), "shop.example\n"), 1);
      Set<String> sent = breakAmid(topics, TopicNames.DNS_QUERIES, DnsQuery.class);
      ConditionWait.until("every hit", () -> hits(topics).equals(sent));
      assertNoDeadLetter(topics);
    }
  }

  @Test
  void behindTheDoorNoMatchIsLostOrCountsTwice() throws Exception {
    try (SharedBroker broker = SharedBroker.open();
        FlinkCluster cluster = FlinkCluster.start(1, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      LiveJobs jobs = jobs(broker, cluster);
      jobs.sabotage("door-payments");
      jobs.startDetection(1, null);
      Set<String> sent = breakAmid(topics, TopicNames.PAYMENTS, Payment.class);
      assertEquals(EVENTS, sent.size());
      ConditionWait.until(
          "an alert", () -> !topics.committed(TopicNames.ALERTS, Alert.class).isEmpty());
      List<Alert> alerts = topics.committed(TopicNames.ALERTS, Alert.class);
      assertEquals(EVENTS, alerts.get(alerts.size() - 1).getReasons().get(0).getObserved());
      assertNoDeadLetter(topics);
    }
  }

  private LiveJobs jobs(SharedBroker broker, FlinkCluster cluster) throws Exception {
    broker.createTopics(JobTopics.PARTITIONS);
    Map<String, DreyConfiguration.Stream> streams = new TreeMap<>();
    for (String topic : TopicNames.INPUTS) {
      streams.put(topic, new DreyConfiguration.Stream("test", null, List.of()));
    }
    DreyConfiguration configuration = DreyConfiguration.DEFAULT.withStreams(streams);
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("rules.yml", RULES)), configuration);
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    return new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
  }

  /** Sends events of a topic, in whose midst the job breaks once; returns their ids. */
  private static <T extends SpecificRecordBase> Set<String> breakAmid(
      JobTopics topics, String topic, Class<T> type) throws Exception {
    int crashes = Saboteur.crashes();
    Saboteur.breakAfter(BREAK_AFTER);
    List<JobTopics.Numbered> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      T event = Samples.of(topic, type);
      event.put("event_id", "event-" + i);
      event.put("event_time", Instant.now());
      events.add(new JobTopics.Numbered(0, AvroCodec.of(type).encode(event)));
    }
    topics.send(topic, events);
    ConditionWait.until("the crash", () -> Saboteur.crashes() == crashes + 1);
    return IntStream.range(0, EVENTS).mapToObj(i -> "event-" + i).collect(Collectors.toSet());
  }

  private static Set<String> hits(JobTopics topics) throws Exception {
    return topics.committed(TopicNames.BLOCKLIST_HITS, BlocklistHit.class).stream()
        .map(BlocklistHit::getEventId)
        .collect(Collectors.toSet());
  }

  private static void assertNoDeadLetter(JobTopics topics) throws Exception {
    assertEquals(List.of(), topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class));
  }
}
