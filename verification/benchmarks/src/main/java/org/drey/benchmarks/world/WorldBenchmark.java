package org.drey.benchmarks.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.world.WorldStage.RunCost;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;

/** A generated world on Kafka: bytes of its records, and what the detection job needs for it. */
public final class WorldBenchmark {
  /** The compiler works through the first round. */
  private static final int WARM_UP = 1;

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> progress;

  /**
   * Settings of the measurement.
   *
   * @param people of the world
   * @param days for which they are watched
   * @param rounds how often the job reads all of it
   */
  public record Settings(long seed, int people, int days, int rounds) {}

  /** A benchmark that keeps its files in a folder. */
  public WorldBenchmark(Settings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /** Sends the world once, then has the job read it, again and again from the beginning. */
  public List<FigureTable> run() throws Exception {
    progress.accept("making a world of " + settings.people() + " people");
    SyntheticWorld world =
        SyntheticWorld.generate(
            new WorldSettings(settings.seed(), settings.people(), settings.days()));
    MeasuredSamples cpu = new MeasuredSamples();
    MeasuredSamples state = new MeasuredSamples();
    long read = 0;
    progress.accept("starting Kafka and Flink");
    try (WorldStage stage = WorldStage.start(folder, world)) {
      progress.accept("sending its records");
      stage.sendAll();
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        progress.accept(
            round < 0 ? "warming up" : "round " + (round + 1) + " of " + settings.rounds());
        RunCost cost = stage.run();
        read = cost.records();
        if (round >= 0) {
          cpu.add(cost.cpuNanos());
          state.add((double) cost.stateBytes());
        }
      }
    }
    return List.of(records(world.arrivals()), job(read, cpu, state));
  }

  private static FigureTable records(Map<String, List<WorldItem>> arrivals) {
    FigureTable table =
        new FigureTable("Records on the wire", "topic", "records", "bytes a record");
    arrivals.forEach(
        (topic, items) -> {
          if (!items.isEmpty()) {
            long bytes = items.stream().mapToLong(item -> item.avro().length).sum();
            table.row(topic, items.size(), (double) bytes / items.size());
          }
        });
    return table;
  }

  private FigureTable job(long read, MeasuredSamples cpu, MeasuredSamples state) {
    FigureTable table =
        new FigureTable(
            "The detection job with the catalogue",
            "people",
            "days",
            "records read",
            "CPU us a record, all of the process, median",
            "CPU us a record, min",
            "CPU us a record, max",
            "state, bytes",
            "state, bytes a person");
    table.row(
        settings.people(),
        settings.days(),
        read,
        cpu.median() / 1e3,
        cpu.min() / 1e3,
        cpu.max() / 1e3,
        Math.round(state.median()),
        state.median() / settings.people());
    return table;
  }
}
