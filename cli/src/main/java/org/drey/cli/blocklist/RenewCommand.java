package org.drey.cli.blocklist;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.drey.blocklist.publish.PublishedManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist renew}: announces again what is in force. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = "Announces again what is in force, so that it does not become stale.",
    footer = {
      "",
      "For when the provider was asked and has nothing new.",
      "",
      "Exit status: 0 announced, 1 not, 2 used wrongly.",
      "",
      "Example:",
      "  ./drey blocklist renew kids --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092"
    })
final class RenewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "LIST_ID", description = "Which list.")
  private String listId = "";

  @Mixin private InForceOptions inForce = new InForceOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PublishedManifest manifest = inForce.store().renew(listId, Instant.now());
    inForce.announce(manifest);
    inForce.print(manifest, spec.commandLine().getOut());
    return 0;
  }
}
