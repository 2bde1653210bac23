package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.payment.PaymentBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code verification/benchmarks/run payment}: a payment that rules want, through the detection
 * job's steps.
 */
@Command(
    name = "payment",
    mixinStandardHelpOptions = true,
    description = "A payment that rules want, through all steps of the detection job on RocksDB.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run payment                               what is promised",
      "  verification/benchmarks/run payment --payments 200 --rounds 3     a first look",
      "  verification/benchmarks/run payment --json payment.json --check   for a program"
    })
final class PaymentCommand implements Callable<Integer> {
  @Option(
      names = "--payments",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Payments a day; a round is a day (${DEFAULT-VALUE}).")
  private int payments = 1_000;

  @Option(
      names = "--days",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Days that go by before the first round (${DEFAULT-VALUE}).")
  private int days = 240;

  @Mixin private MeasuredRules rules = new MeasuredRules();
  @Mixin private BenchmarkOptions common = new BenchmarkOptions(9);

  @Override
  public Integer call() throws Exception {
    PaymentBenchmark benchmark =
        new PaymentBenchmark(
            rules.read(),
            new PaymentBenchmark.Settings(common.seed(), payments, days, common.rounds()),
            common::progress);
    List<FigureTable> tables = benchmark.run();
    List<String> notes =
        List.of(
            "CPU time of the thread that runs all steps; all of the process has RocksDB's threads,"
                + " the collector and the compiler besides.",
            "An entity is one whose state a payment touches: the payer, of one abroad the payee too.");
    return common.report(notes, tables, benchmark.targets());
  }
}
