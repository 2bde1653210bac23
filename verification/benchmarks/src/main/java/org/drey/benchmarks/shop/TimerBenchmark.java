package org.drey.benchmarks.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorSubtask;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** The spread over minutes of the timers of many people, who each pay once on a day. */
public final class TimerBenchmark {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int OF_THE_REVIEW = 200_000;
  private static final double MOST = 2;

  private final long seed;
  private final int entities;
  private final Consumer<String> progress;
  private final List<PromisedTarget> targets = new ArrayList<>();
  private final FigureTable table =
      new FigureTable(
          "Timers of people who pay once in a day",
          "step",
          "payment",
          "timers",
          "instants",
          "minutes from the first to the last",
          "even share of a minute",
          "fullest minute",
          "of the even share",
          "of the payments of a minute");

  /** A benchmark that has not begun. */
  public TimerBenchmark(long seed, int entities, Consumer<String> progress) {
    this.seed = seed;
    this.entities = entities;
    this.progress = progress;
  }

  /** Asks the first pass for kinds of payments, and the score for one that is a finding itself. */
  public FigureTable run() throws Exception {
    RuleSet rules = BenchmarkRules.catalogue();
    for (PaymentKind kind : List.of(PaymentKind.ELIGIBLE, PaymentKind.PURCHASE)) {
      progress.accept("timers: " + kind);
      try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
        fill(rules, kind, passed -> step.send(passed.first().get(0)));
        row("correlate-1", kind, step.timers());
      }
    }
    progress.accept("timers: " + PaymentKind.FAMILY);
    try (OperatorSubtask<ScoreInput, ?> step = OperatorSubtask.score(rules)) {
      fill(rules, PaymentKind.FAMILY, passed -> step.send(ScoreInput.of(passed.findings().get(0))));
      row("score", PaymentKind.FAMILY, step.timers());
    }
    return table;
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  private interface Sender {
    void send(InventedPayments.PassedPayment passed) throws Exception;
  }

  private void fill(RuleSet rules, PaymentKind kind, Sender sender) throws Exception {
    InventedPayments payments = new InventedPayments(rules);
    SplittableRandom random = new SplittableRandom(seed);
    for (int payer = 0; payer < entities; payer++) {
      long time = InventedPayments.START + random.nextLong(DAY);
      Payment payment = payments.of(kind, InventedPayments.token("payer", payer), "payee", time);
      sender.send(payments.pass(payment));
    }
  }

  private void row(String step, PaymentKind kind, long[] timers) {
    Map<Long, Integer> minutes = new HashMap<>();
    for (long time : timers) {
      minutes.merge(time / MINUTE, 1, Integer::sum);
    }
    long first = minutes.keySet().stream().min(Long::compare).orElse(0L);
    long last = minutes.keySet().stream().max(Long::compare).orElse(0L);
    long span = last - first + 1;
    double even = (double) timers.length / span;
    int fullest = minutes.values().stream().max(Integer::compare).orElse(0);
    long instants = Arrays.stream(timers).distinct().count();
    table.row(
        step,
        kind.name(),
        timers.length,
        instants,
        span,
        even,
        fullest,
        fullest / even,
        fullest / ((double) timers.length * MINUTE / DAY));
    if (entities == OF_THE_REVIEW) {
      String what = step + ", " + kind + ": fullest minute, of its even share";
      targets.add(new PromisedTarget(what, fullest / even, MOST));
    }
  }
}
