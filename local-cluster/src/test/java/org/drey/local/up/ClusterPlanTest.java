package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Processes of a cluster, and what is found before one of them is started. */
final class ClusterPlanTest {
  private static final ClusterSettings SMALL = new ClusterSettings(31_000, 1, false, false);
  private static final ClusterSettings LARGE = new ClusterSettings(31_000, 3, true, false);
  private static final long FOUR_GIBI = 4L << 30;

  private static List<String> names(ClusterPlan plan) {
    return plan.parts().stream().map(ClusterPlan.Part::name).toList();
  }

  private static int mebibytes(ClusterPlan plan) {
    return plan.parts().stream().mapToInt(ClusterPlan.Part::mebibytes).sum();
  }

  @Test
  void aSmallOneHasABrokerAndAJobManager() {
    assertEquals(
        List.of("kafka-1", "jobmanager-1", "taskmanager-1", "taskmanager-2", "console", "splash"),
        names(ClusterPlan.of(SMALL, false)));
  }

  @Test
  void aLargeOneHasThreeBrokersAStandbyAndZooKeeperFirst() {
    List<String> names = names(ClusterPlan.of(LARGE, true));
    assertEquals("zookeeper", names.get(0));
    assertTrue(names.containsAll(List.of("kafka-3", "jobmanager-2", "prometheus")));
  }

  @Test
  void aSmallOneWithMonitorsIsPlannedForLessThanFourGibibytes() {
    assertTrue(mebibytes(ClusterPlan.of(SMALL, true)) < 4096);
  }

  @Test
  void noTwoProcessesHaveAPort() {
    Set<Integer> seen = new HashSet<>();
    for (ClusterPlan.Part part : ClusterPlan.of(LARGE, true).parts()) {
      for (int port : part.ports()) {
        assertTrue(seen.add(port), part.name() + " has " + port + ", as another has");
        assertTrue(port > 31_000 && port <= 31_000 + ClusterSettings.PORTS);
      }
    }
  }

  @Test
  void aBusyPortIsNamedWithWhoHasItAndWhatItIsFor() {
    Map<Integer, String> busy = Map.of(31_031, "process 7 (java)");
    List<String> problems =
        ClusterPlan.obstacles(ClusterPlan.of(SMALL, false).parts(), busy::get, FOUR_GIBI);
    assertEquals(
        List.of(
            "Port 31031, for jobmanager-1, is in use by process 7 (java). End that, or give other"
                + " ports with --port-base."),
        problems);
  }

  @Test
  void missingMemoryIsSaidWithWhatIsNeeded() {
    List<String> problems =
        ClusterPlan.obstacles(ClusterPlan.of(SMALL, false).parts(), port -> null, 1L << 30);
    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).startsWith("1024 MiB of memory are available, and 6 processes need"),
        problems.get(0));
  }

  @Test
  void whatRunsAlreadyNeedsNoMemory() {
    assertEquals(List.of(), ClusterPlan.obstacles(List.of(), port -> null, 1L << 30));
  }

  @Test
  void twoJobsAtTheLargestParallelismFitOnTheTaskManagers() {
    assertEquals(
        ClusterSettings.SLOTS * ClusterSettings.TASK_MANAGERS,
        ClusterSettings.LARGEST_PARALLELISM * JobKind.values().length);
  }
}
