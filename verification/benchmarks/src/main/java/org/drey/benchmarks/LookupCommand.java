package org.drey.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.lookup.DeltaBenchmark;
import org.drey.benchmarks.lookup.LookupBenchmark;
import org.drey.benchmarks.lookup.PublishBenchmark;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.PromisedTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run lookup}: the list index. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description = "The list index beside HashSet<String> and fastutil; then a difference applied.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run lookup                                      what is promised",
      "  verification/benchmarks/run lookup --entries 10000,100000 --rounds 1    a first look"
    })
final class LookupCommand implements Callable<Integer> {
  @Option(
      names = "--entries",
      split = ",",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Sizes of the lists (default: ${DEFAULT-VALUE}).")
  private List<Integer> entries = List.of(10_000, 100_000, 1_000_000, 10_000_000);

  @Option(
      names = "--changes",
      converter = AtLeast.NotNegative.class,
      paramLabel = "N",
      description =
          "Changes between two versions of the largest list (default: ${DEFAULT-VALUE}); 0: none.")
  private int changes = 10_000;

  @Option(
      names = "--lookups",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Lookups in each measurement (${DEFAULT-VALUE}).")
  private int lookups = 160_000;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(11);

  @Override
  public Integer call() throws Exception {
    List<FigureTable> tables = new ArrayList<>();
    List<PromisedTarget> targets = new ArrayList<>();
    try (WorkFolder folder = WorkFolder.create()) {
      lookups(folder.path(), tables, targets);
      if (changes > 0) {
        difference(folder.path(), tables, targets);
      }
    }
    List<String> notes =
        List.of(
            "CPU time of the asking thread: the collector's work for HashSet<String> is not in.",
            "A set is ready when it is filled, the making of the names included.");
    return common.report(notes, tables, targets);
  }

  private void lookups(Path folder, List<FigureTable> tables, List<PromisedTarget> targets)
      throws Exception {
    LookupBenchmark benchmark =
        new LookupBenchmark(
            new LookupBenchmark.Settings(common.seed(), entries, common.rounds(), lookups),
            folder,
            common::progress);
    tables.addAll(benchmark.run());
    targets.addAll(benchmark.targets());
  }

  private void difference(Path folder, List<FigureTable> tables, List<PromisedTarget> targets)
      throws Exception {
    int most = Collections.max(entries);
    DeltaBenchmark delta =
        new DeltaBenchmark(common.seed(), most, changes, common.rounds(), folder, common::progress);
    DeltaBenchmark.Versions versions = delta.prepare();
    tables.addAll(delta.run(versions));
    targets.addAll(delta.targets());
    PublishBenchmark publish =
        new PublishBenchmark(common.seed(), most, common.rounds(), folder, common::progress);
    tables.add(publish.run(versions));
    targets.add(publish.target());
  }
}
