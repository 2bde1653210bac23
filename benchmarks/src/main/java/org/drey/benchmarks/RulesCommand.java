package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.benchmarks.measure.Machine;
import org.drey.benchmarks.measure.Report;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.rules.Literal;
import org.drey.benchmarks.rules.RulesBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run rules}: an event that matches nothing, by few or many rules. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "An event that matches nothing, by few or many rules of each kind of literal.")
final class RulesCommand implements Callable<Integer> {
  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description = "How many rules (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 100, 1_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Literals: ${COMPLETION-CANDIDATES} (all).")
  private List<Literal> kinds = List.of(Literal.values());

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds = 15;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "How often 1,024 queries are asked in each measurement (${DEFAULT-VALUE}).")
  private int passes = 100;

  @Option(names = "--seed", paramLabel = "N", description = "Which names (${DEFAULT-VALUE}).")
  private long seed = 7;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    RulesBenchmark benchmark =
        new RulesBenchmark(
            new RulesBenchmark.Settings(seed, sizes, rounds, passes, kinds), output::progress);
    Table table = benchmark.run();
    String command =
        String.join(
            " ",
            "rules --sizes " + sizes.stream().map(String::valueOf).collect(Collectors.joining(",")),
            "--kinds " + kinds.stream().map(Literal::name).collect(Collectors.joining(",")),
            "--rounds " + rounds,
            "--passes " + passes,
            "--seed " + seed);
    List<String> notes =
        List.of("CPU time of the asking thread, the reading of the record's fields included.");
    return output.tell(
        new Report(command, Machine.here(), notes, List.of(table), benchmark.targets()));
  }
}
