package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.drey.cli.collect.CollectCommand;
import org.drey.cli.collect.TokenCommand;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.BlocklistHit;
import org.drey.event.DnsQuery;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import picocli.CommandLine;

/**
 * From servers as Debian has them, through the collectors, to splash signals and a finding: who
 * asked is the same token on each way.
 */
@Tag("nightly")
@Timeout(240)
final class CollectedFeedsIT {
  private static final String LISTED = "listed.example";
  private static final Duration CHECKPOINT_EVERY = Duration.ofMillis(500);
  private static final Pattern PORT = Pattern.compile("listening on tcp:.*:(\\d+)");

  private static final String DECLARED =
      """
      streams:
        dns-queries: {legal_basis: of the test}
        web-requests: {legal_basis: of the test}
        payments: {legal_basis: none}
        livestream-sessions: {legal_basis: none}
        external-signals: {legal_basis: none}
      findings: {topic: true}
      idle_after: 1s
      """;

  private static final String RULES =
      """
      title: Asked for a listed name
      name: asked
      status: stable
      logsource: {category: blocklist}
      detection: {it: {decision: SPLASH}, condition: it}
      ---
      title: Asked for listed names twice
      name: asked_twice
      id: 00000000-0000-4000-8000-000000000001
      status: stable
      correlation:
        type: event_count
        rules: [asked]
        group-by: [subject]
        timespan: 1d
        condition: {gte: 2}
      drey:
        indicator: X-01
        track: payer
        entity: subject
        points: 14
        strength: 0.5
        half_life: 14d
        family: DNSLIST
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void whatServersSeeBecomesSignalsAndAFindingOfOneToken() throws Exception {
    assumeTrue(FeedServers.isInstalled("/usr/sbin/named"), "BIND is not installed");
    Path config = Files.writeString(folder.resolve("drey.yaml"), DECLARED);
    Path key =
        Files.writeString(
            folder.resolve("tokens.key"), "1: ZwHfofj5jvDS4RR3nOjRV7uKj+pTrz0wyi7NyypXCM8=\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path socket = folder.resolve("dnstap.sock");
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster cluster = FlinkCluster.start(2, 0);
        JobTopics topics = new JobTopics(broker.client());
        FeedServers servers = new FeedServers(folder, socket)) {
      broker.createTopics(JobTopics.PARTITIONS);
      startJobs(broker, cluster, config);
      String bootstrap = broker.client().getProperty("bootstrap.servers");
      String[] common = {
        "--bootstrap",
        bootstrap,
        "--config",
        config.toString(),
        "--key-file",
        key.toString(),
        "--provider",
        "isp.example",
        "--metrics",
        "127.0.0.1:0"
      };
      try (Collector dnstap = new Collector(common, "dnstap", "--listen", "unix:" + socket);
          Collector lines =
              new Collector(common, "lines", "--format", "squid", "--listen", "tcp:127.0.0.1:0")) {
        dnstap.await(Pattern.compile("listening on unix:"));
        askUntilThereIsAnAnswer(servers.startBind()); // so that those who ask it find it
        Map<String, Integer> resolvers = servers.startResolvers();
        for (int port : resolvers.values()) {
          askUntilThereIsAnAnswer(port);
        }
        String token = token(key);
        awaitSignals(topics, token, resolvers.keySet());
        if (FeedServers.isInstalled("/usr/sbin/squid")) {
          int log = Integer.parseInt(lines.await(PORT).group(1));
          browse(servers.startSquid(log));
          ConditionWait.until("the signal of the proxy", () -> hasSignalOfWeb(topics, token));
        }
        ConditionWait.until("a finding", () -> !found(topics).isEmpty());
        assertEquals(Set.of(token), found(topics));
      }
    }
  }

  private void startJobs(KafkaBroker broker, FlinkCluster cluster, Path config) throws Exception {
    DreyConfiguration configuration = DreyConfiguration.read(config);
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("rules.yml", RULES)), configuration);
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    LocalJobs jobs =
        new LocalJobs(
            cluster,
            settings,
            folder.resolve("checkpoints"),
            flink -> flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY));
    Path list = Files.writeString(folder.resolve("list.txt"), LISTED + "\n");
    var unused = jobs.startBlocklist(ListSettings.ofFile(list), 1);
    var unusedJob = jobs.startDetection(LocalJobs.Detection.live(rules, settings), 1, null);
  }

  /** A collector as {@code ./drey collect} runs it, in a thread of this process. */
  private static final class Collector implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread thread;

    Collector(String[] common, String... own) {
      CommandLine line = CollectCommand.line(new ShutdownHook());
      line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
      String[] arguments = new String[own.length + common.length];
      System.arraycopy(own, 0, arguments, 0, own.length);
      System.arraycopy(common, 0, arguments, own.length, common.length);
      thread = new Thread(() -> status.complete(line.execute(arguments)), "collector");
      thread.start();
    }

    Matcher await(Pattern printed) throws Exception {
      ConditionWait.until(
          "the collector listens", () -> status.isDone() || printed.matcher(out.toString()).find());
      Matcher found = printed.matcher(out.toString());
      assertTrue(found.find(), out::toString);
      return found;
    }

    @Override
    public void close() {
      thread.interrupt();
      status.join();
    }
  }

  private static void askUntilThereIsAnAnswer(int port) throws Exception {
    SimpleResolver resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    Record question = Record.newRecord(Name.fromString(LISTED + "."), Type.A, DClass.IN);
    ConditionWait.until(
        "an answer at port " + port,
        () -> {
          try {
            Message answer = resolver.send(Message.newQuery(question));
            return !answer.getSection(Section.ANSWER).isEmpty();
          } catch (IOException e) {
            return false; // it is not up yet
          }
        });
  }

  private static void browse(int proxy) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy);
    HttpClient client = HttpClient.newBuilder().proxy(ProxySelector.of(address)).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + LISTED + "/a")).build();
    ConditionWait.until(
        "an answer of the proxy",
        () -> {
          try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() > 0;
          } catch (IOException e) {
            return false; // it is not up yet
          }
        });
  }

  /** The token of this machine, which asks. */
  private static String token(Path key) {
    CommandRun run =
        CommandRun.of(
            new CommandLine(new TokenCommand()),
            "subject",
            "127.0.0.1",
            "--key-file",
            key.toString());
    assertEquals(0, run.status(), run.err());
    String printed = run.out().strip();
    return printed.substring(printed.indexOf(' ') + 1); // after the version of its key
  }

  private static void awaitSignals(JobTopics topics, String token, Set<String> resolvers)
      throws Exception {
    ConditionWait.until(
        "a signal of each of " + resolvers,
        () -> {
          Set<String> events = signals(topics, token);
          return topics.committed(TopicNames.DNS_QUERIES, DnsQuery.class).stream()
              .filter(query -> events.contains(query.getEventId()))
              .map(DnsQuery::getResolver)
              .collect(Collectors.toSet())
              .containsAll(resolvers);
        });
  }

  private static boolean hasSignalOfWeb(JobTopics topics, String token) throws Exception {
    Set<String> events = signals(topics, token);
    return topics.committed(TopicNames.WEB_REQUESTS, WebRequest.class).stream()
        .anyMatch(request -> events.contains(request.getEventId()));
  }

  /** The events of which there are splash signals of a subscriber. */
  private static Set<String> signals(JobTopics topics, String token) throws Exception {
    return topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class).stream()
        .filter(signal -> token.equals(signal.getSubject()))
        .map(BlocklistHit::getEventId)
        .collect(Collectors.toSet());
  }

  /** The tokens of whom there are findings. */
  private static Set<String> found(JobTopics topics) throws Exception {
    return topics.committed(TopicNames.FINDINGS, Finding.class).stream()
        .flatMap(finding -> finding.getGroup().stream())
        .map(GroupValue::getValue)
        .collect(Collectors.toSet());
  }
}
