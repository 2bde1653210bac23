package org.drey.local.up;

import java.util.concurrent.Callable;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey rescale}: both jobs go on with another number of subtasks. */
@Command(
    name = "rescale",
    mixinStandardHelpOptions = true,
    description = "Changes how many subtasks each step of both jobs has.",
    footer = {
      "",
      "Both jobs are stopped with a savepoint and go on from it, or as before if they",
      "do not come to a checkpoint.",
      "",
      "Exit status: 0 changed, 1 it is as before, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey rescale 4"
    })
public final class RescaleCommand implements Callable<Integer> {
  @Mixin private FolderOption dir = new FolderOption();

  @Parameters(
      paramLabel = "N",
      description =
          "1 to 4. With more than 2 both task managers are needed: if one dies, jobs wait.")
  private int parallelism;

  @Spec private CommandSpec spec;

  /** A command. */
  public RescaleCommand() {}

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1 || parallelism > ClusterSettings.LARGEST_PARALLELISM) {
      throw WrongUse.of(spec, "N: 1 to " + ClusterSettings.LARGEST_PARALLELISM);
    }
    CommandProgress progress = new CommandProgress(spec.commandLine().getOut());
    return dir.onJobs(
        progress,
        jobs -> {
          DeployedJobs deployed = jobs.change(jobs.deployed().jar(), parallelism, false);
          progress.done("both jobs run with " + deployed.parallelism() + " subtasks");
        });
  }
}
