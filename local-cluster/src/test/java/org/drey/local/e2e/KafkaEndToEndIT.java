package org.drey.local.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.FlinkPage;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.local.generate.WorldTruth;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of a synthetic world through real Kafka and Flink, with a crash after the first third and
 * a redeployment with fewer subtasks after the second; beside it the same world through replay.
 */
final class KafkaEndToEndIT {
  private static final SyntheticWorld WORLD =
      SyntheticWorld.generate(new WorldSettings(5, 200, 30));

  private static final List<Instant> CUTS =
      List.of(
          Instant.EPOCH,
          WorldSettings.START.plus(Duration.ofDays(10)),
          WorldSettings.START.plus(Duration.ofDays(20)),
          Instant.MAX);

  @TempDir static Path folder;
  private static KafkaBroker broker;
  private static FlinkCluster cluster;
  private static JobTopics topics;

  private static List<JsonNode> alerts;
  private static List<JsonNode> splashes;
  private static List<JsonNode> hits;
  private static List<JsonNode> deadLetters;
  private static Path replayed;

  @BeforeAll
  @Timeout(240)
  static void runBothWays() throws Exception {
    Path world = folder.resolve("world");
    FolderWriter.write(WORLD, world);
    Path list = world.resolve(FolderWriter.BLOCKLIST);
    DreyConfiguration configuration =
        DreyConfiguration.read(world.resolve(FolderWriter.CONFIGURATION));
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);

    replayed = folder.resolve("replayed");
    Replays.run(rules, configuration, ListSettings.ofFile(list), world, replayed);

    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    broker.createTopicsOfThePast(JobTopics.PARTITIONS);
    cluster = FlinkCluster.start(4, 0);
    topics = new JobTopics(broker.client());
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    runLive(new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints")), list);

    alerts = Results.ofRecords(topics.committed(TopicNames.ALERTS, Alert.class));
    splashes = Results.ofRecords(topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class));
    hits = Results.ofRecords(topics.committed(TopicNames.BLOCKLIST_HITS, BlocklistHit.class));
    deadLetters = Results.ofRecords(topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class));
  }

  @AfterAll
  static void stop() throws Exception {
    topics.close();
    cluster.close();
    broker.close();
  }

  private static void runLive(LiveJobs jobs, Path list) throws Exception {
    jobs.startBlocklist(list, 2);
    jobs.startDetection(2, null);
    play(jobs, 0);
    jobs.awaitRead(topics);

    int crashes = Saboteur.crashes();
    Saboteur.breakAfter(payments(1) / 2);
    play(jobs, 1);
    ConditionWait.until("the crash", () -> Saboteur.crashes() == crashes + 1);
    jobs.awaitRead(topics);

    Path checkpoint = jobs.jobs().switchOffDetection();
    jobs.startDetection(1, checkpoint);
    play(jobs, 2);
    jobs.awaitRead(topics);
    LiveJobs.awaitVisible(topics);
    jobs.jobs().endDetection();
  }

  private static List<JobTopics.Numbered> third(List<WorldItem> items, int third) {
    List<JobTopics.Numbered> own = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Instant arrival = items.get(i).arrival();
      if (!arrival.isBefore(CUTS.get(third)) && arrival.isBefore(CUTS.get(third + 1))) {
        own.add(new JobTopics.Numbered(i, arrival, items.get(i).avro()));
      }
    }
    return own;
  }

  private static int payments(int third) {
    return third(WORLD.arrivals().get(TopicNames.PAYMENTS), third).size();
  }

  private static void play(LiveJobs jobs, int third) throws Exception {
    jobs.play(
        topics,
        WORLD.arrivals().keySet(),
        topic -> topics.send(topic, third(WORLD.arrivals().get(topic), third)));
  }

  @Test
  void thereIsSomethingToCompare() {
    assertFalse(alerts.isEmpty());
    assertFalse(splashes.isEmpty());
  }

  @Test
  void noRevisionIsTwiceAndNoneIsMissing() {
    Results.revisions(alerts)
        .forEach(
            (id, revisions) ->
                assertEquals(
                    LongStream.rangeClosed(1, revisions.size()).boxed().toList(), revisions, id));
  }

  @Test
  void theAlertsAreThoseOfAReplay() throws Exception {
    assertEquals(
        Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl"))),
        Results.notWithdrawn(alerts));
  }

  @Test
  void thePlantedAreFoundAndNoOneElse() {
    Set<String> expected = new java.util.TreeSet<>();
    for (WorldTruth.ExpectedEntity one : WORLD.truth().planted()) {
      if (one.expect() == WorldTruth.Expectation.ALERT) {
        expected.add(one.track() + " " + one.entityKind() + " " + one.entity());
      }
    }
    assertEquals(expected, Results.distinct(alerts, "track", "entity_kind", "entity"));
  }

  @Test
  void theSplashSignalsAreThoseOfAReplay() throws Exception {
    assertEquals(
        Results.distinct(
            Results.ofFile(replayed.resolve("splash-signals.jsonl")), "signal_id", "key_version"),
        Results.distinct(splashes, "signal_id", "key_version"));
    assertEquals(WORLD.truth().splashSignals(), Results.distinct(splashes, "signal_id").size());
    assertEquals(
        Results.distinct(
            Results.ofFile(replayed.resolve("blocklist-hits.jsonl")), "signal_id", "decision"),
        Results.distinct(hits, "signal_id", "decision"));
  }

  @Test
  void eachBrokenRecordIsOneDeadLetter() throws Exception {
    Map<String, Integer> expected = new TreeMap<>();
    for (WorldTruth.Malformed one : WORLD.truth().deadLetters().records()) {
      expected.merge(one.topic() + " " + one.kafkaReason(), 1, Integer::sum);
    }
    Map<String, Integer> reported = new TreeMap<>();
    for (String one : Results.distinct(deadLetters, "topic", "reason", "partition", "offset")) {
      String[] parts = one.split(" ", -1);
      reported.merge(parts[0] + " " + parts[1], 1, Integer::sum);
    }
    assertEquals(expected, reported);
    assertEquals(
        WORLD.truth().deadLetters().total(),
        Results.ofFile(replayed.resolve("dead-letters.jsonl")).size());
  }

  /**
   * Nothing that the jobs write holds an entry: outputs, checkpoints, what replay leaves behind.
   */
  @Test
  void noEntryOfTheListIsWrittenAnywhere() throws Exception {
    Leaks leaks = new Leaks(WORLD.blocklist());
    assertTrue(leaks.isIn(WORLD.blocklist().getBytes(UTF_8)), "it finds what is there");
    assertEquals(List.of(), leaks.in(folder.resolve("checkpoints")));
    assertEquals(List.of(), leaks.in(replayed));
    for (String topic :
        List.of(
            TopicNames.SPLASH_SIGNALS,
            TopicNames.BLOCKLIST_HITS,
            TopicNames.ALERTS,
            TopicNames.SHADOW_ALERTS,
            TopicNames.DEAD_LETTERS)) {
      for (int partition = 0; partition < JobTopics.PARTITIONS; partition++) {
        Path log = folder.resolve("kafka").resolve(topic + "-" + partition);
        assertEquals(List.of(), leaks.in(log), topic);
      }
    }
    for (String page : List.of("jobs/overview", "config", "taskmanagers")) {
      assertFalse(leaks.isIn(new FlinkPage(cluster.address()).bytes(page)), page);
    }
  }
}
