package org.drey.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.event.TopicNames;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./drey generate}: the demo's world as files. */
@Command(
    name = "generate",
    subcommands = GenerateVerdictsCommand.class,
    mixinStandardHelpOptions = true,
    description = "Writes a synthetic world as files that replay reads.",
    footer = {
      "",
      "Writes <topic>.jsonl, blocklist.txt, config.yaml, and truth.json: what must",
      "come of it.",
      "The same seed writes the same bytes.",
      "",
      "With --hard there are people besides who do nothing wrong and look as if they",
      "did, near the thresholds on both sides, so that some alerts are wrong.",
      "--patterns makes more of all that alerts come of, so that there are enough to",
      "count.",
      "",
      "With --received each line says when it arrived (received_at), so that replay",
      "counts late ones.",
      "",
      "Examples:",
      "  ./drey generate --output world --seed 7",
      "  ./drey generate --output world --seed 7 --hard"
    })
final class GenerateCommand implements Callable<Integer> {
  /** Required, but not by the command below this one, which picocli would ask for it as well. */
  @Option(names = "--output", paramLabel = "DIR", description = "The folder to write; required.")
  private @Nullable Path output;

  @Mixin private WorldOptions options = new WorldOptions();

  @Option(names = "--hard", description = "Add people who look alike and are not.")
  private boolean hard;

  @Option(
      names = "--patterns",
      paramLabel = "N",
      description = "Plant, and with --hard add, N times as many (default: 1).")
  private int patterns = 1;

  @Option(names = "--received", description = "Say when each line arrived.")
  private boolean received;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (output == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--output=DIR'");
    }
    refuseVerdictsOfAnother(output);
    WorldSettings settings = options.settings(hard, patterns);
    ProgressLine progress = ProgressLine.onTerminal();
    progress.show(() -> "making a world of " + settings.people() + " people");
    SyntheticWorld world = SyntheticWorld.generate(settings);
    progress.show(() -> "writing");
    FolderWriter.write(world, output, received);
    progress.clear();
    long events = world.truth().events().values().stream().mapToLong(Integer::longValue).sum();
    spec.commandLine().getOut().printf("%,d events written to %s%n", events, output);
    return 0;
  }

  /** A replay would read them as verdicts on this world. */
  private static void refuseVerdictsOfAnother(Path output) {
    Path verdicts = output.resolve(TopicNames.VERDICTS + ".jsonl");
    if (Files.exists(verdicts)) {
      throw new UserError(
          verdicts + " has verdicts on an earlier world. Remove it, or choose another folder.");
    }
  }
}
