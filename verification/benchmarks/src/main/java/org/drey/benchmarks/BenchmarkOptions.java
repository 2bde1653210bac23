package org.drey.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.benchmarks.measure.BenchmarkReport;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MachineFacts;
import org.drey.benchmarks.measure.PromisedTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command, and its output. */
final class BenchmarkOptions {
  private static final String JSON = "--json";
  private static final String CHECK = "--check";
  private static final Set<String> ABOUT_THE_REPORT = Set.of(JSON, CHECK);

  @Option(
      names = "--rounds",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of names and times (${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(names = JSON, paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  @Option(names = CHECK, description = "Exit with 1 if a target is missed.")
  private boolean check;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * The options of a command.
   *
   * @param rounds how many there are unless the caller says otherwise
   */
  BenchmarkOptions(int rounds) {
    this.rounds = rounds;
  }

  int rounds() {
    return rounds;
  }

  long seed() {
    return seed;
  }

  /** Says what is being done; not part of the result. */
  void progress(String doing) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(doing + " …");
    err.flush();
  }

  /** Prints what was found; the exit status. */
  int report(List<String> notes, List<FigureTable> tables, List<PromisedTarget> targets)
      throws IOException {
    BenchmarkReport report =
        new BenchmarkReport(command(), MachineFacts.here(), notes, tables, targets);
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.toText());
    out.flush();
    if (json != null) {
      report.writeJson(json);
    }
    return check && !report.isMet() ? 1 : 0;
  }

  /** Returns what has to be typed for the same once more, with what was not said. */
  private String command() {
    return spec.name()
        + spec.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .filter(option -> !ABOUT_THE_REPORT.contains(option.longestName()))
            .filter(option -> option.getValue() != null)
            .map(option -> " " + option.longestName() + value(option))
            .collect(Collectors.joining());
  }

  private static String value(OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Boolean isSet) {
      return "=" + isSet;
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(",", " ", ""))
        : " " + value;
  }
}
