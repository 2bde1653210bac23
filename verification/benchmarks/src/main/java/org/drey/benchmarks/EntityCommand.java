package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.entity.EntityBenchmark;
import org.drey.benchmarks.entity.PartitionsBenchmark;
import org.drey.benchmarks.measure.FigureTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code verification/benchmarks/run entity}: one more event of an entity that holds few or many.
 */
@Command(
    name = "entity",
    mixinStandardHelpOptions = true,
    description = "One more event of an entity that holds few or many, through RocksDB.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run entity                                    what is promised",
      "  verification/benchmarks/run entity --sizes 10,9000 --kinds VALUES     a first look",
      "  verification/benchmarks/run entity --sizes 10,9000 --busy 50          many busy entities in turn",
      "  verification/benchmarks/run entity --partitions                       late events of one payee"
    })
final class EntityCommand implements Callable<Integer> {
  private static final int EVENTS = 1_000;
  private static final int A_DAY = 2_000;

  @Option(
      names = "--sizes",
      split = ",",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "How many events an entity holds (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 9_000, 980_000);

  @Mixin private PayeeOptions payees = new PayeeOptions();

  @Option(
      names = "--busy",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description =
          "How many entities of each size that is not small are asked in turn (1); of many hardly"
              + " any part of a log is in memory when it is needed.")
  private int busy = 1;

  @Option(
      names = "--events",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Events in each measurement (1000).")
  private @Nullable Integer events;

  @Option(
      names = "--partitions",
      description =
          "Instead: a day's payments of one payee in two partitions, one after the other, beside"
              + " the same in order; --events of them, 2000 unless it is given.")
  private boolean partitions;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(9);

  @Override
  public Integer call() throws Exception {
    return partitions ? partitions() : sizes();
  }

  private int partitions() throws Exception {
    PartitionsBenchmark benchmark =
        new PartitionsBenchmark(
            new PartitionsBenchmark.Settings(
                common.seed(), events == null ? A_DAY : events, common.rounds()),
            common::progress);
    FigureTable table = benchmark.run();
    List<String> notes = List.of("CPU time of the thread, until everything has settled.");
    return common.report(notes, List.of(table), benchmark.targets());
  }

  private int sizes() throws Exception {
    EntityBenchmark benchmark =
        new EntityBenchmark(
            new EntityBenchmark.Settings(
                common.seed(),
                sizes,
                events == null ? EVENTS : events,
                common.rounds(),
                payees.kinds(),
                payees.orders(),
                busy),
            common::progress);
    FigureTable table = benchmark.run();
    List<String> notes =
        List.of(
            "CPU time of the thread that runs the operator: what RocksDB merges behind it is not"
                + " in, but grows with the bytes written.");
    return common.report(notes, List.of(table), benchmark.targets());
  }
}
