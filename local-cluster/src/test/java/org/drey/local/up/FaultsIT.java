package org.drey.local.up;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.generate.WorldSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster with three brokers and two job managers die or stand still while a world
 * is fed to the jobs. What comes out is what replay gives, and no committed reader sees a revision
 * twice.
 *
 * <p>More faults, of another seed: {@code -Dfaults=20 -Dseed=7}.
 */
@Tag("alone")
@Timeout(3600)
final class FaultsIT {
  private static final int FAULTS = Integer.getInteger("faults", 2);
  private static final long SEED = Long.getLong("seed", 1);

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrTwice() throws Exception {
    Random random = new Random(SEED);
    List<ClusterFaults.Kind> faults = ClusterFaults.draw(FAULTS, random);
    System.out.println("faults of seed " + SEED + ": " + faults);
    WorldSettings world = new WorldSettings(SEED, 200, 30);
    try (FedCluster cluster = new FedCluster(folder, world, faults.size() + 1)) {
      cluster.begin("--brokers", "3", "--ha");
      ClusterFaults all = new ClusterFaults(cluster, random);
      for (int i = 0; i < faults.size(); i++) {
        cluster.feed().sendPart(i);
        Instant before = Instant.now();
        all.inflict(faults.get(i));
        Instant after = Instant.now();
        if (!all.heals(faults.get(i))) {
          up(cluster);
        }
        cluster.awaitCheckpoints(after);
        System.out.println(faults.get(i) + " " + times(before, after));
        up(cluster); // what is dead
      }
      cluster.feed().sendPart(faults.size());
      cluster.assertEqualToReplay();
    }
  }

  /** What is found up already may be restarting; it says so by its status. */
  private static void up(FedCluster cluster) throws Exception {
    ConditionWait.until(
        "a cluster that is well again", () -> cluster.run(new UpCommand()).status() == 0);
  }

  private static String times(Instant before, Instant after) {
    return "lasted %d s, at work again after %d s more"
        .formatted(
            Duration.between(before, after).toSeconds(),
            Duration.between(after, Instant.now()).toSeconds());
  }
}
