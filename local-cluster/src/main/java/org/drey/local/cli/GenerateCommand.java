package org.drey.local.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.cli.console.Progress;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.Settings;
import org.drey.local.generate.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey generate}: the demo's world as files. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Writes a synthetic world as files that replay reads.",
    footer = {
      "",
      "Writes <topic>.jsonl, blocklist.txt, config.yaml, and truth.json: what must",
      "come of it.",
      "The same seed writes the same bytes.",
      "",
      "Example:",
      "  ./drey generate --output world --seed 7"
    })
final class GenerateCommand implements Callable<Integer> {
  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to.")
  private Path output = Path.of("");

  @Option(names = "--seed", paramLabel = "N", description = "Which world (default: 7).")
  private long seed = Settings.DEFAULT.seed();

  @Option(names = "--people", paramLabel = "N", description = "How many people (default: 2000).")
  private int people = Settings.DEFAULT.people();

  @Option(names = "--days", paramLabel = "N", description = "How many days (default: 60).")
  private int days = Settings.DEFAULT.days();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Progress progress = Progress.onTerminal();
    progress.show(() -> "making a world of " + people + " people");
    World world = World.generate(WorldOptions.settings(seed, people, days));
    progress.show(() -> "writing");
    FolderWriter.write(world, output);
    progress.clear();
    long events = world.truth().events().values().stream().mapToLong(Integer::longValue).sum();
    spec.commandLine().getOut().printf("%,d events written to %s%n", events, output);
    return 0;
  }
}
