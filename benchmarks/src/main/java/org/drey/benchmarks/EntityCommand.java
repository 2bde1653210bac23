package org.drey.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.benchmarks.entity.EntityBenchmark;
import org.drey.benchmarks.entity.Kind;
import org.drey.benchmarks.entity.Order;
import org.drey.benchmarks.measure.Machine;
import org.drey.benchmarks.measure.Report;
import org.drey.benchmarks.measure.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run entity}: one more event of an entity that holds few or many. */
@Command(
    name = "entity",
    mixinStandardHelpOptions = true,
    description = "One more event of an entity that holds few or many, through RocksDB.")
final class EntityCommand implements Callable<Integer> {
  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description = "How many events an entity holds (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 9_000, 1_000_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Rules: ${COMPLETION-CANDIDATES} (all).")
  private List<Kind> kinds = List.of(Kind.values());

  @Option(
      names = "--orders",
      split = ",",
      paramLabel = "ORDER",
      description = "Orders: ${COMPLETION-CANDIDATES} (both).")
  private List<Order> orders = List.of(Order.values());

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events in each measurement (${DEFAULT-VALUE}).")
  private int events = 1_000;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds = 9;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    EntityBenchmark benchmark =
        new EntityBenchmark(
            new EntityBenchmark.Settings(sizes, events, rounds, kinds, orders), output::progress);
    Table table = benchmark.run();
    String command =
        "entity --sizes "
            + sizes.stream().map(String::valueOf).collect(Collectors.joining(","))
            + " --kinds "
            + kinds.stream().map(Kind::name).collect(Collectors.joining(","))
            + " --orders "
            + orders.stream().map(Order::name).collect(Collectors.joining(","))
            + " --events "
            + events
            + " --rounds "
            + rounds;
    List<String> notes =
        List.of(
            "CPU time of the thread that runs the operator: what RocksDB merges behind it is not"
                + " in, but grows with the bytes written.");
    return output.tell(
        new Report(command, Machine.here(), notes, List.of(table), benchmark.targets()));
  }
}
