package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.world.WorldBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verification/benchmarks/run world}: what a generated world takes. */
@Command(
    name = "world",
    mixinStandardHelpOptions = true,
    description = "Bytes of a generated world's records, and CPU time and state of the job.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run world                             what plans are made from",
      "  verification/benchmarks/run world --people 300 --rounds 1     a first look"
    })
final class WorldCommand implements Callable<Integer> {
  @Option(
      names = "--people",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "People of the world (${DEFAULT-VALUE}).")
  private int people = 4_000;

  @Option(
      names = "--days",
      converter = AtLeast.Positive.class,
      paramLabel = "N",
      description = "Days for which they are watched, 30 to 240 (${DEFAULT-VALUE}).")
  private int days = 180;

  @Mixin private BenchmarkOptions common = new BenchmarkOptions(3);

  @Override
  public Integer call() throws Exception {
    List<FigureTable> tables;
    try (WorkFolder folder = WorkFolder.create()) {
      tables =
          new WorldBenchmark(
                  new WorldBenchmark.Settings(common.seed(), people, days, common.rounds()),
                  folder.path(),
                  common::progress)
              .run();
    }
    List<String> notes =
        List.of(
            "A record's bytes are those of its value, not compressed; Kafka's own are not in.",
            "Broker, Flink and the job share this process. The first 3 of 10 records do not count.",
            "State is a canonical savepoint, not compressed, with what was planted in the world.");
    return common.report(notes, tables, List.of());
  }
}
