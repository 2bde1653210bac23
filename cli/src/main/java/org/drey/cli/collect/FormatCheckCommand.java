package org.drey.cli.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.readiness.ReadinessStudy;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.collect.format.SamplePlay;
import org.drey.collect.lines.CheckedLines;
import org.drey.collect.lines.LineConnection;
import org.drey.collect.lines.LineSplitter;
import org.drey.collect.listen.ListenAddress;
import org.drey.collect.listen.WriterServer;
import org.drey.terminal.CountedNoun;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.WrongUse;
import org.drey.yaml.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey collect check}: tries a format on its samples or a log, and sends nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Shows what would be sent of a log, what stays empty, and what to configure.",
    footer = {
      "",
      "Without a log it plays the samples of the format: does each line become what",
      "it should? Nothing is sent, and no brokers are needed. With --listen it takes",
      "lines for a minute, or as long as --seconds says. For payments and livestreams",
      "it also says what their columns can detect, as ./drey readiness does: --config",
      "has the rates of their currencies. Events of any age are records: ./drey",
      "collect lines --stdin --output takes them. A topic refuses those older than",
      "400 days, and their number is shown.",
      "",
      "Exit status: 0 there are records and nothing was refused, or all samples are as",
      "they should be; 1 otherwise, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey collect check --format squid --print > my-squid.yaml",
      "  ./drey collect check --format my-squid.yaml",
      "  ./drey collect check --format squid /var/log/squid/drey.log",
      "  ./drey collect check --format suricata --listen unix:/run/drey/eve.sock",
      "  tail -n 1000 app.log | ./drey collect check --format my-app.yaml -"
    })
final class FormatCheckCommand implements Callable<Integer> {
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

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The log; - for standard input.")
  private @Nullable Path file;

  @Mixin private WriterOptions writers = new WriterOptions();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "For how long to take lines (default: ${DEFAULT-VALUE}).")
  private long seconds = 60;

  @Mixin private RuleSelection rules = new RuleSelection();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(names = "--print", description = "Print a format of the product, to copy and change.")
  private boolean print;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    boolean hasLog = file != null || writers.hasSockets();
    if (writers.endpoint().isGiven() || (file != null && writers.hasSockets())) {
      throw WrongUse.of(spec, "FILE or --listen says where lines come from");
    }
    if (hasLog ? print : json) {
      throw WrongUse.of(spec, hasLog ? "--print: only without a log" : "--json: only of a log");
    }
    if (print) {
      if (!ProductFormats.NAMES.contains(format)) {
        throw WrongUse.of(spec, "--print: only of " + String.join(", ", ProductFormats.NAMES));
      }
      print(ProductFormats.text(format).stripTrailing());
      return 0;
    }
    if (!hasLog) {
      return play();
    }
    LineFormat lines = NamedFormat.read(format);
    ReadinessStudy readiness = new ReadinessStudy(rules.configuration(), rules.compile());
    CheckedLines checked =
        new CheckedLines(
            lines, NamedFormat.streams(lines, stream, spec), Clock.systemUTC(), readiness::take);
    if (file == null) {
      listen(checked);
    } else {
      boolean isInput = file.toString().equals("-");
      try (InputStream in = isInput ? System.in : Files.newInputStream(file)) {
        new LineSplitter(checked, 0).readAll(in);
      }
    }
    if (json) {
      Map<String, Object> report = report(checked);
      report.put("readiness", readiness.report());
      print(JsonOutput.of(report));
    } else {
      words(lines, checked);
      String detects = readiness.text(TerminalInfo.showsColour());
      if (detects != null) {
        print("\n" + detects);
      }
    }
    return checked.taken() > 0 && checked.refused().isEmpty() ? 0 : 1;
  }

  /** Plays the samples of the format. */
  private int play() throws IOException {
    LineFormat lines = LineFormat.unplayed(NamedFormat.node(format));
    int bad = 0;
    int all = 0;
    for (SamplePlay play : lines.play()) {
      Optional<ProblemException> problem = play.problem();
      all++;
      bad += problem.isPresent() ? 1 : 0;
      print(
          "line %d: %s"
              .formatted(play.line(), problem.isPresent() ? "not as it should be" : "good"));
      print("  " + play.became());
      problem.ifPresent(said -> print("  " + said.problem()));
    }
    print("%d of %d samples of '%s' are good".formatted(all - bad, all, lines.name()));
    return bad == 0 ? 0 : 1;
  }

  private void listen(CheckedLines checked) throws Exception {
    SSLContext tls = writers.endpoint().tls(spec);
    FeedGaps gaps = new FeedGaps(Map.of(), gap -> {});
    try (WriterServer server =
        new WriterServer(
            "lines",
            socket -> new LineConnection(socket, tls, checked, gaps),
            writers.allowed(spec))) {
      for (ListenAddress address : writers.sockets(spec)) {
        spec.commandLine()
            .getErr()
            .println("listening on " + ListenAddress.text(server.listen(address)));
      }
      TimeUnit.SECONDS.sleep(seconds);
    }
  }

  private static Map<String, Object> report(CheckedLines checked) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("read", checked.read());
    report.put("records", checked.taken());
    report.put("too_old_for_topic", checked.old());
    report.put("refused", checked.refused());
    report.put("empty", checked.empty());
    report.put("first", checked.records());
    return report;
  }

  private void words(LineFormat lines, CheckedLines checked) {
    List<String> out = new ArrayList<>();
    checked.records().forEach(record -> out.add(JsonOutput.of(flat(record))));
    long refused = checked.refused().values().stream().mapToLong(one -> one.count()).sum();
    out.add("");
    out.add(
        "%s: %s, %d not taken, %d refused"
            .formatted(
                CountedNoun.of(checked.read(), "line", "lines"),
                CountedNoun.of(checked.taken(), "record", "records"),
                checked.read() - checked.taken() - refused,
                refused));
    if (checked.old() > 0) {
      out.add(
          "  %s older than 400 days: a topic refuses them, --output takes them"
              .formatted(CountedNoun.of(checked.old(), "record is", "records are")));
    }
    new TreeMap<>(checked.refused())
        .forEach(
            (reason, one) ->
                out.add(
                    "  refused %d, the first is line %d: %s"
                        .formatted(one.count(), one.line(), one.why())));
    checked
        .empty()
        .forEach(
            (stream, fields) ->
                out.add(
                    "In no record of %s: %s"
                        .formatted(stream, fields.isEmpty() ? "-" : String.join(", ", fields))));
    out.add("");
    out.add("Lost: " + lines.lost());
    out.add("");
    out.add("To configure: " + lines.configure());
    out.forEach(this::print);
  }

  private static Map<String, Object> flat(Map<String, List<String>> record) {
    Map<String, Object> flat = new LinkedHashMap<>();
    record.forEach((field, texts) -> flat.put(field, texts.size() == 1 ? texts.get(0) : texts));
    return flat;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
