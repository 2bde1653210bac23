package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.cli.blocklist.ManifestSender;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.local.generate.WorldTruth;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.ListsInForce;
import org.drey.streaming.lists.SharedLists;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Poison of every kind in every topic that the live jobs read, amid a month of a synthetic world;
 * beside it the same world without poison through replay.
 */
final class PoisonIT {
  private static final SyntheticWorld WORLD =
      SyntheticWorld.generate(new WorldSettings(5, 200, 30));

  @TempDir static Path folder;
  private static SharedBroker broker;
  private static FlinkCluster cluster;
  private static JobTopics topics;
  private static LiveJobs jobs;
  private static PoisonedFeed feed;

  private static final SubscriberPolicy CHILD = ChildOfTheWorld.policy(WORLD);
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
    DreyConfiguration configuration =
        DreyConfiguration.read(world.resolve(FolderWriter.CONFIGURATION));
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    replayed = folder.resolve("replayed");
    KeyFile.create(key());
    compile(world.resolve(FolderWriter.BLOCKLIST));
    ListSettings list = ListSettings.ofFile(compiled()).withKey(key());
    Replays.run(rules, configuration, list, world, replayed);

    broker = SharedBroker.open();
    broker.createTopicsOfThePast(JobTopics.PARTITIONS);
    cluster = FlinkCluster.start(4, 0);
    topics = new JobTopics(broker.client());
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
    feed = new PoisonedFeed(topics);
    runLive();

    alerts = Results.ofRecords(topics.committed(TopicNames.ALERTS, Alert.class));
    splashes = Results.ofRecords(topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class));
    hits = Results.ofRecords(hitsOfTheWorld());
    deadLetters = Results.ofRecords(topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class));
  }

  @AfterAll
  static void stop() throws Exception {
    topics.close();
    cluster.close();
    broker.close();
  }

  private static Path key() {
    return folder.resolve("list.key");
  }

  private static Path compiledBefore() {
    return folder.resolve("before.list");
  }

  private static Path compiled() {
    return folder.resolve("compiled.list");
  }

  /** The list of the world, and one before it that has nothing of the world. */
  private static void compile(Path plain) throws Exception {
    compile(plain, Files.readAllBytes(plain), compiled());
    compile(plain, "before.example\n".getBytes(StandardCharsets.UTF_8), compiledBefore());
  }

  private static void compile(Path plain, byte[] text, Path target) throws Exception {
    AtomicFile.write(
        target, PlainLists.compile(PlainLists.listId(plain), text, KeyFile.read(key()))::writeTo);
  }

  private static void runLive() throws Exception {
    Path lists = folder.resolve("lists");
    ListStore store = new ListStore(lists, KeyFile.read(key()));
    PublishedManifest before = store.publish(compiledBefore(), Instant.now());
    topics.send(ChildOfTheWorld.records(CHILD));
    new ManifestSender(broker.client(), "").send(before);
    List<ProducerRecord<byte[], byte[]>> control = ControlPoison.announcements(before, store.key());
    control.addAll(ControlPoison.policies(CHILD));
    topics.send(control); // some of it is there before the jobs are
    ListSettings announced =
        ListSettings.announced(lists, broker.client(), "")
            .withKey(key())
            .withPoliciesOn(broker.client(), "");
    jobs.startBlocklist(announced, 2);
    jobs.startDetection(2, null);
    topics.send(control);
    announceLater(store, announced);
    jobs.play(
        topics, WORLD.arrivals().keySet(), topic -> feed.send(topic, WORLD.arrivals().get(topic)));
    jobs.awaitRead(topics);
    feed.send(TopicNames.BLOCKLIST_HITS, List.of()); // once there are hits to be amid
    jobs.awaitRead(topics);
    LiveJobs.awaitVisible(topics);
    jobs.jobs().endDetection();
  }

  /** What is genuine comes into force after all that was forged: no signal would be right else. */
  private static void announceLater(ListStore store, ListSettings announced) throws Exception {
    PublishedManifest later = store.publish(compiled(), Instant.now());
    new ManifestSender(broker.client(), "").send(later);
    try (ListsInForce ofTheJob = SharedLists.acquire(announced)) {
      ConditionWait.until(
          "the later version is in force",
          () ->
              ofTheJob.lists().lists().stream()
                  .anyMatch(one -> one.version().equals(later.list())));
    }
  }

  /** Without those that this test forged. */
  private static List<BlocklistHit> hitsOfTheWorld() throws Exception {
    return topics.decodable(TopicNames.BLOCKLIST_HITS, BlocklistHit.class).stream()
        .filter(hit -> !hit.getEventId().startsWith(Poison.MARK))
        .toList();
  }

  @Test
  void noJobHasRestarted() throws Exception {
    assertEquals(2, jobs.jobs().running().size());
    for (JobClient job : jobs.jobs().running()) {
      assertEquals(List.of(), new WatchedJob(cluster.address(), job).restarts());
    }
  }

  @Test
  void theAlertsAreThoseWithoutPoison() throws Exception {
    assertFalse(alerts.isEmpty());
    assertEquals(
        Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl"))),
        Results.notWithdrawn(alerts));
  }

  @Test
  void theSignalsAreThoseWithoutPoison() throws Exception {
    assertEquals(WORLD.truth().splashSignals(), Results.distinct(splashes, "signal_id").size());
    for (var one : Map.of("splash-signals", splashes, "blocklist-hits", hits).entrySet()) {
      assertEquals(
          Results.distinct(
              Results.ofFile(replayed.resolve(one.getKey() + ".jsonl")),
              "signal_id",
              "key_version",
              "enforced"),
          Results.distinct(one.getValue(), "signal_id", "key_version", "enforced"));
    }
  }

  @Test
  void aSubscribersChoiceHolds() {
    List<JsonNode> own =
        hits.stream()
            .filter(hit -> CHILD.getSubject().equals(hit.get("subject").asText()))
            .toList();
    assertFalse(own.isEmpty());
    assertEquals(Set.of("CHILD"), Results.distinct(own, "audience"));
  }

  @Test
  void eachPoisonIsOneDeadLetterAndNothingElseIs() {
    List<String> rest = new ArrayList<>();
    Map<String, String> missing = new TreeMap<>(feed.expected());
    for (JsonNode letter : deadLetters) {
      String place =
          Results.distinct(List.of(letter), "topic", "partition", "offset", "reason")
              .iterator()
              .next();
      if (missing.remove(place) == null) {
        rest.add(letter.get("topic").asText() + " " + letter.get("reason").asText());
      }
    }
    assertEquals(Map.of(), missing, "no dead letter");
    List<String> ofTheWorld = new ArrayList<>();
    for (WorldTruth.Malformed one : WORLD.truth().deadLetters().records()) {
      ofTheWorld.add(one.topic() + " " + one.kafkaReason());
    }
    assertEquals(ofTheWorld.stream().sorted().toList(), rest.stream().sorted().toList());
  }

  @Test
  void noDeadLetterQuotesARecord() {
    assertFalse(deadLetters.isEmpty());
    for (JsonNode letter : deadLetters) {
      assertFalse(letter.toString().contains(Poison.MARK), letter.get("topic").asText());
      assertFalse(letter.get("reason").asText().equals(RejectReason.INTERNAL.name()));
    }
  }
}
