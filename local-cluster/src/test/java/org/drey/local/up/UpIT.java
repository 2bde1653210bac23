package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FreePorts;
import org.drey.local.e2e.ClusterFeed;
import org.drey.local.e2e.Results;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.NotedProcess;
import org.drey.terminal.UserError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A cluster by its commands, from the first to the last, while a world is fed to it: a killed
 * process, another jar, another parallelism, a stop. It gives what replay gives.
 */
@Timeout(1200)
final class UpIT {
  private static final String JAR = System.getProperty("drey.jar");
  private static final int PARTS = 5;

  /** What became of alerts is seen with a checkpoint; users wait ten seconds for it. */
  private static final String IMPATIENT =
      "flink: {execution.checkpointing.interval: 500ms, execution.checkpointing.min-pause: 0ms}\n";

  @TempDir private Path folder;
  private Path dir = Path.of("");
  private Path input = Path.of("");
  private ClusterFeed feed = new ClusterFeed(List.of(), PARTS);

  /** The exit status of a command, and what it printed. */
  private record Outcome(int status, String text) {}

  private Outcome drey(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (e, commandLine, parsed) -> {
          if (!(e instanceof UserError)) {
            throw e;
          }
          out.write(e.getMessage());
          return 1;
        });
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--dir";
    all[arguments.length + 1] = dir.toString();
    return new Outcome(line.execute(all), out.toString());
  }

  private void succeeds(Object command, String... arguments) {
    Outcome outcome = drey(command, arguments);
    assertEquals(0, outcome.status(), outcome.text());
  }

  @BeforeEach
  void makeAWorld() throws Exception {
    dir = folder.resolve("cluster");
    input = folder.resolve("world");
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(5, 200, 30));
    FolderWriter.write(world, input);
    Path configuration = input.resolve(FolderWriter.CONFIGURATION);
    Files.writeString(configuration, IMPATIENT, StandardOpenOption.APPEND);
    feed = ClusterFeed.of(world, PARTS);
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    if (new ClusterFolder(dir).settings().isPresent()) {
      Outcome unused = drey(new DownCommand(), "--delete", "--yes");
    }
  }

  @Test
  void aClusterLosesNothingThroughAllThatItsCommandsDo() throws Exception {
    int base = FreePorts.some(1).get(0);
    succeeds(
        new UpCommand(),
        "--jar",
        JAR,
        "--port-base",
        Integer.toString(base),
        "--recorded-times",
        "--config",
        input.resolve(FolderWriter.CONFIGURATION).toString(),
        "--blocklist",
        input.resolve(FolderWriter.BLOCKLIST).toString());
    feed.connect(parts().kafka().client());
    feed.sendPart(0);
    aSecondUpFindsTheFirst();
    feed.sendPart(1);
    aKilledTaskManagerIsStartedAgain();
    succeeds(new SavepointCommand());
    feed.sendPart(2);
    succeeds(new UpgradeCommand(), JAR);
    succeeds(new RescaleCommand(), "3");
    feed.sendPart(3);
    succeeds(new DownCommand());
    assertEquals(1, drey(new StatusCommand()).status());
    succeeds(new UpCommand());
    feed.sendPart(4);
    feed.awaitRead();
    drainTheDetectionJob();
    assertResults(feed.replay(input, folder.resolve("replayed")));
  }

  private ClusterParts parts() throws Exception {
    ClusterFolder cluster = new ClusterFolder(dir);
    return new ClusterParts(cluster, cluster.demandSettings());
  }

  private void aSecondUpFindsTheFirst() {
    Outcome second = drey(new UpCommand());
    assertEquals(0, second.status(), second.text());
    assertTrue(second.text().startsWith("It is up already:"), second.text());
  }

  private void aKilledTaskManagerIsStartedAgain() throws Exception {
    NotedProcess killed =
        new ClusterFolder(dir).processes().find("taskmanager-1").orElseThrow();
    killed.kill();
    ConditionWait.until("the end of what was killed", () -> !killed.isAlive());
    Outcome wrong = drey(new StatusCommand(), "--json");
    assertEquals(3, wrong.status(), wrong.text());
    JsonNode status = new ObjectMapper().readTree(wrong.text());
    assertEquals(
        "taskmanager-1 is dead; './drey up' starts it again.",
        status.path("problems").get(0).asText());
    succeeds(new UpCommand());
    assertTrue(new ClusterFolder(dir).processes().isAlive("taskmanager-1"));
  }

  /** What waits for time is concluded, as at the end of a replay. */
  private void drainTheDetectionJob() throws Exception {
    ClusterFolder cluster = new ClusterFolder(dir);
    FlinkRest flink = parts().flink().rest(parts().restPorts());
    String job = cluster.jobs().orElseThrow().run(JobKind.DETECTION).id();
    String unused = flink.stop(job, cluster.uri("savepoints"), true);
  }

  private void assertResults(Path replayed) throws Exception {
    List<JsonNode> alerts = Results.ofRecords(feed.committed(TopicNames.ALERTS, Alert.class));
    assertFalse(alerts.isEmpty());
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", ClusterFeed.newest(alerts)));
    assertEquals(
        alerts.size(),
        Results.distinct(alerts, "alert_id", "generation", "revision").size(),
        "no revision is there twice");
    assertEquals(
        Results.distinct(Results.ofFile(replayed.resolve("splash-signals.jsonl")), "signal_id"),
        Results.distinct(
            Results.ofRecords(feed.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class)),
            "signal_id"));
  }
}
