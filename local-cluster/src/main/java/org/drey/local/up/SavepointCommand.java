package org.drey.local.up;

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
    CommandProgress progress = new CommandProgress(spec.commandLine().getOut());
    return dir.onJobs(
        progress,
        jobs -> {
          DeployedJobs deployed = jobs.deployed();
          jobs.demandRunning(deployed);
          for (JobKind job : JobKind.values()) {
            String place = jobs.savepoint(job, deployed);
            progress.done("%-10s %s".formatted(job.shortName(), place));
          }
        });
  }
}
