package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.state.StateBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run state}: what is kept of people who only look benign. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description =
        "Bytes of state of people whom benign rules are for, by person and for a country.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run state                             what is promised",
      "  verification/benchmarks/run state --every 7 --people 50       a first look, at payments every week"
    })
final class StateCommand implements Callable<Integer> {
  @Option(
      names = "--people",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "People of each kind (${DEFAULT-VALUE}).")
  private int people = 200;

  @Option(
      names = "--days",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Days for which they pay before they are measured (${DEFAULT-VALUE}).")
  private int days = 240;

  @Option(
      names = "--every",
      split = ",",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Every how many days each of them pays (default: ${DEFAULT-VALUE}).")
  private List<Integer> every = List.of(1, 7, 30);

  @Mixin private MeasuredRules rules = new MeasuredRules();
  @Mixin private BenchmarkOptions common = new BenchmarkOptions(1);

  @Override
  public Integer call() throws Exception {
    StateBenchmark benchmark =
        new StateBenchmark(
            rules.read(),
            new StateBenchmark.Settings(common.seed(), people, days, every),
            common::progress);
    List<FigureTable> tables = benchmark.run();
    List<String> notes =
        List.of(
            "Bytes are those of a savepoint, not compressed: keys, values and timers of payers and"
                + " payees.",
            "The country: 60 million payments a day, by as many people of each kind as it takes.",
            "Before the log: measured bytes of an entry, by payments a day and days kept; keys were"
                + " not counted.");
    return common.report(notes, tables, benchmark.targets());
  }
}
