package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.generate.WorldSettings;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterCommands.DownCommand;
import org.drey.local.up.ClusterCommands.StatusCommand;
import org.drey.local.up.FedCluster.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster by its commands, while a world is fed to it: a killed process, each line of Flink's
 * that the page about upgrades has, a stop. It gives what replay gives.
 */
@Tag("alone")
@Timeout(1200)
final class UpIT {
  private static final int PARTS = 5;

  @TempDir private Path folder;

  @Test
  void aClusterLosesNothingThroughAllThatItsCommandsDo() throws Exception {
    try (FedCluster cluster = new FedCluster(folder, new WorldSettings(5, 200, 30), PARTS)) {
      cluster.begin();
      cluster.feed().sendPart(0);
      aSecondUpFindsTheFirst(cluster);
      cluster.feed().sendPart(1);
      aKilledTaskManagerIsStartedAgain(cluster);
      cluster.feed().sendPart(2);
      eachLineOfThePageForFlinkIsRun(cluster);
      cluster.feed().sendPart(3);
      aChangeWhileItIsUpIsRefused(cluster);
      cluster.succeeds(new DownCommand());
      assertEquals(1, cluster.run(new StatusCommand()).status());
      cluster.succeeds(new UpCommand());
      cluster.feed().sendPart(4);
      cluster.assertEqualToReplay();
    }
  }

  private static void aSecondUpFindsTheFirst(FedCluster cluster) {
    Outcome second = cluster.run(new UpCommand());
    assertEquals(0, second.status(), second.text());
    assertTrue(second.text().startsWith("It is up already:"), second.text());
  }

  private static void eachLineOfThePageForFlinkIsRun(FedCluster cluster) throws Exception {
    List<String> lines = FedCluster.linesOfThePage("flink");
    assertEquals(9, lines.size(), String.join("\n", lines));
    for (String line : lines) {
      cluster.flink(line);
    }
    cluster.succeeds(new UpCommand()); // what it has not started itself is noted
  }

  private static void aChangeWhileItIsUpIsRefused(FedCluster cluster) throws Exception {
    DeployedJobs before = cluster.deployed();
    for (String[] change :
        List.of(new String[] {"--parallelism", "3"}, new String[] {"--resync"})) {
      Outcome refused = cluster.run(new UpCommand(), change);
      assertEquals(1, refused.status(), refused.text());
      assertTrue(refused.text().startsWith("The cluster is up: './drey down"), refused.text());
    }
    assertEquals(before, cluster.deployed());
  }

  private static void aKilledTaskManagerIsStartedAgain(FedCluster cluster) throws Exception {
    NotedProcess killed = cluster.process("taskmanager-1");
    killed.kill();
    ConditionWait.until("the end of what was killed", () -> !killed.isAlive());
    Outcome wrong = cluster.run(new StatusCommand(), "--json");
    assertEquals(3, wrong.status(), wrong.text());
    JsonNode status = new ObjectMapper().readTree(wrong.text());
    assertEquals(
        "taskmanager-1 is dead; './drey up' starts it again.",
        status.path("problems").get(0).asText());
    // A job may restart once more when the other has come back.
    ConditionWait.until(
        "a cluster that is well again", () -> cluster.run(new UpCommand()).status() == 0);
    cluster.awaitCheckpoints(Instant.now());
    assertTrue(cluster.process("taskmanager-1").isAlive());
  }
}
