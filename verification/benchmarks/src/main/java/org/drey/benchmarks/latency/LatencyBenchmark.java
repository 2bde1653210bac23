package org.drey.benchmarks.latency;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.drey.benchmarks.latency.LatencyJobs.TopicSide;
import org.drey.benchmarks.latency.QueryLoad.SentQueries;
import org.drey.benchmarks.lookup.InventedLists;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.ListIndex;
import org.drey.event.TopicNames;

/**
 * From a query in Kafka to its signal in Kafka: the blocklist job beside a job that only passes
 * through, at half of what the latter can do. Both run all the time, and one at a time is fed.
 */
public final class LatencyBenchmark {
  private static final double WARM_UP_RATE = 5_000;
  private static final double FIRST_RATE = 4_000;
  private static final double RATE_STEP = 1.2;
  private static final int TRIES = 2;
  private static final int STEPS_A_PERIOD = 4;

  /** The delay above which a query is sent late. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A sender that reaches less of its rate has no time left itself. */
  private static final double ENOUGH = 0.97;

  /** Periods at the measured rate that do not count: the search has warmed up one job only. */
  private static final int WARM_UP_ROUNDS = 3;

  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The first part of a period does not count: caches and batches have to settle. */
  private static final double SETTLING = 0.2;

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> progress;
  private final ByCase<TopicSide, Figures> figures = new ByCase<>(Figures::new);
  private double rate;

  /**
   * Settings of the measurement.
   *
   * @param entries of the list
   * @param hits of a hundred queries
   * @param rounds periods of each job
   * @param period how long one is
   * @param rate queries a second; 0 for half of what the pass-through job keeps up with
   */
  public record Settings(long seed, int entries, int hits, int rounds, Duration period, int rate) {}

  /** Each with a value a period: milliseconds, and CPU time of the process a query. */
  private record Figures(
      MeasuredSamples p50, MeasuredSamples p99, MeasuredSamples most, MeasuredSamples cpu) {
    Figures() {
      this(
          new MeasuredSamples(),
          new MeasuredSamples(),
          new MeasuredSamples(),
          new MeasuredSamples());
    }
  }

  /** A benchmark that keeps its files in a folder. */
  public LatencyBenchmark(Settings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /** Finds the pass-through job's limit, then feeds both in turn. */
  public FigureTable run() throws Exception {
    InventedNames names = new InventedNames(settings.seed());
    progress.accept("compiling a list of " + settings.entries());
    Path list =
        InventedLists.write(
            InventedLists.compiled(names, 0, settings.entries()), folder.resolve("benchmark.list"));
    ListIndex index = ListIndex.open(list, InventedLists.key());
    EncodedQueries queries =
        new EncodedQueries(names, settings.seed(), settings.entries(), settings.hits(), index);
    progress.accept("starting Kafka, Flink and both jobs");
    try (LatencyJobs jobs = LatencyJobs.start(folder, list);
        QueryLoad load = new QueryLoad(jobs.client(), queries, LatencyJobs.PARTITIONS);
        SignalReader signals =
            new SignalReader(
                jobs.client(),
                List.of(
                    TopicSide.PASS_THROUGH.topic(TopicNames.SPLASH_SIGNALS),
                    TopicSide.BLOCKLIST.topic(TopicNames.SPLASH_SIGNALS)))) {
      rate = settings.rate() > 0 ? settings.rate() : saturation(load, signals) / 2;
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        warmUp(load, signals, rate);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        progress.accept("round " + (round + 1) + " of " + settings.rounds());
        for (TopicSide side : TopicSide.values()) {
          period(side, load, signals);
        }
      }
    }
    return table();
  }

  /** Returns what was promised of it. */
  public PromisedTarget target() {
    double share =
        figures.of(TopicSide.BLOCKLIST).p99().median()
            / figures.of(TopicSide.PASS_THROUGH).p99().median();
    return new PromisedTarget("p99 of the blocklist job, of the pass-through job", share, 2);
  }

