package org.drey.cli.collect;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.drey.collect.listen.ListenAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Options of the sockets and the endpoint at which lines are taken, and who may write to them. */
final class WriterOptions {
  @Mixin private ListenOptions sockets = new ListenOptions();

  @Mixin private PostOptions endpoint = new PostOptions();

  boolean hasSockets() {
    return sockets.areGiven();
  }

  /** Returns the options of HTTP and TLS. */
  PostOptions endpoint() {
    return endpoint;
  }

  /** Refuses addresses that may not be listened at, and a bad token, before anything is begun. */
  void check(CommandSpec spec) throws IOException {
    List<ListenAddress> unused = sockets(spec);
    endpoint.check(spec);
    Predicate<InetAddress> unusedNetworks = allowed(spec);
  }

  /** Returns where to listen; beyond this machine only with TLS and for those allowed. */
  List<ListenAddress> sockets(CommandSpec spec) {
    return sockets.addresses(
        spec,
        endpoint.hasTls(),
        "--tls-key-store FILE and --allow ADDRESS/BITS: lines name people, so %s takes them by TLS"
            + " alone, and from where you say");
  }

  /** Returns who may write over TCP. */
  Predicate<InetAddress> allowed(CommandSpec spec) {
    return sockets.allowed(spec);
  }
}
