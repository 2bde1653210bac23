package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.generate.WorldSettings;
import org.drey.local.processes.NotedProcess;
import org.drey.local.up.FedCluster.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster by its commands, from the first to the last, while a world is fed to it: a killed
 * process, another jar, another parallelism, a stop. It gives what replay gives.
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
      cluster.succeeds(new SavepointCommand());
      cluster.feed().sendPart(2);
      cluster.upgrade();
      cluster.succeeds(new RescaleCommand(), "3");
      cluster.succeeds(new ResyncCommand());
      cluster.feed().sendPart(3);
      cluster.succeeds(new DownCommand());
      assertEquals(1, cluster.run(new ClusterStatusCommand()).status());
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

  private static void aKilledTaskManagerIsStartedAgain(FedCluster cluster) throws Exception {
    NotedProcess killed = cluster.process("taskmanager-1");
    killed.kill();
    ConditionWait.until("the end of what was killed", () -> !killed.isAlive());
    Outcome wrong = cluster.run(new ClusterStatusCommand(), "--json");
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
