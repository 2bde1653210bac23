package org.drey.cli.collect;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.drey.collect.feed.FeedPressure;
import org.drey.collect.format.LineFormat;
import org.drey.collect.lines.FollowedLog;
import org.drey.collect.lines.LineBodies;
import org.drey.collect.lines.LineConnection;
import org.drey.collect.lines.LineFeeds;
import org.drey.collect.lines.LineSplitter;
import org.drey.collect.lines.LineTopic;
import org.drey.collect.listen.ListenAddress;
import org.drey.collect.listen.PostEndpoint;
import org.drey.collect.listen.WriterServer;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey collect lines}: records from the lines of logs. */
@Command(
    name = "lines",
    mixinStandardHelpOptions = true,
    description = "Takes lines of logs, and writes the topics of the streams they belong to.",
    footer = {
      "",
      "A format is a file of YAML. docs/feeds/lines.md shows those of the product, and",
      "how to write one. When brokers do not keep up, a file, standard input, HTTP and",
      "a topic wait; what is written to a socket, or by a server that waits for the",
      "answer, is lost and counted, so that no server ever waits. http://ADDRESS of",
      "--metrics counts what is sent, filtered, refused or lost.",
      "",
      "Exit status: 0 the brokers have all of standard input that was not refused, 1",
      "they have not, 2 used wrongly; else 143 ended as asked, 130 by Ctrl-C.",
      "",
      "Examples:",
      "  ./drey collect lines --format suricata --listen unix:/run/drey/eve.sock \\",
      "      --bootstrap kafka:9092 --config drey.yaml --key-file tokens.key",
      "  ./drey collect lines --format nginx --follow /var/log/nginx/drey.log \\",
      "      --state /var/lib/drey/nginx --bootstrap kafka:9092 --provider cdn.example",
      "  ./drey collect lines --format srs --http 127.0.0.1:6080 --key-file tokens.key \\",
      "      --bootstrap kafka:9092 --provider live.example",
      "  zcat dns.log.gz | ./drey collect lines --format zeek --stdin \\",
      "      --stream dns-queries --bootstrap kafka:9092 --provider isp.example"
    })
final class LinesCommand implements Callable<Integer> {
  private static final String POSITION = "position";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME|FILE",
      description = "The format of the lines: a name of the product's, or a file.")
  private String format = "";

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "Only the records of this stream (default: all that the format has).")
  private @Nullable String stream;

  @Option(names = "--follow", paramLabel = "FILE", description = "A log, as it grows.")
  private @Nullable Path follow;

  @Option(names = "--stdin", description = "Standard input, to its end.")
  private boolean stdin;

  @Option(
      names = "--from-topic",
      paramLabel = "NAME",
      description = "A topic of the same brokers, of which each record is a line.")
  private @Nullable String fromTopic;

  @Mixin private WriterOptions writers = new WriterOptions();

  @Option(names = "--json", description = "Print the sums of standard input as JSON.")
  private boolean json;

  @Mixin private CollectOptions options = new CollectOptions();

  @Mixin private FirmOptions firm = new FirmOptions();

  @Spec private CommandSpec spec;

  private final ShutdownHook shutdown;

  /** The end of the process stops it. */
  LinesCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    long sources =
        Stream.of(
                follow != null,
                stdin,
                fromTopic != null,
                writers.hasSockets() || writers.endpoint().isGiven())
            .filter(is -> is)
            .count();
    if (sources != 1) {
      throw WrongUse.of(
          spec, "One of --follow, --stdin, --from-topic, and --listen or --http says whence");
    }
    if (follow != null && options.state() == null) {
      throw WrongUse.of(spec, "--state DIR: where to note how far " + follow + " is read");
    }
    if (!stdin) {
      options.refuseOutput(spec);
    }
    writers.check(spec);
    LineFormat lines = NamedFormat.read(format);
    List<String> streams = streams(lines);
    firm.check(spec, streams);
    PostOptions http = writers.endpoint();
    if (lines.isSigned() && http.isGiven() && !http.hasSigningKeys()) {
      throw WrongUse.of(spec, "--http-key-file FILE: " + lines.name() + " signs what it sends");
    }
    boolean isUrgent = writers.hasSockets() || (http.isGiven() && lines.answer() != null);
    FeedPressure pressure = isUrgent ? FeedPressure.LOSE : FeedPressure.WAIT;
    try (CollectService service = new CollectService(spec, options, firm, streams, pressure)) {
      LineFeeds feeds = new LineFeeds(lines, service.feeds(), service.counts(), Clock.systemUTC());
      CollectRun run = new CollectRun(spec, shutdown, service);
      return stdin
          ? run.toEnd(json, options.metricsIfGiven(spec), () -> readStandardInput(feeds))
          : serve(run, feeds);
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address.");
    }
  }

  private List<String> streams(LineFormat lines) {
    if (stream == null && lines.streams().size() > 1 && options.hasTopic()) {
      throw WrongUse.of(spec, "--stream: of which of " + lines.streams() + " is --topic");
    }
    return NamedFormat.streams(lines, stream, spec);
  }

  private static void readStandardInput(LineFeeds feeds) throws Exception {
    new LineSplitter(feeds.intake("standard input"), 0).readAll(System.in);
    feeds.flush();
  }

  private int serve(CollectRun run, LineFeeds feeds) throws Exception {
    CollectService service = run.service();
    Path from = follow;
    Path state = options.state();
    String topic = fromTopic;
    try (StatusServer web =
        StatusServer.start(options.metrics(spec), CollectStatus.pages(service))) {
      service.start();
      run.print("http:/" + web.address() + StatusPages.HEALTH);
      if (from == null && topic == null) {
        return listen(run, feeds);
      }
      service.gaps().connected(Clock.systemUTC().instant());
      if (from != null && state != null) {
        run.print("following " + from);
        FollowedLog log = new FollowedLog(from, state.resolve(POSITION), feeds);
        service.watch(log::problem);
        return run.untilStopped(log::run);
      }
      run.print("reading topic " + topic);
      var client = options.kafka(spec).client();
      return run.untilStopped(() -> LineTopic.run(client, String.valueOf(topic), feeds));
    }
  }

  private int listen(CollectRun run, LineFeeds feeds) throws Exception {
    CollectService service = run.service();
    List<ListenAddress> addresses = writers.sockets(spec);
    SSLContext tls = writers.endpoint().tls(spec);
    try (WriterServer server =
            new WriterServer(
                "lines",
                socket -> new LineConnection(socket, tls, feeds.intake(), service.gaps()),
                writers.allowed(spec));
        PostEndpoint endpoint = endpoint(tls, feeds)) {
      shutdown.stop(server::close);
      if (endpoint != null) {
        shutdown.stop(endpoint::close);
        service.gaps().connected(Clock.systemUTC().instant());
        run.print("http%s:/%s/".formatted(tls == null ? "" : "s", endpoint.address()));
      }
      shutdown.stop(service::close);
      for (ListenAddress address : addresses) {
        run.print("listening on " + ListenAddress.text(server.listen(address)));
      }
      server.awaitEnd();
    }
    return 0;
  }

  private @Nullable PostEndpoint endpoint(@Nullable SSLContext tls, LineFeeds feeds)
      throws IOException {
    PostOptions http = writers.endpoint();
    return http.isGiven()
        ? new PostEndpoint(http.address(spec), tls, http.senders(spec), new LineBodies(feeds))
        : null;
  }
}