  /** Feeds both for nothing. */
  private void warmUp(QueryLoad load, SignalReader signals, double aSecond)
      throws InterruptedException {
    for (TopicSide side : TopicSide.values()) {
      progress.accept("warming up " + side + " at " + Math.round(aSecond) + " a second");
      SentQueries unused = feed(side, load, signals, aSecond, settings.period());
    }
  }

  /** The highest rate at which the pass-through job keeps up, a fifth apart. */
  private double saturation(QueryLoad load, SignalReader signals) throws InterruptedException {
    warmUp(load, signals, WARM_UP_RATE);
    progress.accept("finding the limit of the pass-through job");
    double saturation = 0;
    for (double next = FIRST_RATE; keepsUp(load, signals, next); next *= RATE_STEP) {
      saturation = next;
    }
    if (saturation == 0) {
      throw new IllegalStateException("this machine does not pass even the least load through");
    }
    progress.accept("passes " + Math.round(saturation) + " a second through");
    return saturation;
  }

  /** Tries twice: what else the machine does may have been in the way. */
  private boolean keepsUp(QueryLoad load, SignalReader signals, double aSecond)
      throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      if (passes(load, signals, aSecond)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether as much was sent as was meant to be, and nothing was left to do at the end of
   * it.
   */
  private boolean passes(QueryLoad load, SignalReader signals, double aSecond)
      throws InterruptedException {
    Duration howLong = settings.period().dividedBy(STEPS_A_PERIOD);
    long began = System.nanoTime();
    SentQueries sent = feed(TopicSide.PASS_THROUGH, load, signals, aSecond, howLong);
    long late = System.nanoTime() - began - howLong.toNanos();
    return late < LATE_NANOS && sent.count() > ENOUGH * aSecond * howLong.toNanos() / 1e9;
  }

  private void period(TopicSide side, QueryLoad load, SignalReader signals)
      throws InterruptedException {
    long cpuBefore = CpuTime.ofProcess();
    SentQueries sent = feed(side, load, signals, rate, settings.period());
    Figures its = figures.of(side);
    its.cpu().add((double) (CpuTime.ofProcess() - cpuBefore) / sent.count());
    MeasuredSamples millis = new MeasuredSamples();
    long from = sent.first() + (long) (sent.count() * SETTLING);
    sent.taken()
        .forEach(
            (number, taken) -> {
              if (number >= from) {
                long came =
                    Objects.requireNonNull(
                        signals.taken().get(number), "all that were sent have come by now");
                millis.add((double) (came - taken));
              }
            });
    its.p50().add(millis.median());
    its.p99().add(millis.quantile(0.99));
    its.most().add(millis.max());
  }

  /** Sends, and waits until every signal is there. */
  private static SentQueries feed(
      TopicSide side, QueryLoad load, SignalReader signals, double aSecond, Duration howLong)
      throws InterruptedException {
    signals.clear();
    SentQueries sent = load.send(side.topic(TopicNames.DNS_QUERIES), aSecond, howLong);
    long until = System.nanoTime() + WAIT_NANOS;
    while (!signals.taken().keySet().containsAll(sent.taken().keySet())) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            side
                + ": "
                + sent.taken().size()
                + " signals due, "
                + signals.taken().size()
                + " came");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return sent;
  }

  private FigureTable table() {
    FigureTable table =
        new FigureTable(
            "From query to signal, "
                + settings.hits()
                + " % hits among "
                + settings.entries()
                + " names",
            "job",
            "queries/s",
            "p50 ms, median",
            "p99 ms, median",
            "p99 ms, min",
            "longest ms, median",
            "CPU ns a query, all of the process");
    figures.forEach(
        (side, its) ->
            table.row(
                side.job(),
                Math.round(rate),
                its.p50().median(),
                its.p99().median(),
                its.p99().min(),
                its.most().median(),
                its.cpu().median()));
    return table;
  }
}
