package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.rules.Literal;
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
final class RulesCommand implements Callable<Integer> {
  @Option(
      names = "--sizes",
      split = ",",
      converter = AtLeast.One.class,
      paramLabel = "N",
      description = "How many rules (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 100, 1_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Literals: ${COMPLETION-CANDIDATES} (all).")
  private List<Literal> kinds = List.of(Literal.values());

  @Option(
      names = "--passes",
      converter = AtLeast.One.class,
      paramLabel = "N",
      description = "How often 65,536 queries are asked in each measurement (${DEFAULT-VALUE}).")
  private int passes = 5;

  @Mixin private Common common = new Common(15);

  @Override
  public Integer call() throws Exception {
    RulesBenchmark benchmark =
        new RulesBenchmark(
            new RulesBenchmark.Settings(common.seed(), sizes, common.rounds(), passes, kinds),
            common::progress);
    Table table = benchmark.run();
    List<String> notes =
        List.of("CPU time of the asking thread, the reading of the record's fields included.");
    return common.report(notes, List.of(table), benchmark.targets());
  }
}
