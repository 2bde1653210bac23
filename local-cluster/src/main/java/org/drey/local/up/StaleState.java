package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** State of an earlier run of which a part was removed: what is left cannot be gone on from. */
final class StaleState {
  private static final String ANEW = " './drey down --delete' removes the rest.";

  private StaleState() {}

  /** Returns what is wrong with a folder. */
  static List<String> problems(ClusterFolder folder, ClusterSettings settings) throws IOException {
    List<String> problems = new ArrayList<>();
    Path data = folder.path("data");
    boolean wasDeployed = folder.jobs().map(jobs -> !jobs.runs().isEmpty()).orElse(false);
    if (!wasDeployed) {
      return problems;
    }
    if (!Files.exists(data.resolve("kafka").resolve("kafka-1").resolve("meta.properties"))) {
      problems.add("The records of Kafka are gone, and the jobs' state of them is not." + ANEW);
    }
    if (!Files.isDirectory(data.resolve("checkpoints"))) {
      problems.add("The checkpoints are gone that the jobs would go on from." + ANEW);
    }
    if (settings.ha() && !Files.isDirectory(data.resolve("zookeeper"))) {
      problems.add("ZooKeeper's data are gone, by which the jobs are found." + ANEW);
    }
    return problems;
  }
}
