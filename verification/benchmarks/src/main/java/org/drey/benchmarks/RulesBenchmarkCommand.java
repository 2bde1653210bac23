package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.rules.LiteralKind;
import org.drey.benchmarks.rules.RulesBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code verification/benchmarks/run rules}: an event that matches nothing, by few or many rules.
 */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "An event that matches nothing, by few or many rules of each kind of literal.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run rules                                              what is promised",
      "  verification/benchmarks/run rules --sizes 10,60 --rounds 1 --kinds CONTAINS    a first look"
    })
final class RulesBenchmarkCommand implements Callable<Integer> {
  @Option(
      names = "--sizes",
      split = ",",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How many rules (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 100, 1_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Literals: ${COMPLETION-CANDIDATES} (all).")
  private List<LiteralKind> kinds = List.of(LiteralKind.values());

  @Option(
      names = "--passes",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How often 65,536 queries are asked in each measurement (${DEFAULT-VALUE}).")
  private int passes = 5;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(15);

  @Override
  public Integer call() throws Exception {
    RulesBenchmark benchmark =
        new RulesBenchmark(
            new RulesBenchmark.Settings(common.seed(), sizes, common.rounds(), passes, kinds),
            common::progress);
    FigureTable table = benchmark.run();
    List<String> notes =
        List.of("CPU time of the asking thread, the reading of the record's fields included.");
    return common.report(notes, List.of(table), benchmark.targets());
  }
}
