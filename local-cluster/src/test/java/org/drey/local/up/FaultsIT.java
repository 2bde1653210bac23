package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.generate.WorldSettings;
import org.drey.local.processes.NotedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes die or stand still while a world is fed to the jobs; {@code ./drey up} heals. What
 * comes out is what replay gives, and no committed reader sees a revision twice.
 *
 * <p>More faults, of another seed: {@code -Dfaults=20 -Dseed=7}.
 */
@Timeout(3600)
final class FaultsIT {
  private static final int FAULTS = Integer.getInteger("faults", 2);
  private static final long SEED = Long.getLong("seed", 1);

  @TempDir private Path folder;

  /** What happens to a process. */
  private enum Fault {
    KILL_TASK_MANAGER,
    KILL_JOB_MANAGER,
    KILL_BROKER,
    STOP_TASK_MANAGER,
    KILL_TASK_AND_JOB_MANAGER
  }

  /** Each kind once before any comes again. */
  private static List<Fault> faults(int count, Random random) {
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Fault> round = new ArrayList<>(List.of(Fault.values()));
      Collections.shuffle(round, random);
      faults.addAll(round);
    }
    return faults.subList(0, count);
  }

  @Test
  void nothingIsLostOrTwice(TestInfo test, TestReporter reporter) throws Exception {
    Random random = new Random(SEED);
    List<Fault> faults = faults(FAULTS, random);
    reporter.publishEntry(test.getDisplayName(), "seed " + SEED + ": " + faults);
    WorldSettings world = new WorldSettings(SEED, 200, 30);
    try (FedCluster cluster = new FedCluster(folder, world, faults.size() + 1)) {
      cluster.begin();
      for (int i = 0; i < faults.size(); i++) {
        cluster.feed().sendPart(i);
        Instant before = Instant.now();
        inflict(cluster, faults.get(i), random);
        // What is found up already may be restarting; it says so by its status.
        ConditionWait.until(
            "a cluster that is well again", () -> cluster.run(new UpCommand()).status() == 0);
        Duration took = Duration.between(before, Instant.now());
        reporter.publishEntry(faults.get(i).name(), "healed after " + took.toSeconds() + " s");
      }
      cluster.feed().sendPart(faults.size());
      cluster.assertEqualToReplay();
    }
  }

  private static void inflict(FedCluster cluster, Fault fault, Random random) throws Exception {
    String task = "taskmanager-" + (1 + random.nextInt(ClusterSettings.TASK_MANAGERS));
    switch (fault) {
      case KILL_TASK_MANAGER -> kill(cluster, task);
      case KILL_JOB_MANAGER -> kill(cluster, "jobmanager-1");
      case KILL_BROKER -> kill(cluster, "kafka-1");
      case STOP_TASK_MANAGER -> stopUntilItIsMissed(cluster, task);
      case KILL_TASK_AND_JOB_MANAGER -> {
        kill(cluster, task);
        kill(cluster, "jobmanager-1");
      }
    }
  }

  private static void kill(FedCluster cluster, String name) throws Exception {
    NotedProcess process = cluster.process(name);
    process.kill();
    ConditionWait.until("the end of " + name, () -> !process.isAlive());
  }

  /** It does not know that it is missed, and goes on where it was when it is woken. */
  private static void stopUntilItIsMissed(FedCluster cluster, String name) throws Exception {
    long pid = cluster.process(name).pid();
    signal("-STOP", pid);
    try {
      ConditionWait.until(
          "a job manager that misses " + name,
          () ->
              cluster.flink().get("overview").path("taskmanagers").asInt()
                  < ClusterSettings.TASK_MANAGERS);
    } finally {
      signal("-CONT", pid);
    }
  }

  private static void signal(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(pid)).start();
    assertEquals(0, kill.waitFor());
  }
}
