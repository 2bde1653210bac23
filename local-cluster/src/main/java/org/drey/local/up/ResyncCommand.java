package org.drey.local.up;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./drey resync}: the detection job writes every alert again. */
@Command(
    name = "resync",
    mixinStandardHelpOptions = true,
    description = "Has the detection job write every alert again, as its state has it.",
    footer = {
      "",
      "For after an outage of Kafka that was longer than its transaction timeout (15",
      "minutes), which can lose alerts, and after another job wrote to the same topics by",
      "mistake. The job is stopped with a savepoint and goes on from it. What it writes",
      "goes before all that was there; who was notified of an alert is notified again.",
      "",
      "Exit status: 0 done, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey resync"
    })
public final class ResyncCommand implements Callable<Integer> {
  @Mixin private FolderOption dir = new FolderOption();

  @Spec private CommandSpec spec;

  /** A command. */
  public ResyncCommand() {}

  @Override
  public Integer call() throws Exception {
    CommandProgress progress = new CommandProgress(spec.commandLine().getOut());
    return dir.onJobs(
        progress,
        jobs -> {
          jobs.resync();
          progress.done("the detection job writes every alert again");
        });
  }
}
