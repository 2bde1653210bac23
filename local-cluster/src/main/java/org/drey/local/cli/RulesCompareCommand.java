package org.drey.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.drey.alerts.source.ResultFolder;
import org.drey.base.AtomicFile;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.readiness.SelectedEvents;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Verdict;
import org.drey.local.compare.ComparisonText;
import org.drey.local.compare.ExpectedDifferences;
import org.drey.local.compare.RuleSetOutcome;
import org.drey.local.compare.RulesComparison;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.SlowStep;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./drey rules compare}: what a change of rules does to the alerts of a folder of events.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Says what a change of rules does to alerts, before it counts.",
    footer = {
      "",
      "Replays a folder of events with each of two rule sets, and compares: alerts",
      "gained and lost, and those that move between bands or priorities or open earlier",
      "or later, by track and rule; the ten that change most, and the points that do it;",
      "findings of each rule, and which share of its stream a detection selects; which",
      "rules keep their state at a restart, and which start cold. 'catalogue' is the",
      "rules that ship with Drey; one set alone is compared with them.",
      "",
      "An alert is its newest revision, and none if that is withdrawn. Its band is that",
      "of its peak, and it opened at the as_of of its first revision.",
      "",
      "--expect is a file of YAML, each of whose keys may be left out:",
      "  gained: {at_most: 20}      also higher_band, lower_band, more_urgent,",
      "                             less_urgent, earlier, later",
      "  lost: {at_most: 5, none_of: [1f0540b1], verdicts: {CONFIRMED: 0}}",
      "",
      "Exit status: 0 compared, 1 not, 2 used wrongly, 3 not as expected.",
      "",
      "Examples:",
      "  ./drey rules compare catalogue my-rules --input world --config config.yaml",
      "  ./drey rules compare old-rules new-rules --input world \\",
      "      --verdicts verdicts.jsonl --html change.html",
      "  ./drey rules compare old-rules new-rules --input world --expect change.yaml --json"
    })
final class RulesCompareCommand implements Callable<Integer> {
  private static final String CATALOGUE = "catalogue";
  private static final int NOT_AS_EXPECTED = 3;

  private final ShutdownHook shutdown;

  @Parameters(
      arity = "1..2",
      paramLabel = "OLD NEW",
      description = "Two sets, each a file or folder of rules, or 'catalogue'.")
  private List<String> sets = List.of();

  @Mixin private InputOptions input = new InputOptions();

  @Option(names = "--config", paramLabel = "FILE", description = "The jobs' configuration.")
  private @Nullable Path config;

  @Option(
      names = "--with-catalogue",
      description = "Use the catalogue beside the rules of each folder.")
  private boolean withCatalogue;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description = "What analysts decided; said of the alerts that change.")
  private @Nullable Path verdicts;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "What may change: else the exit status is 3.")
  private @Nullable Path expected;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Keep what both replays write, in DIR/before and DIR/after.")
  private @Nullable Path output;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one page, too.")
  private @Nullable Path html;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks an operator has (default: ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(names = "--json", description = "Print one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  RulesCompareCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    return shutdown.interrupt(this::compare);
  }

  private int compare() throws Exception {
    input.check(output);
    if (parallelism < 1) {
      throw WrongUse.of(spec, "--parallelism: at least 1");
    }
    DreyConfiguration configuration =
        input.with(config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config));
    List<RuleSet> rules = rules(configuration);
    ExpectedDifferences expectation = expected == null ? null : ExpectedDifferences.read(expected);
    Map<String, String> decided = decided();
    input.ignored().forEach(err()::println);
    Path results = output == null ? Files.createTempDirectory("drey-compare") : output;
    List<RuleSetOutcome> outcomes;
    try {
      outcomes = outcomes(rules, configuration, results);
    } finally {
      if (output == null) {
        FileUtils.deleteDirectory(results.toFile());
      }
    }
    RulesComparison comparison = RulesComparison.of(outcomes.get(0), outcomes.get(1), decided);
    List<String> broken =
        expectation == null
            ? List.of()
            : expectation.broken(comparison.alerts(), outcomes.get(0).alerts().keySet());
    print(comparison, broken);
    return broken.isEmpty() ? 0 : NOT_AS_EXPECTED;
  }

  private List<RuleSet> rules(DreyConfiguration configuration) throws IOException {
    List<String> names = new ArrayList<>(sets);
    if (names.size() == 1) {
      names.add(0, CATALOGUE);
    }
    List<RuleSet> rules = new ArrayList<>();
    for (String name : names) {
      RuleSet set = StreamRegistry.compile(files(name), configuration);
      set.warnings().forEach(err()::println);
      rules.add(set);
    }
    return rules;
  }

  private List<RuleFile> files(String name) throws IOException {
    Path path = Path.of(name);
    boolean isCatalogue = name.equals(CATALOGUE) && !Files.exists(path);
    List<RuleFile> files = new ArrayList<>();
    if (isCatalogue || withCatalogue) {
      files.addAll(RuleFile.catalogue());
    }
    if (!isCatalogue) {
      if (!Files.exists(path)) {
        throw new UserError("There is no file or folder of rules " + path);
      }
      List<RuleFile> own = RuleFile.readAll(path);
      if (own.isEmpty()) {
        throw new UserError("There is no .yml file in " + path);
      }
      files.addAll(own);
    }
    return files;
  }

  /** Returns the newest verdict on each alert. */
  private Map<String, String> decided() throws IOException {
    if (verdicts == null) {
      return Map.of();
    }
    Map<String, Instant> times = new HashMap<>();
    Map<String, String> decided = new HashMap<>();
    ResultFolder.readFile(
        verdicts,
        Verdict.class,
        verdict -> {
          Instant known = times.get(verdict.getAlertId());
          if (known == null || !verdict.getVerdictTime().isBefore(known)) {
            times.put(verdict.getAlertId(), verdict.getVerdictTime());
            decided.put(verdict.getAlertId(), verdict.getVerdict().name());
          }
        },
        err()::println);
    return decided;
  }

  private List<RuleSetOutcome> outcomes(
      List<RuleSet> rules, DreyConfiguration configuration, Path results) throws Exception {
    List<Path> folders = List.of(results.resolve("before"), results.resolve("after"));
    List<ReplaySummary> replays = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      ReplayRun run =
          new ReplayRun(
              rules.get(i),
              configuration,
              input.lists(),
              input.folder(),
              folders.get(i),
              parallelism);
      replays.add(run.execute(ProgressLine.onTerminal()));
    }
    // With a list, hits are not in the input: they are what the replay made.
    List<Path> events =
        input.lists() == null ? List.of(input.folder()) : List.of(folders.get(0), input.folder());
    List<Map<String, SelectedEvents>> selected =
        SlowStep.run(
            "counting what rules select",
            () -> SelectedEvents.count(events, configuration, rules, lines -> {}));
    List<RuleSetOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      outcomes.add(
          RuleSetOutcome.read(
              rules.get(i),
              folders.get(i),
              configuration.referenceCurrency(),
              replays.get(i).findings(),
              selected.get(i),
              err()::println));
    }
    return outcomes;
  }

  private void print(RulesComparison comparison, List<String> broken) throws IOException {
    if (html != null) {
      byte[] page = ComparisonText.page(comparison, broken).getBytes(StandardCharsets.UTF_8);
      AtomicFile.writePrivate(html, out -> out.write(page));
    }
    spec.commandLine()
        .getOut()
        .println(json ? JsonOutput.document(comparison) : ComparisonText.of(comparison));
    broken.forEach(sentence -> err().println("not as expected: " + sentence));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
