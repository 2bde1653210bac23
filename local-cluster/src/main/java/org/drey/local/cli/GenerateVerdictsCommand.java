package org.drey.local.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.ResultFolder;
import org.drey.base.OwnerOnly;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.InvalidRecordException;
import org.drey.local.generate.Analyst;
import org.drey.local.generate.KnownTruth;
import org.drey.local.generate.WorldSettings;
import org.drey.terminal.CountedNoun;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey generate verdicts}: analysts who decide a generated world's alerts. */
@Command(
    name = "verdicts",
    mixinStandardHelpOptions = true,
    description = "Writes verdicts on the alerts of a replay, by a world's truth.",
    footer = {
      "",
      "Each alert gets one verdict, as verdicts.jsonl, unless it is withdrawn or closed",
      "by a verdict. The same seed decides the same alerts in the same way. A file that",
      "is there is added to, so that rounds can follow one another: replay with the",
      "verdicts, and decide again on what is open then.",
      "",
      "Examples:",
      "  ./drey generate verdicts --truth world/truth.json --from results \\",
      "      --output world/verdicts.jsonl --seed 7",
      "  ./drey generate verdicts --truth world/truth.json --from results --seed 7"
    })
final class GenerateVerdictsCommand implements Callable<Integer> {
  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "The truth.json of the world.")
  private Path truth = Path.of("");

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "The results of its replay, with alerts.jsonl.")
  private Path from = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write (default: verdicts.jsonl beside the alerts).")
  private @Nullable Path output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The number of the analysts (default: 7).")
  private long seed = WorldSettings.DEFAULT.seed();

  @Option(
      names = "--right",
      paramLabel = "SHARE",
      description = "The share of decisions that are right (default: ${DEFAULT-VALUE}).")
  private double right = Analyst.Habits.DEFAULT.right();

  @Option(
      names = "--undecided",
      paramLabel = "SHARE",
      description = "The share of alerts that need more (default: ${DEFAULT-VALUE}).")
  private double undecided = Analyst.Habits.DEFAULT.undecided();

  @Option(
      names = "--looked",
      paramLabel = "SHARE",
      description = "The share of alerts that they look at (default: ${DEFAULT-VALUE}).")
  private double looked = Analyst.Habits.DEFAULT.looked();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path alerts = from.resolve(TopicNames.ALERTS + ".jsonl");
    if (!Files.isRegularFile(truth)) {
      throw new UserError("--truth: there is no file " + truth);
    }
    if (!Files.isRegularFile(alerts)) {
      throw new UserError("--from: there is no " + alerts);
    }
    Path to = output == null ? from.resolve(TopicNames.VERDICTS + ".jsonl") : output;
    List<Verdict> verdicts = new ArrayList<>(verdicts());
    Set<String> before = keys(to);
    verdicts.removeIf(one -> before.contains(VerdictKey.of(one)));
    add(verdicts, to);
    Map<String, Long> counts =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.getVerdict().name(), TreeMap::new, Collectors.counting()));
    String written = CountedNoun.of(verdicts.size(), "verdict", "verdicts");
    spec.commandLine()
        .getOut()
        .println(written + (before.isEmpty() ? " written to " : " added to ") + to);
    counts.forEach(
        (verdict, count) -> spec.commandLine().getOut().printf("%,6d  %s%n", count, verdict));
    return 0;
  }

  private List<Verdict> verdicts() throws IOException {
    Analyst.Habits habits = habits();
    try {
      ResultFolder results =
          new ResultFolder(
              from,
              warning -> {
                throw new UserError(warning);
              });
      List<Alert> present =
          List.copyOf(PresentAlerts.read(results, TopicNames.ALERTS, id -> true, alert -> alert));
      return new Analyst(KnownTruth.read(truth), habits, seed).decide(present);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private Analyst.Habits habits() {
    try {
      return new Analyst.Habits(right, undecided, looked);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--right, --undecided, --looked: " + e.getMessage());
    }
  }

  /** Those of the rounds before, by their keys; an error if the file has anything else. */
  private static Set<String> keys(Path file) throws IOException {
    JsonLineReader<Verdict> lines = JsonLineReader.of(Verdict.class);
    Set<String> keys = new HashSet<>();
    if (!Files.exists(file)) {
      return keys;
    }
    String text = Files.readString(file);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new UserError("--output: the last line of " + file + " is cut off");
    }
    for (String line : text.lines().toList()) {
      try {
        keys.add(VerdictKey.of(lines.read(line.getBytes(StandardCharsets.UTF_8)).datum()));
      } catch (InvalidRecordException e) {
        throw new UserError("--output: " + file + " has lines that are no verdicts");
      }
    }
    return keys;
  }

  private static void add(List<Verdict> verdicts, Path file) throws IOException {
    JsonLineWriter lines = new JsonLineWriter();
    try (OutputStream out =
        new BufferedOutputStream(
            Channels.newOutputStream(
                FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    OwnerOnly.attributes(file))))) {
      for (Verdict verdict : verdicts) {
        out.write(lines.write(verdict));
        out.write('\n');
      }
    }
  }
}
