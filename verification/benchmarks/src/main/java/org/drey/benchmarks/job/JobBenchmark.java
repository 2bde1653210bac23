package org.drey.benchmarks.job;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.benchmarks.job.BenchmarkCluster.Job;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.benchmarks.rules.LiteralKind;
import org.drey.rules.compile.RuleSet;

/** Queries that match nothing: the detection job, whose rules read them, beside a pass-through. */
public final class JobBenchmark {
  /** The compiler works through the first rounds. */
  private static final int WARM_UP = 3;

  /** To more rules no correlation refers. */
  private static final int MAX_COUNTED = 32;

  /** Nine tenths of the pass-through job's throughput. */
  private static final double MOST = 1 / 0.9;

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> progress;
  private final ByCase<Job, MeasuredSamples> clock = new ByCase<>(MeasuredSamples::new);
  private final ByCase<Job, MeasuredSamples> cpu = new ByCase<>(MeasuredSamples::new);
  private final MeasuredSamples clockRatio = new MeasuredSamples();
  private final MeasuredSamples cpuRatio = new MeasuredSamples();

  /**
   * Settings of the measurement.
   *
   * @param rules how many read the queries
   * @param kind what they look for
   * @param queries how many each job reads in each round
   */
  public record Settings(long seed, int rules, LiteralKind kind, long queries, int rounds) {}

  /** A benchmark that keeps its files in a folder. */
  public JobBenchmark(Settings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /** Sends the queries once, then has both jobs read them in turn. */
  public FigureTable run() throws Exception {
    progress.accept("starting Kafka and Flink");
    try (BenchmarkCluster stage =
        BenchmarkCluster.start(folder, rules(settings.kind(), settings.rules()))) {
      progress.accept("sending " + settings.queries() + " queries");
      new InventedQueries(settings.seed())
          .send(stage.client(), settings.queries(), BenchmarkCluster.PARTITIONS);
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        progress.accept(
            round < 0 ? "warming up" : "round " + (round + 1) + " of " + settings.rounds());
        round(stage, round);
      }
    }
    return table();
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return List.of(
        new PromisedTarget("time a query, of the pass-through job", clockRatio.median(), MOST),
        new PromisedTarget("CPU time a query, of the pass-through job", cpuRatio.median(), MOST));
  }

  /** Rules over single queries, and one that counts what some find, so that a score reads it. */
  private static RuleSet rules(LiteralKind kind, int count) {
    String some =
        IntStream.range(0, Math.min(count, MAX_COUNTED))
            .mapToObj(i -> "rule_" + i)
            .collect(Collectors.joining(", "));
    String counted =
        BenchmarkRules.correlation(
            count, "counted", "event_count", some, List.of("subject"), "30d", "gte: 3");
    return BenchmarkRules.compile(
        Stream.concat(IntStream.range(0, count).mapToObj(kind::rule), Stream.of(counted)).toList());
  }

  private void round(BenchmarkCluster stage, int round) throws Exception {
    boolean inOrder = round % 2 == 0;
    Job first = inOrder ? Job.PASS_THROUGH : Job.DETECTION;
    Job second = inOrder ? Job.DETECTION : Job.PASS_THROUGH;
    JobProgress.Cost ofFirst = stage.run(first, settings.queries());
    JobProgress.Cost ofSecond = stage.run(second, settings.queries());
    if (round < 0) {
      return;
    }
    add(first, ofFirst);
    add(second, ofSecond);
    JobProgress.Cost detection = inOrder ? ofSecond : ofFirst;
    JobProgress.Cost beside = inOrder ? ofFirst : ofSecond;
    clockRatio.add(detection.clock() / beside.clock());
    cpuRatio.add(detection.cpu() / beside.cpu());
  }

  private void add(Job job, JobProgress.Cost cost) {
    clock.of(job).add(cost.clock());
    cpu.of(job).add(cost.cpu());
  }

  private FigureTable table() {
    FigureTable table =
        new FigureTable(
            "Queries that match nothing, "
                + settings.rules()
                + " rules: "
                + settings.kind().title(),
            "job",
            "thousand queries/s, median",
            "ns a query, median",
            "ns a query, min",
            "CPU ns a query, all of the process, median",
            "CPU ns a query, min",
            "throughput of pass-through",
            "CPU of pass-through");
    for (Job job : Job.values()) {
      boolean first = job == Job.PASS_THROUGH;
      table.row(
          job.title(),
          1e6 / clock.of(job).median(),
          clock.of(job).median(),
          clock.of(job).min(),
          cpu.of(job).median(),
          cpu.of(job).min(),
          first ? 1.0 : 1 / clockRatio.median(),
          first ? 1.0 : cpuRatio.median());
    }
    return table;
  }
}
