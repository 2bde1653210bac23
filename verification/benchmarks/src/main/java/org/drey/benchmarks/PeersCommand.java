package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.peers.PeersBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run peers}: the same rules by Flink SQL and Flink CEP. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "The same rules by Drey, Flink SQL and Flink CEP: findings and CPU time.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run peers                                   all of it",
      "  verification/benchmarks/run peers --copies 1 --rounds 1             a first look",
      "  verification/benchmarks/run peers --copies 1,10 --timed 20000       more payments, fewer rules"
    })
final class PeersCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Payments whose findings are compared (${DEFAULT-VALUE}).")
  private int events = 2_000;

  @Option(
      names = "--timed",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description =
          "Payments of a job whose time is measured; of patterns fewer if there are more rules"
              + " (${DEFAULT-VALUE}).")
  private int timed = 8_000;

  @Option(
      names = "--copies",
      split = ",",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How many rules of a kind (default: ${DEFAULT-VALUE}).")
  private List<Integer> copies = List.of(1, 10, 100);

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(3);

  @Override
  public Integer call() throws Exception {
    try (WorkFolder folder = WorkFolder.create()) {
      PeersBenchmark benchmark =
          new PeersBenchmark(
              new PeersBenchmark.Settings(common.seed(), events, timed, copies, common.rounds()),
              folder.path(),
              common::progress);
      List<FigureTable> tables = benchmark.run();
      List<String> notes =
          List.of(
              "CPU time of all of the process for the second half of the payments, which come in"
                  + " order: compiler, collector and RocksDB's threads are in.",
              "Flink CEP counts no distinct values.");
      return common.report(notes, tables, List.of());
    }
  }
}
