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

  /** Something that a command does with the jobs of a cluster. */
  interface Work {
    void on(JobControl jobs) throws Exception;
  }

  /**
   * Does something with the jobs of the cluster while no other command may; returns the exit
   * status.
   */
  int onJobs(CommandProgress progress, Work work) throws Exception {
    ClusterFolder folder = folder();
    ClusterParts parts = new ClusterParts(folder, folder.demandSettings());
    return folder.alone(
        () -> {
          parts.demandKeys();
          work.on(new JobControl(folder, parts, progress::done));
          return 0;
        });
  }
}
