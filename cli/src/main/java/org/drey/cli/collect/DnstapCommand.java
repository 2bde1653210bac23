package org.drey.cli.collect;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.drey.collect.dnstap.DnstapFile;
import org.drey.collect.dnstap.DnstapServer;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.listen.ListenAddress;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.event.TopicNames;
import org.drey.terminal.ShutdownHook;
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
      "http://ADDRESS of --metrics counts what is sent, filtered, refused or lost.",
      "No address leaves this process: subjects are tokens, and only where --config",
      "declares a legal basis for the topic.",
      "",
      "Exit status: 0 the brokers have all of a file that was not refused, 1 they have",
      "not, 2 used wrongly; of a server 143 ended as asked, 130 by Ctrl-C.",
      "",
      "Examples:",
      "  ./drey collect dnstap --listen unix:/run/drey/dnstap.sock \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect dnstap --file queries.dnstap --bootstrap kafka:9092 \\",
      "      --provider isp.example"
    })
final class DnstapCommand implements Callable<Integer> {
  @Mixin private ListenOptions sockets = new ListenOptions();

  @Option(names = "--file", paramLabel = "FILE", description = "A recorded file in their place.")
  private @Nullable Path file;

  @Option(
      names = "--queries",
      description = "Take questions and not answers, of servers that write no answers.")
  private boolean queries;

  @Option(names = "--json", description = "Print the sums of a file as JSON.")
  private boolean json;

  @Mixin private CollectOptions options = new CollectOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  DnstapCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if ((file == null) != sockets.areGiven()) {
      throw WrongUse.of(spec, "One of --listen and --file says where dnstap comes from");
    }
    try {
      return file == null ? serve() : read(file);
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address.");
    }
  }

  private int read(Path from) throws Exception {
    InetSocketAddress metricsAt = options.metricsIfGiven(spec);
    try (CollectService service = service(FeedPressure.WAIT)) {
      return new CollectRun(spec, shutdown, service)
          .toEnd(json, metricsAt, () -> DnstapFile.read(from, service.feed(), queries));
    }
  }

  private int serve() throws Exception {
    options.refuseOutput(spec);
    List<ListenAddress> addresses =
        sockets.addresses(
            spec, true, "--allow ADDRESS/BITS: which resolvers may write to %s from elsewhere");
    Predicate<InetAddress> allowed = sockets.allowed(spec);
    InetSocketAddress metricsAt = options.metrics(spec);
    try (CollectService service = service(FeedPressure.LOSE);
        DnstapServer server = new DnstapServer(service.feed(), service.gaps(), queries, allowed);
        StatusServer web = StatusServer.start(metricsAt, CollectStatus.pages(service))) {
      CollectRun run = new CollectRun(spec, shutdown, service);
      shutdown.stop(server::close);
      shutdown.stop(service::close);
      service.start();
      for (ListenAddress address : addresses) {
        run.print("listening on " + ListenAddress.text(server.listen(address)));
      }
      run.print("http:/" + web.address() + StatusPages.HEALTH);
      server.awaitEnd();
    }
    return 0;
  }

  private CollectService service(FeedPressure pressure) throws Exception {
    return new CollectService(
        spec, options, new FirmOptions(), List.of(TopicNames.DNS_QUERIES), pressure);
  }
}
