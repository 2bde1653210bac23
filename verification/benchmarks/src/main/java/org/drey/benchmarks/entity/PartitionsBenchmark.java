package org.drey.benchmarks.entity;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorSubtask;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.benchmarks.operator.StateAccesses;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/**
 * A day's payments of one payee, in order, and in two partitions of which one is read after the
 * other; by the rules of the catalogue, until all that they lead to has settled.
 */
public final class PartitionsBenchmark {
  private static final int WARM_UP = 2;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The time for which the clock goes on after a day: more than any rule waits for. */
  private static final long SETTLING = 5 * DAY;

  private static final int OF_THE_REVIEW = 2_000;
  private static final double MAX_TIME = 3;
  private static final double MAX_FINDINGS = 2;

  private final Settings settings;
  private final Consumer<String> progress;
  private final RuleSet rules = BenchmarkRules.catalogue();
  private final InventedPayments payments = new InventedPayments(rules);
  private final SplittableRandom random;
  private final ByCase<Way, MeasuredSamples> millis = new ByCase<>(MeasuredSamples::new);
  private final ByCase<Way, MeasuredSamples> findings = new ByCase<>(MeasuredSamples::new);
  private final Map<Way, StateAccesses> accesses = new EnumMap<>(Way.class);
  private final MeasuredSamples timeRatio = new MeasuredSamples();
  private final MeasuredSamples findingsRatio = new MeasuredSamples();
  private long begin = InventedPayments.START;

  /**
   * Settings of the measurement.
   *
   * @param payments of the payee, on one day
   */
  public record Settings(long seed, int payments, int rounds) {}

  private enum Way {
    IN_ORDER("in order"),
    ONE_AFTER_THE_OTHER("two partitions, one after the other");

    private final String title;

    Way(String title) {
      this.title = title;
    }
  }

  private record MeasuredWay(double millis, int findings, StateAccesses accesses) {}

  /** A benchmark that has not begun. */
  public PartitionsBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.random = new SplittableRandom(settings.seed());
  }

  /** Each round has its own day and two payees. */
  public FigureTable run() throws Exception {
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        progress.accept(
            round < 0 ? "warming up" : "round " + (round + 1) + " of " + settings.rounds());
        MeasuredWay inOrder = day(step, Way.IN_ORDER);
        MeasuredWay apart = day(step, Way.ONE_AFTER_THE_OTHER);
        if (round >= 0) {
          add(Way.IN_ORDER, inOrder);
          add(Way.ONE_AFTER_THE_OTHER, apart);
          timeRatio.add(apart.millis() / inOrder.millis());
          findingsRatio.add((double) apart.findings() / inOrder.findings());
        }
      }
    }
    return table();
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return settings.payments() == OF_THE_REVIEW
        ? List.of(
            new PromisedTarget("two partitions, time, of in order", timeRatio.median(), MAX_TIME),
            new PromisedTarget(
                "two partitions, findings, of in order", findingsRatio.max(), MAX_FINDINGS))
        : List.of();
  }

  private void add(Way way, MeasuredWay took) {
    millis.of(way).add(took.millis());
    findings.of(way).add(took.findings());
    accesses.merge(way, took.accesses(), StateAccesses::plus);
  }

  /** Until the second partition has been read to its end the clock waits for it. */
  private MeasuredWay day(OperatorSubtask<Match, Finding> step, Way way) throws Exception {
    step.clock(begin - 1);
    Match[] matches = matches(way);
    var unused = step.take();
    StateAccesses before = step.accesses();
    long began = CpuTime.ofThread();
    for (Match match : matches) {
      step.send(match);
      if (way == Way.IN_ORDER) {
        step.clock(match.time() - 1);
      }
    }
    for (long clock = begin + DAY; clock < begin + SETTLING; clock += HOUR) {
      step.clock(clock);
    }
    double took = (CpuTime.ofThread() - began) / 1e6;
    int found = step.take().size();
    begin += SETTLING;
    return new MeasuredWay(took, found, step.accesses().since(before));
  }

  private Match[] matches(Way way) {
    long[] times = random.longs(settings.payments(), begin, begin + DAY).sorted().toArray();
    long[] order = new long[times.length];
    int half = (times.length + 1) / 2;
    for (int i = 0; i < times.length; i++) {
      order[way == Way.IN_ORDER ? i : i / 2 + (i % 2) * half] = times[i];
    }
    String payee = way + "-" + begin;
    return Arrays.stream(order)
        .mapToObj(
            time ->
                payments.toPayee(
                    payments.of(
                        PaymentKind.TO_NEW_ACCOUNT,
                        InventedPayments.token("payer", random.nextLong()),
                        payee,
                        time)))
        .toArray(Match[]::new);
  }

  private FigureTable table() {
    FigureTable table =
        new FigureTable(
            "A day's payments of one payee",
            "order",
            "payments",
            "ms (CPU), median",
            "ms (CPU), min",
            "of in order",
            "findings",
            "findings, of in order",
            "reads a payment",
            "writes a payment");
    double sent = (double) settings.payments() * settings.rounds();
    for (Way way : Way.values()) {
      boolean first = way == Way.IN_ORDER;
      StateAccesses all = accesses.getOrDefault(way, StateAccesses.NONE);
      table.row(
          way.title,
          settings.payments(),
          millis.of(way).median(),
          millis.of(way).min(),
          first ? 1.0 : timeRatio.median(),
          findings.of(way).median(),
          first ? 1.0 : findingsRatio.median(),
          all.reads() / sent,
          all.writes() / sent);
    }
    return table;
  }
}
