package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.event.DnsQuery;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.SamePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that is killed, also while brokers are away, and one that is stopped then: what it
 * counted as sent is on the topic, each event once, and all others lie in gaps.
 */
@Tag("nightly")
@Timeout(180)
final class CollectorKillsIT {
  private static final String SENT = "drey_collect_sent";
  private static final int SOME = 500;

  @TempDir private Path folder;

  private final Properties settings = SamePort.settings();
  private final List<CollectorProcess> started = new ArrayList<>();
  private KafkaBroker broker;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectory(folder.resolve("kafka"));
    startBroker();
    broker.create(List.of(new NewTopic(TopicNames.DNS_QUERIES, JobTopics.PARTITIONS, (short) 1)));
    // Little memory is full soon; what waits is given up only when the note of the state could long
    // have gone beyond the time at which it was read.
    Files.writeString(
        folder.resolve("kafka.properties"),
        """
        buffer.memory=65536
        batch.size=4096
        request.timeout.ms=2000
        delivery.timeout.ms=9000
        """);
  }

  private void startBroker() {
    broker = KafkaBroker.start(folder.resolve("kafka"), settings);
  }

  @AfterEach
  void stop() throws Exception {
    started.forEach(CollectorProcess::close);
    broker.close();
  }

  private CollectorProcess collector() throws Exception {
    CollectorProcess collector =
        CollectorProcess.start(
            folder.resolve("log" + started.size()),
            "dnstap",
            "--listen",
            "unix:" + folder.resolve("dnstap.sock"),
            "--state",
            folder.resolve("state").toString(),
            "--kafka",
            folder.resolve("kafka.properties").toString(),
            "--bootstrap",
            broker.bootstrap(),
            "--provider",
            "isp.example");
    started.add(collector);
    return collector;
  }

  @Test
  void whatIsNotOnTheTopicLiesInAGap() throws Exception {
    long sent = 0;
    try (ResolverLoad load = new ResolverLoad(folder.resolve("dnstap.sock"))) {
      CollectorProcess killed = collector();
      killed.await(SENT, SOME);
      sent += killed.kill();

      CollectorProcess killedInOutage = collector();
      killedInOutage.await(SENT, SOME);
      broker.close();
      killedInOutage.await("drey_collect_lost{reason=\"buffer_full\"}", 1);
      killedInOutage.await("drey_collect_lost{reason=\"not_taken\"}", 1);
      sent += killedInOutage.kill();
      startBroker();

      CollectorProcess stoppedInOutage = collector();
      stoppedInOutage.await(SENT, SOME);
      broker.close();
      stoppedInOutage.await("drey_collect_pending", 1);
      sent += stoppedInOutage.stop();
      startBroker();

      CollectorProcess last = collector();
      last.await(SENT, SOME);
      load.stop();
      ConditionWait.until("the end of it", () -> isAllKnown(last));
      sent += last.stop();
      assertNothingVanished(load.asked(), sent);
    }
  }

  private static boolean isAllKnown(CollectorProcess collector) throws Exception {
    return collector.metric("drey_collect_writers") == 0
        && collector.metric("drey_collect_pending") == 0;
  }

  private void assertNothingVanished(Map<String, Instant> asked, long sent) throws Exception {
    List<DnsQuery> taken;
    try (JobTopics topics = new JobTopics(broker.client())) {
      taken = topics.committed(TopicNames.DNS_QUERIES, DnsQuery.class);
    }
    Set<String> ids = taken.stream().map(DnsQuery::getEventId).collect(Collectors.toSet());
    assertEquals(taken.size(), ids.size());
    assertTrue(taken.size() >= sent, () -> taken.size() + " of " + sent);
    Map<String, Instant> missing = new TreeMap<>(asked);
    missing.keySet().removeAll(taken.stream().map(DnsQuery::getQuery).collect(Collectors.toSet()));
    assertTrue(missing.size() > 0);
    Set<String> reasons = new HashSet<>();
    for (String line : Files.readAllLines(folder.resolve("state/gaps.jsonl"))) {
      JsonNode gap = new ObjectMapper().readTree(line);
      Instant begin = Instant.parse(gap.get("begin").asText());
      Instant end = Instant.parse(gap.get("end").asText());
      missing.values().removeIf(time -> !time.isBefore(begin) && !time.isAfter(end));
      reasons.add(gap.get("reason").asText());
    }
    assertEquals(Map.of(), missing);
    assertEquals(Set.of("no_writer", "lost"), reasons);
  }
}
