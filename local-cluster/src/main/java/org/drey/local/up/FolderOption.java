package org.drey.local.up;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of a cluster, which each of its commands takes. */
final class FolderOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder with all that the cluster has (default: ${DEFAULT-VALUE}).")
  private Path dir = Path.of(".drey");

  ClusterFolder folder() {
    return new ClusterFolder(dir);
  }
}
