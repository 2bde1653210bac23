package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A world that {@code ./drey feed} moves to now and sends into topics that {@code ./drey topics}
 * made: the live jobs find what a replay of the same lines finds.
 */
@Tag("nightly")
@Timeout(300)
final class FeedIT {
  @TempDir Path folder;

  @Test
  void aFeedGivesWhatAReplayGives() throws Exception {
    Path world = folder.resolve("world");
    FolderWriter.write(SyntheticWorld.generate(new WorldSettings(7, 200, 30)), world);
    String config = world.resolve(FolderWriter.CONFIGURATION).toString();
    DreyConfiguration configuration = DreyConfiguration.read(Path.of(config));
    ListSettings list = ListSettings.ofFile(world.resolve(FolderWriter.BLOCKLIST));
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    Path sent = folder.resolve("sent");
    Path replayed = folder.resolve("replayed");
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster cluster = FlinkCluster.start(4, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      String[] brokers = {"--bootstrap", broker.bootstrap(), "--config", config};
      feed(brokers, "--input", world.toString()).assertSays(1, "./drey topics apply creates them");
      CommandRuns.topics(
              "apply", brokers[0], brokers[1], brokers[2], brokers[3], "--replication", "1")
          .assertSays(0, "create payments");
      JobSettings settings = new JobSettings(configuration, broker.client(), "");
      LiveJobs jobs = new LiveJobs(cluster, settings, rules, folder.resolve("checkpoints"));
      jobs.startBlocklist(list, 2);
      jobs.startDetection(2, null);

      CommandRun fed =
          feed(brokers, "--input", world.toString(), "--shift-to-now", "--save", sent.toString());
      fed.assertSays(0, "records in");
      assertTrue(fed.err().contains("Times are moved by"), fed.err());
      assertTrue(fed.out().contains("to be refused"), fed.out());
      jobs.awaitRead(topics);
      LiveJobs.awaitVisible(topics);
      jobs.jobs().endDetection();

      Replays.run(rules, configuration, list, sent, replayed);
      assertSame(replayed, topics);
      CommandRun again = feed(brokers, "--input", world.toString(), "--shift-to-now");
      assertTrue(again.err().contains("lines of this folder already"), again.err());
      assertTrue(sentBy(again) < sentBy(fed) / 10, again.out());
    }
  }

  private static long sentBy(CommandRun run) {
    String last = run.out().lines().reduce("", (before, line) -> line);
    return Long.parseLong(last.replaceAll(" records? in .*", "").replace(",", ""));
  }

  private static void assertSame(Path replayed, JobTopics topics) throws Exception {
    List<Alert> alerts = topics.committed(TopicNames.ALERTS, Alert.class);
    List<String> live = Results.notWithdrawn(Results.ofRecords(alerts));
    assertFalse(live.isEmpty());
    assertTrue(
        alerts.stream()
            .anyMatch(one -> one.getLastSeen().isAfter(Instant.now().minus(Duration.ofDays(10)))),
        "they are of these days");
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", live));
    assertEquals(
        Results.distinct(Results.ofFile(replayed.resolve("splash-signals.jsonl")), "signal_id"),
        Results.distinct(
            Results.ofRecords(topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class)),
            "signal_id"));
    assertEquals(
        Results.ofFile(replayed.resolve("dead-letters.jsonl")).size(),
        topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class).stream()
            .map(one -> one.getTopic() + " " + one.getPartition() + " " + one.getOffset())
            .distinct()
            .count());
    System.out.println("feed: %d alerts as in replay".formatted(live.size()));
  }

  private static CommandRun feed(String[] brokers, String... more) {
    String[] all = new String[brokers.length + more.length];
    System.arraycopy(brokers, 0, all, 0, brokers.length);
    System.arraycopy(more, 0, all, brokers.length, more.length);
    return CommandRuns.feed(all);
  }
}
