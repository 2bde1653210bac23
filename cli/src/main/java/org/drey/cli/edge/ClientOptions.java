package org.drey.cli.edge;

import java.util.List;
import org.drey.base.NetworkPrefix;
import org.drey.edge.net.OpenFiles;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options for the clients that may connect, and how many at once. */
final class ClientOptions {
  @Option(
      names = "--allow",
      paramLabel = "ADDRESS/BITS",
      description = "Only clients of this network; can be repeated (default: all).")
  private List<String> allow = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "How many connections at once (default: 128, for pages 1000).")
  private @Nullable Integer connections;

  /** The networks of {@code --allow}. */
  List<NetworkPrefix> allowed(CommandSpec spec) {
    return SocketAddresses.networks(spec, "--allow", allow);
  }

  /** Returns how many connections, at most {@code most}. */
  int connections(CommandSpec spec, int usual, int most) {
    int count = connections == null ? usual : connections;
    if (count < 1 || count > most) {
      throw WrongUse.of(spec, "--connections: 1 to " + most);
    }
    return count;
  }

  /** Refuses to start if so many connections could not be open. */
  static void checkOpenFiles(int connections) {
    OpenFiles.tooFew(connections)
        .ifPresent(
            problem -> {
              throw new UserError(problem);
            });
  }
}
