package org.drey.local.up;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey upgrade}: both jobs go on with another jar. */
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description = "Puts another jar of the jobs in the place of the one that runs.",
    footer = {
      "",
      "Both jobs are stopped with a savepoint and go on from it. Where one does not come",
      "to a checkpoint with the new jar, both go on with the one that ran.",
      "",
      "Back to an older jar with --resync: what cannot read the newer one's alerts",
      "then has every alert again.",
      "",
      "Exit status: 0 the jar runs, 1 the one before does, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey upgrade jobs/app/target/drey-jobs-0.2.0.jar",
      "  ./drey upgrade --resync drey-jobs-0.1.0.jar"
    })
public final class UpgradeCommand implements Callable<Integer> {
  @Mixin private FolderOption dir = new FolderOption();

  @Parameters(paramLabel = "JAR", description = "The jar of both jobs.")
  private Path jar = Path.of("");

  @Option(names = "--resync", description = "Writes every alert again that the state has.")
  private boolean resync;

  @Spec private CommandSpec spec;

  /** A command. */
  public UpgradeCommand() {}

  @Override
  public Integer call() throws Exception {
    CommandProgress progress = new CommandProgress(spec.commandLine().getOut());
    return dir.onJobs(
        progress,
        jobs -> {
          int parallelism = jobs.deployed().parallelism();
          String kept = dir.folder().keep(JarName.find(jar));
          DeployedJobs deployed = jobs.change(kept, parallelism, resync);
          progress.done("both jobs run with " + deployed.jar());
        });
  }
}
