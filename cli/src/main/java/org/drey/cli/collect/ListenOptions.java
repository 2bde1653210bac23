package org.drey.cli.collect;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.drey.base.NetworkPrefix;
import org.drey.collect.listen.ListenAddress;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of the sockets to which servers and programs write, and from where they may. */
final class ListenOptions {
  private static final int PORT = 6000;
  private static final String UNIX = "unix:";
  private static final String TCP = "tcp:";

  @Option(
      names = "--listen",
      paramLabel = "unix:PATH|tcp:ADDRESS:PORT",
      description = "Where servers and programs write to; can be repeated.")
  private List<String> listen = List.of();

  @Option(
      names = "--allow",
      paramLabel = "ADDRESS/BITS",
      description = "Writers over TCP may come from this network, too; can be repeated.")
  private List<String> allow = List.of();

  /** Returns whether there are any. */
  boolean areGiven() {
    return !listen.isEmpty();
  }

  /**
   * Returns where to listen; beyond this machine only for those who are allowed.
   *
   * @param isAllowed whether an address beyond this machine may be listened at, if some are allowed
   * @param needed what that needs, if it is not given: options, and why
   */
  List<ListenAddress> addresses(CommandSpec spec, boolean isAllowed, String needed) {
    return listen.stream()
        .map(
            text -> {
              ListenAddress address = address(spec, text);
              if (!address.isLocal() && (!isAllowed || allow.isEmpty())) {
                throw WrongUse.of(spec, needed.formatted(text));
              }
              return address;
            })
        .toList();
  }

  private static ListenAddress address(CommandSpec spec, String text) {
    if (text.startsWith(UNIX)) {
      return ListenAddress.unix(Path.of(text.substring(UNIX.length())));
    }
    if (!text.startsWith(TCP)) {
      throw WrongUse.of(spec, "--listen: unix:PATH or tcp:ADDRESS:PORT, and not " + text);
    }
    return new ListenAddress(
        SocketAddresses.of(spec, "--listen", text.substring(TCP.length()), PORT));
  }

  /** Returns who may write over TCP. */
  Predicate<InetAddress> allowed(CommandSpec spec) {
    List<NetworkPrefix> networks = SocketAddresses.networks(spec, "--allow", allow);
    return from ->
        from.isLoopbackAddress() || networks.stream().anyMatch(network -> network.has(from));
  }
}
