package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.metrics.JmxReporter;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs' jar, submitted to a Flink cluster of processes that have nothing of Drey, gives what
 * replay gives of the same folder with the same configuration, also when the task manager is killed
 * meanwhile.
 */
final class JobsClusterIT {
  private static final Path JAR = Path.of(System.getProperty("drey.jar"));

  /** What became of alerts is seen with a checkpoint; users wait ten seconds for it. */
  private static final String IMPATIENT =
      "flink: {execution.checkpointing.interval: 500ms, execution.checkpointing.min-pause: 0ms}\n";

  @TempDir private Path folder;

  @Test
  @Timeout(720)
  void theJarGivesWhatReplayGives() throws Exception {
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(5, 200, 30));
    Path input = folder.resolve("world");
    FolderWriter.write(world, input);
    Path configuration = input.resolve(FolderWriter.CONFIGURATION);
    Files.writeString(configuration, IMPATIENT, StandardOpenOption.APPEND);

    try (FlinkProcesses cluster =
            FlinkProcesses.start(Files.createDirectory(folder.resolve("flink")), 4);
        KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        ClusterFeed feed = ClusterFeed.of(world, 1)) {
      broker.createTopicsOfThePast(JobTopics.PARTITIONS);
      feed.connect(broker.client());
      feed.sendPart(0);
      Path replayed = feed.replay(input, folder.resolve("replayed"));
      cluster.awaitStarted();

      String list = input.resolve(FolderWriter.BLOCKLIST).toString();
      String blocklist =
          cluster.run(
              JAR,
              "org.drey.app.BlocklistJob",
              arguments(broker, configuration, "--blocklist", list, "--start", "earliest"));
      feed.awaitReadByBlocklistJob();
      String detection =
          cluster.run(JAR, "org.drey.app.DetectionJob", arguments(broker, configuration));
      cluster.awaitCheckpoint(detection);
      cluster.killTaskManager();
      feed.awaitReadByDetectionJob();
      cluster.drain(detection);
      cluster.cancel(blocklist);

      assertAlerts(replayed, feed);
      assertSignals(replayed, feed);
      assertNothingIsLeft(cluster);
    }
  }

  private static String[] arguments(KafkaBroker broker, Path configuration, String... more) {
    List<String> all = new ArrayList<>(List.of("--bootstrap", broker.bootstrap()));
    all.addAll(List.of("--config", configuration.toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void assertAlerts(Path replayed, ClusterFeed feed) throws Exception {
    List<String> alerts =
        Results.notWithdrawn(Results.ofRecords(feed.committed(TopicNames.ALERTS, Alert.class)));
    assertFalse(alerts.isEmpty());
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", alerts));
  }

  private static void assertSignals(Path replayed, ClusterFeed feed) throws Exception {
    assertEquals(
        Results.distinct(Results.ofFile(replayed.resolve("splash-signals.jsonl")), "signal_id"),
        Results.distinct(
            Results.ofRecords(feed.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class)),
            "signal_id"));
  }

  /** A thread that a job leaves behind keeps its classes, and the managers have room for a few. */
  private static void assertNothingIsLeft(FlinkProcesses cluster) throws Exception {
    ConditionWait.until(
        "the end of all threads of the jobs",
        () -> cluster.threads().stream().noneMatch(name -> name.matches("kafka-.*|drey-.*")));
    ConditionWait.until(
        "a job manager that has let go of the classes of the first of two jobs",
        () -> cluster.classLoaders() <= 1);
    for (String manager : List.of(FlinkProcesses.JOB_MANAGER, FlinkProcesses.TASK_MANAGER)) {
      String log = cluster.logged(manager);
      assertEquals(List.of(), log.lines().filter(JobsClusterIT::isError).toList());
      assertFalse(log.contains("ssl.keystore"), "what clients are configured with is not logged");
    }
  }

  /**
   * A client that ends a moment after the classes of its cancelled job says that it does. One that
   * begins while another of its name ends may miss a metric in JMX, where nothing reads it.
   */
  private static boolean isError(String line) {
    return line.contains(" ERROR ")
        && !line.contains("Failed to close release connections")
        && !line.endsWith("Error when registering metric on " + JmxReporter.class.getName());
  }
}
