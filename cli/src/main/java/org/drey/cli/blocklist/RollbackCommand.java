package org.drey.cli.blocklist;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.PublishedManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist rollback}: puts an earlier version back in force. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Puts the version before the one in force back, or an earlier one.",
    footer = {
      "",
      "To roll back twice goes back two versions. To undo it, name the version with",
      "--to. If the newest manifest is damaged, the last that can be read is put back.",
      "",
      "Exit status: 0 in force, 1 not, or not announced, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist rollback kids --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092",
      "  ./drey blocklist rollback kids --to 0a1b2c3d4e5f --lists lists \\",
      "      --key-file list.key"
    })
final class RollbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "LIST_ID", description = "Which list.")
  private String listId = "";

  @Option(names = "--to", paramLabel = "VERSION", description = "A version that was in force.")
  private @Nullable String version;

  @Mixin private InForceOptions inForce = new InForceOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PublishedManifest manifest = inForce.store().rollback(listId, version, Instant.now());
    inForce.announce(manifest);
    inForce.print(manifest, spec.commandLine().getOut());
    return 0;
  }
}
