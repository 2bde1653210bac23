package org.drey.local.up;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.drey.terminal.UserError;
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
      String place = take(jobs, job, id, folder.uri("savepoints"));
      out.println("%-10s %s".formatted(job.shortName(), place));
      out.flush();
    }
    return 0;
  }

  private static String take(JobControl jobs, JobKind job, String id, String folder)
      throws Exception {
    try {
      return jobs.flink().savepoint(id, folder);
    } catch (IOException e) {
      throw new UserError(
          "The %s job goes on without: %s './drey status' shows when it is well; try again then."
              .formatted(job.shortName(), e.getMessage()));
    }
  }
}
