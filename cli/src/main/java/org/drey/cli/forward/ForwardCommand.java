package org.drey.cli.forward;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.drey.alerts.forward.AlertForwarder;
import org.drey.alerts.forward.ForwardSettings;
import org.drey.alerts.forward.SinkSettings;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.terminal.KafkaOptions;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.UserError;
import org.drey.topics.KafkaTopics;
import org.drey.yaml.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts forward}: alerts to tools of the house, as they come. */
@Command(
    name = "forward",
    mixinStandardHelpOptions = true,
    description = "Hands alerts on to webhooks, search indexes and syslog, as they come.",
    footer = {
      "",
      "Each revision goes to each sink at least once and in order, with an id that",
      "stays the same, alert_id.generation.revision; what a sink does not take is",
      "tried again until it does. A sink that is away holds up no other. How far each",
      "came, and what it will never take, is kept in the folder 'state'. Alerts of",
      "children go only to sinks with 'victims: true'; the others do not learn their",
      "tokens.",
      "",
      "  state: /var/lib/drey/forward",
      "  sinks:",
      "    cases:",
      "      type: webhook               # Standard Webhooks; or format: iris, thehive",
      "      url: https://cases.example/hooks/drey",
      "      secret_file: cases.secret   # whsec_...; with iris, thehive: token_file",
      "    search:",
      "      type: opensearch            # or Elasticsearch; a document an alert",
      "      url: https://search.example:9200",
      "      index: drey-alerts",
      "      user: drey",
      "      password_file: search.password",
      "      victims: true",
      "    siem:",
      "      type: syslog                # CEF over TLS",
      "      address: siem.example:6514",
      "      ca_file: siem-ca.pem        # for any sink: whom to trust, not Java's",
      "      revisions: all              # default: those that notify; opensearch: all",
      "",
      "Exit status: 143 ended as asked, 130 by Ctrl-C, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey alerts forward --bootstrap kafka:9092 --config forward.yaml",
      "  curl http://127.0.0.1:1348/.well-known/health"
    })
public final class ForwardCommand implements Callable<Integer> {
  private static final int METRICS_PORT = 1348;
  private static final int WAIT_SECONDS = 10;

  private final ShutdownHook shutdown;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "The sinks.")
  private Path config = Path.of("");

  @Option(
      names = "--metrics",
      paramLabel = "ADDRESS",
      description = "Where to serve health and metrics (default: ${DEFAULT-VALUE}).")
  private String metrics = "127.0.0.1:1348";

  @Spec private CommandSpec spec;

  /**
   * A command.
   *
   * @param shutdown by which the sinks are stopped
   */
  public ForwardCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    if (!kafka.areGiven()) {
      throw new ParameterException(
          spec.commandLine(), "--bootstrap HOST:PORT or --kafka FILE: whose alerts");
    }
    InetSocketAddress metricsAt = SocketAddresses.of(spec, "--metrics", metrics, METRICS_PORT);
    List<AlertForwarder> sinks = sinks(kafka.topics());
    List<Thread> threads =
        sinks.stream().map(sink -> new Thread(sink, "forward-" + sink.name())).toList();
    try (StatusServer web = StatusServer.start(metricsAt, ForwardStatus.pages(sinks))) {
      shutdown.stop(() -> stop(sinks, threads));
      threads.forEach(Thread::start);
      for (AlertForwarder sink : sinks) {
        print("forwarding to " + sink.name());
      }
      print("http:/" + web.address() + StatusPages.HEALTH);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (BindException e) {
      throw new UserError(e.getMessage() + ". Give another address or port.");
    } finally { // also if it is interrupted: what is being handed over is noted
      stop(sinks, threads);
    }
    return 0;
  }

  private List<AlertForwarder> sinks(KafkaTopics topics) throws IOException {
    ForwardSettings settings;
    try {
      settings = ForwardSettings.read(config);
    } catch (ProblemException e) {
      throw new UserError(e.problem().toString());
    }
    List<AlertForwarder> sinks = new ArrayList<>();
    for (SinkSettings one : settings.sinks()) {
      sinks.add(
          AlertForwarder.to(one, topics, settings.state(), spec.commandLine().getErr()::println));
    }
    return sinks;
  }

  /** Between two messages; one that hangs is handed over again by the next start. */
  private static void stop(List<AlertForwarder> sinks, List<Thread> threads) {
    sinks.forEach(AlertForwarder::close);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
