package org.drey.cli.blocklist;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist key}: a new random key. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes a new random key that only you can read.",
    footer = {
      "",
      "Keep it where compile, the jobs and the edge can read it, and no one else. An",
      "entry has the same id in all versions that were compiled with the same key.",
      "",
      "Exit status: 0 made, 1 not, 2 used wrongly.",
      "",
      "Example:",
      "  ./drey blocklist key --output list.key"
    })
final class KeyCommand implements Callable<Integer> {
  @Option(names = "--output", required = true, paramLabel = "FILE", description = "A new file.")
  private Path output = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    KeyFile.create(output);
    spec.commandLine().getOut().println("New key in " + output + ", for your eyes only.");
    return 0;
  }
}
