package org.drey.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.latency.LatencyBenchmark;
import org.drey.benchmarks.measure.FigureTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run latency}: the blocklist job from Kafka to Kafka. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "The blocklist job beside a pass-through job, at half of the latter's limit.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run latency                                           what is promised",
      "  verification/benchmarks/run latency --entries 10000 --seconds 3 --rounds 1    a first look"
    })
final class LatencyCommand implements Callable<Integer> {
  @Option(
      names = "--entries",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Names (${DEFAULT-VALUE}).")
  private int entries = 1_000_000;

  @Option(
      names = "--hits",
      converter = AtLeast.NotNegative.class,
      paramLabel = "PERCENT",
      description = "How many of a hundred queries are for listed names (${DEFAULT-VALUE}).")
  private int hits = 1;

  @Option(
      names = "--seconds",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How long a period is (${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(
      names = "--rate",
      converter = AtLeast.NotNegative.class,
      paramLabel = "N",
      description = "Queries a second (half of what the pass-through job keeps up with).")
  private int rate;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(9);

  @Override
  public Integer call() throws Exception {
    LatencyBenchmark.Settings settings =
        new LatencyBenchmark.Settings(
            common.seed(), entries, hits, common.rounds(), Duration.ofSeconds(seconds), rate);
    FigureTable table;
    LatencyBenchmark benchmark;
    try (WorkFolder folder = WorkFolder.create()) {
      benchmark = new LatencyBenchmark(settings, folder.path(), common::progress);
      table = benchmark.run();
    }
    List<String> notes =
        List.of(
            "Times are the broker's, in whole milliseconds: from the record of the query to the"
                + " record of its signal.",
            "Broker, Flink, the sender of queries and the reader of signals share this process.");
    return common.report(notes, List.of(table), List.of(benchmark.target()));
  }
}
