package org.drey.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.benchmarks.lookup.DeltaBenchmark;
import org.drey.benchmarks.lookup.LookupBenchmark;
import org.drey.benchmarks.lookup.PublishBenchmark;
import org.drey.benchmarks.measure.Machine;
import org.drey.benchmarks.measure.Report;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.measure.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run lookup}: the list index. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description = "The list index beside HashSet<String> and fastutil; then a difference applied.")
final class LookupCommand implements Callable<Integer> {
  @Option(
      names = "--entries",
      split = ",",
      paramLabel = "N",
      description = "Sizes of the lists (default: ${DEFAULT-VALUE}).")
  private List<Integer> entries = List.of(10_000, 100_000, 1_000_000, 10_000_000);

  @Option(
      names = "--changes",
      paramLabel = "N",
      description =
          "Changes between two versions of the largest list (default: ${DEFAULT-VALUE}); 0: none.")
  private int changes = 10_000;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds = 11;

  @Option(
      names = "--lookups",
      paramLabel = "N",
      description = "Lookups in each measurement (${DEFAULT-VALUE}).")
  private int lookups = 160_000;

  @Option(names = "--seed", paramLabel = "N", description = "Which names (${DEFAULT-VALUE}).")
  private long seed = 7;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    List<Table> tables = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    try (WorkFolder folder = WorkFolder.create()) {
      lookups(folder.path(), tables, targets);
      if (changes > 0) {
        difference(folder.path(), tables, targets);
      }
    }
    String sizes = entries.stream().map(String::valueOf).collect(Collectors.joining(","));
    String command =
        String.join(
            " ",
            "lookup --entries " + sizes,
            "--changes " + changes,
            "--rounds " + rounds,
            "--lookups " + lookups,
            "--seed " + seed);
    List<String> notes =
        List.of(
            "CPU time of the asking thread: the collector's work for HashSet<String> is not in.",
            "A set is ready when it is filled, the making of the names included.");
    return output.tell(new Report(command, Machine.here(), notes, tables, targets));
  }

  private void lookups(Path folder, List<Table> tables, List<Target> targets) throws Exception {
    LookupBenchmark benchmark =
        new LookupBenchmark(
            new LookupBenchmark.Settings(seed, entries, rounds, lookups), folder, output::progress);
    tables.addAll(benchmark.run());
    targets.addAll(benchmark.targets());
  }

  private void difference(Path folder, List<Table> tables, List<Target> targets) throws Exception {
    int most = Collections.max(entries);
    DeltaBenchmark delta =
        new DeltaBenchmark(seed, most, changes, rounds, folder, output::progress);
    DeltaBenchmark.Versions versions = delta.prepare();
    tables.addAll(delta.run(versions));
    targets.addAll(delta.targets());
    PublishBenchmark publish = new PublishBenchmark(seed, most, rounds, folder, output::progress);
    tables.add(publish.run(versions));
    targets.add(publish.target());
  }
}
