package org.drey.local.up;

import java.util.List;
import java.util.stream.Stream;
import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;

/** The commands of a cluster on this machine. */
public final class ClusterCommands {
  private ClusterCommands() {}

  /**
   * Returns them, in the order of the help.
   *
   * @param shutdown by which those are stopped that go on until Ctrl-C
   */
  public static List<CommandLine> all(ShutdownHook shutdown) {
    return Stream.of(
            new UpCommand(),
            new ClusterStatusCommand(),
            new LogsCommand(shutdown),
            new SavepointCommand(),
            new UpgradeCommand(),
            new RescaleCommand(),
            new ResyncCommand(),
            new DownCommand())
        .map(CommandLine::new)
        .toList();
  }
}
