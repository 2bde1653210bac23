package org.drey.cli.collect;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.collect.dnstap.DnstapFile;
import org.drey.collect.dnstap.DnstapServer;
import org.drey.collect.dnstap.ListenAddress;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.feed.FeedSums;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.edge.net.NetworkPrefix;
import org.drey.event.TopicNames;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey collect dnstap}: what resolvers were asked, from themselves. */
@Command(
    name = "dnstap",
    mixinStandardHelpOptions = true,
    description = "Takes dnstap from resolvers, and writes the topic dns-queries.",
    footer = {
      "",
      "Any number of resolvers may write to a socket. None ever waits: when brokers do",
      "not keep up and memory is full, events are lost and counted. A file waits.",
      "What was read is sent, filtered, refused or lost: http://ADDRESS of --metrics.",
      "No address leaves this process: subjects are tokens, and only where --config",
      "declares a legal basis for the topic.",
      "",
      "Exit status: 0 a file was sent, 1 it was not, 2 used wrongly; of a server 143",
      "ended as asked, 130 by Ctrl-C.",
      "",
      "Examples:",
      "  ./drey collect dnstap --listen unix:/run/drey/dnstap.sock \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect dnstap --file queries.dnstap --bootstrap kafka:9092 \\",
      "      --provider isp.example"
    })
final class DnstapCommand implements Callable<Integer> {
  private static final int DNSTAP_PORT = 6000;
  private static final int METRICS_PORT = 1349;
  private static final String UNIX = "unix:";
  private static final String TCP = "tcp:";

  @Option(
      names = "--listen",
      paramLabel = "unix:PATH|tcp:ADDRESS:PORT",
      description = "Where resolvers write to; can be repeated.")
  private List<String> listen = List.of();

  @Option(names = "--file", paramLabel = "FILE", description = "A recorded file in their place.")
  private @Nullable Path file;

  @Option(
      names = "--queries",
      description = "Take questions and not answers, of servers that write no answers.")
  private boolean queries;

  @Option(
      names = "--allow",
      paramLabel = "ADDRESS/BITS",
      description = "Writers over TCP may come from this network, too; can be repeated.")
  private List<String> allow = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS",
      description = "Where to serve health and metrics (default: ${DEFAULT-VALUE}).")
  private String metrics = "127.0.0.1:1349";

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where to note gaps, and how far it was, for the next start.")
  private @Nullable Path state;

  @Option(names = "--json", description = "Print the sums of a file as JSON.")
  private boolean json;

  @Mixin private CollectOptions options = new CollectOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** To be stopped by the end of the process. */
  DnstapCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if ((file == null) == listen.isEmpty()) {
      throw WrongUse.of(spec, "One of --listen and --file says where dnstap comes from");
    }
    return file == null ? serve() : read(file);
  }

  private int read(Path from) throws Exception {
    try (CollectService service = service(FeedPressure.WAIT)) {
      int status;
      try (CollectProgress progress = new CollectProgress(service.counts())) {
        progress.start();
        service.start();
        status =
            shutdown.interrupt(
                () -> {
                  DnstapFile.read(from, service.feed(), queries);
                  return 0;
                });
      }
      FeedSums sums = service.counts().sums();
      print(json ? JsonOutput.of(sums) : CollectStatus.line(sums));
      return status;
    }
  }

  private int serve() throws Exception {
    List<ListenAddress> addresses = listen.stream().map(this::address).toList();
    List<NetworkPrefix> networks = networks();
    InetSocketAddress metricsAt = SocketAddresses.of(spec, "--metrics", metrics, METRICS_PORT);
    try (CollectService service = service(FeedPressure.LOSE);
        DnstapServer server =
            new DnstapServer(
                service.feed(), service.gaps(), queries, from -> isAllowed(networks, from));
        StatusServer web = StatusServer.start(metricsAt, CollectStatus.pages(service))) {
      shutdown.stop(server::close);
      shutdown.stop(service::close);
      service.start();
      for (ListenAddress address : addresses) {
        print("listening on " + ListenAddress.text(server.listen(address)));
      }
      print("http:/" + web.address() + StatusPages.HEALTH);
      server.awaitEnd();
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address.");
    }
    return 0;
  }

  private CollectService service(FeedPressure pressure) throws Exception {
    return new CollectService(spec, options, List.of(TopicNames.DNS_QUERIES), pressure, state);
  }

  private ListenAddress address(String text) {
    if (text.startsWith(UNIX)) {
      return ListenAddress.unix(Path.of(text.substring(UNIX.length())));
    }
    if (!text.startsWith(TCP)) {
      throw WrongUse.of(spec, "--listen: unix:PATH or tcp:ADDRESS:PORT, and not " + text);
    }
    ListenAddress address =
        new ListenAddress(
            SocketAddresses.of(spec, "--listen", text.substring(TCP.length()), DNSTAP_PORT));
    if (!address.isLocal() && allow.isEmpty()) {
      throw WrongUse.of(
          spec, "--allow ADDRESS/BITS: which resolvers may write to " + text + " from elsewhere");
    }
    return address;
  }

  private List<NetworkPrefix> networks() {
    List<NetworkPrefix> networks = new ArrayList<>();
    for (String text : allow) {
      try {
        networks.add(NetworkPrefix.of(text));
      } catch (IllegalArgumentException e) {
        throw WrongUse.of(spec, "--allow: a network, such as 192.0.2.0/24, and not " + text);
      }
    }
    return networks;
  }

  private static boolean isAllowed(List<NetworkPrefix> networks, InetAddress from) {
    return from.isLoopbackAddress() || networks.stream().anyMatch(network -> network.has(from));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
