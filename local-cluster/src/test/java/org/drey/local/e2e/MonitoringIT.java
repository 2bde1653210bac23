package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.local.PrometheusNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.FreePorts;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both live jobs with Flink's Prometheus reporter, set as deployments have it, and Prometheus with
 * the rules that are shipped: every metric that the page has is there under its name, what is well
 * makes no alarm, a provider's wrong clock does, and the ledger of each stream adds up.
 */
@Tag("nightly")
final class MonitoringIT {
  private static final SyntheticWorld WORLD =
      SyntheticWorld.generate(new WorldSettings(7, 200, 30));

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private <T extends AutoCloseable> T open(T one) {
    opened.add(0, one);
    return one;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Test
  @Timeout(300)
  void anAlarmIsRaisedByWhatItIsFor() throws Exception {
    assumeTrue(PrometheusServer.isInstalled(), "Prometheus is not installed");
    int port = FreePorts.some(1).get(0);
    JobTopics topics = start(port);
    PrometheusServer prometheus =
        open(
            PrometheusServer.start(
                Files.createDirectory(folder.resolve("prometheus")), "127.0.0.1:" + port));
    Set<String> missing = new TreeSet<>(PrometheusNames.all());
    ConditionWait.until(
        "all metrics are there, but not " + missing,
        () -> {
          missing.removeAll(prometheus.labels("{__name__=~\"flink_.*\"}", "__name__"));
          return missing.isEmpty();
        });
    awaitLedgers(prometheus);
    assertEquals(Set.of(), firing(prometheus));

    topics.send(TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, fromTheFuture())));
    ConditionWait.until("the alarm", () -> !firing(prometheus).isEmpty());
    awaitLedgers(prometheus);
    assertEquals(Set.of("DreyRecordsFromTheFuture"), firing(prometheus));
  }

  /** Starts the jobs and plays a world to them. */
  private JobTopics start(int port) throws Exception {
    Path world = folder.resolve("world");
    FolderWriter.write(WORLD, world);
    DreyConfiguration configuration =
        DreyConfiguration.read(world.resolve(FolderWriter.CONFIGURATION));
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    KafkaBroker broker = open(KafkaBroker.start(Files.createDirectory(folder.resolve("kafka"))));
    broker.createTopicsOfThePast(JobTopics.PARTITIONS);
    FlinkCluster cluster = open(FlinkCluster.start(1, 4, 0, reporter(port)));
    JobTopics topics = open(new JobTopics(broker.client()));
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    LiveJobs jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
    jobs.startBlocklist(world.resolve(FolderWriter.BLOCKLIST), 2);
    jobs.startDetection(2, null);
    jobs.play(topics, Set.copyOf(TopicNames.INPUTS), topic -> topics.send(topic, records(topic)));
    jobs.awaitRead(topics);
    return topics;
  }

  /** The alarms that fire, but for that of the world's own gaps, which ends in time. */
  private static Set<String> firing(PrometheusServer prometheus) throws Exception {
    Set<String> firing = prometheus.firing();
    firing.remove("DreyListedNameAnswered");
    return firing;
  }

  /** Waits until it is known of each record of each stream what became of it. */
  private static void awaitLedgers(PrometheusServer prometheus) throws Exception {
    ConditionWait.until(
        "the ledgers add up",
        () -> {
          JsonNode open = prometheus.query("drey:stream_unaccounted:records");
          return !open.isEmpty() && valuesOf(open).equals(Set.of("0"));
        });
  }

  private static Set<String> valuesOf(JsonNode result) {
    Set<String> values = new TreeSet<>();
    result.forEach(one -> values.add(one.at("/value/1").asText()));
    return values;
  }

  private static byte[] fromTheFuture() throws Exception {
    return Poison.of(TopicNames.PAYMENTS).stream()
        .filter(one -> one.reason() == RejectReason.FUTURE)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static List<JobTopics.Numbered> records(String topic) {
    List<JobTopics.Numbered> records = new ArrayList<>();
    for (WorldItem item : WORLD.arrivals().getOrDefault(topic, List.of())) {
      records.add(new JobTopics.Numbered(records.size(), item.arrival(), item.avro()));
    }
    return records;
  }

  /** The settings of the reporter, as every deployment has them. */
  private static Configuration reporter(int port) throws Exception {
    Configuration settings = new Configuration();
    for (String line : Files.readAllLines(Path.of("conf", "flink.yaml"), StandardCharsets.UTF_8)) {
      if (line.startsWith("metrics.")) {
        int colon = line.indexOf(": ");
        settings.setString(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    assertFalse(settings.keySet().isEmpty());
    settings.setString("metrics.reporter.prom.port", Integer.toString(port));
    return settings;
  }
}
