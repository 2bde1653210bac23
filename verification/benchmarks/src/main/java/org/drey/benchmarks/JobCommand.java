package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.job.JobBenchmark;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.rules.LiteralKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code verification/benchmarks/run job}: queries that match nothing, Kafka to the detection job.
 */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    description = "The detection job beside a pass-through job: queries that match nothing.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run job                                   what is promised",
      "  verification/benchmarks/run job --rules 1000 --kind CONTAINS      many rules of one kind",
      "  verification/benchmarks/run job --queries 2000000 --rounds 3      a first look"
    })
final class JobCommand implements Callable<Integer> {
  @Option(
      names = "--rules",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How many rules read the queries (${DEFAULT-VALUE}).")
  private int rules = 10;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Their literals: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private LiteralKind kind = LiteralKind.MIXED;

  @Option(
      names = "--queries",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Queries that each job reads in each round (${DEFAULT-VALUE}).")
  private int queries = 30_000_000;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(9);

  @Override
  public Integer call() throws Exception {
    JobBenchmark.Settings settings =
        new JobBenchmark.Settings(common.seed(), rules, kind, queries, common.rounds());
    FigureTable table;
    JobBenchmark benchmark;
    try (WorkFolder folder = WorkFolder.create()) {
      benchmark = new JobBenchmark(settings, folder.path(), common::progress);
      table = benchmark.run();
    }
    List<String> notes =
        List.of(
            "Broker, Flink and one job at a time share this process; CPU time is all threads'.",
            "The second half of a round counts, and three rounds do not: a job starts and is compiled.");
    return common.report(notes, List.of(table), benchmark.targets());
  }
}
