package org.drey.local.up;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./drey savepoint}: the state of both jobs, which go on. */
@Command(
    name = "savepoint",
    mixinStandardHelpOptions = true,
    description = "Takes a savepoint of each job, and prints where it is. The jobs go on.",
    footer = {
      "",
      "Exit status: 0 taken, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey savepoint"
    })
public final class SavepointCommand implements Callable<Integer> {
  @Mixin private FolderOption dir = new FolderOption();

  @Spec private CommandSpec spec;

  /** A command. */
  public SavepointCommand() {}

  @Override
  public Integer call() throws Exception {
    ClusterFolder folder = dir.folder();
    ClusterSettings settings = folder.demandSettings();
    PrintWriter out = spec.commandLine().getOut();
    return folder.alone(() -> take(folder, settings, out));
  }

  private static int take(ClusterFolder folder, ClusterSettings settings, PrintWriter out)
      throws Exception {
    JobControl jobs = new JobControl(folder, new ClusterParts(folder, settings), line -> {});
    DeployedJobs deployed = jobs.deployed();
    jobs.demandRunning(deployed);
    for (JobKind job : JobKind.values()) {
      String id = Objects.requireNonNull(deployed.run(job).id());
      String place = jobs.flink().savepoint(id, folder.uri("savepoints"));
      out.println("%-10s %s".formatted(job.shortName(), place));
      out.flush();
    }
    return 0;
  }
}
