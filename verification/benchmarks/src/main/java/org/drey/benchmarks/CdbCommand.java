package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.cdb.CdbBenchmark;
import org.drey.benchmarks.measure.FigureTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run cdb}: the list index beside dnsdist. */
@Command(
    name = "cdb",
    mixinStandardHelpOptions = true,
    description = "The list index beside dnsdist's suffix lookup in a constant database (CDB).",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run cdb                                what is promised",
      "  verification/benchmarks/run cdb --entries 100000 --rounds 1    a first look"
    })
final class CdbCommand implements Callable<Integer> {
  @Option(
      names = "--entries",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Names (${DEFAULT-VALUE}).")
  private int entries = 1_000_000;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(7);

  @Override
  public Integer call() throws Exception {
    FigureTable table;
    try (WorkFolder folder = WorkFolder.create()) {
      CdbBenchmark benchmark =
          new CdbBenchmark(
              common.seed(), entries, common.rounds(), folder.path(), common::progress);
      table = benchmark.run();
    }
    List<String> notes =
        List.of(
            "dnsdist: user CPU time of the process a query, one thread, asked by dnsperf over the"
                + " loopback; no server behind it.",
            "ListIndex: CPU time of the asking thread.");
    return common.report(notes, List.of(table), List.of());
  }
}
