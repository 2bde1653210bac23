package org.drey.benchmarks.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.entity.EventOrder;
import org.drey.benchmarks.entity.RuleKind;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorSubtask;
import org.drey.benchmarks.operator.TimerCalls;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** The longest look at a payee of many people in a day, by a rule that lives with the payee. */
public final class ShopBenchmark {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int TAKE_EVERY = 10_000;
  private static final int OF_THE_REVIEW = 300_000;

  /** A fortieth of what was seen when state was one value for each group: 0.87 s and 420 MB. */
  private static final double MAX_MILLIS = 870.0 / 40;

  private static final double MAX_MEGABYTES = 420.0 / 40;

  private final Settings settings;
  private final Consumer<String> progress;
  private final List<PromisedTarget> targets = new ArrayList<>();
  private final FigureTable table =
      new FigureTable(
          "The longest look at a shop",
          "rule",
          "order",
          "payers a day",
          "looks",
          "ms (CPU), median of the longest",
          "ms (CPU), longest of all",
          "MB allocated",
          "reads",
          "kB read",
          "kB written");

  /**
   * Settings of the measurement.
   *
   * @param payers who pay it in a day, each once
   * @param kinds of rules
   * @param orders in which the payments come
   */
  public record Settings(
      long seed, int payers, int rounds, List<RuleKind> kinds, List<EventOrder> orders) {}

  /** A benchmark that has not begun. */
  public ShopBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** For each rule and order a day of payments, then looks until nothing is left. */
  public FigureTable run() throws Exception {
    for (RuleKind kind : settings.kinds()) {
      for (EventOrder order : settings.orders()) {
        List<TimerCalls> rounds = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
          progress.accept(
              "%s, %s: round %d of %d"
                  .formatted(kind.title(), order.title(), round + 1, settings.rounds()));
          rounds.add(round(kind, order, settings.seed() + round));
        }
        row(kind, order, rounds);
      }
    }
    return table;
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  private TimerCalls round(RuleKind kind, EventOrder order, long seed) throws Exception {
    RuleSet rules = kind.rules("1d");
    InventedPayments payments = new InventedPayments(rules);
    long[] times = new SplittableRandom(seed).longs(settings.payers(), 0, DAY).toArray();
    if (order == EventOrder.IN_ORDER) {
      Arrays.sort(times);
    }
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      step.clock(InventedPayments.START - 1);
      for (int payer = 0; payer < times.length; payer++) {
        long time = InventedPayments.START + times[payer];
        step.send(
            payments.toPayee(
                payments.eligible(InventedPayments.token("payer", payer), "shop", time)));
        if (order == EventOrder.IN_ORDER) {
          step.clock(time - 1);
        }
        if (payer % TAKE_EVERY == 0) {
          var unused = step.take();
        }
      }
      step.clock(InventedPayments.START + DAY);
      letPass(step, InventedPayments.START + DAY);
      return step.takeLooks();
    }
  }

  /**
   * Moves the clock from one timer to the next: a look that has not come to its end comes again.
   */
  private static void letPass(OperatorSubtask<Match, Finding> step, long from) throws Exception {
    long clock = from;
    for (long[] due = step.timers(); due.length > 0; due = step.timers()) {
      clock = Math.max(clock + 1, Arrays.stream(due).min().getAsLong());
      step.clock(clock);
      var unused = step.take();
    }
  }

  private void row(RuleKind kind, EventOrder order, List<TimerCalls> rounds) {
    MeasuredSamples millis = new MeasuredSamples();
    MeasuredSamples megabytes = new MeasuredSamples();
    TimerCalls most = TimerCalls.NONE;
    for (TimerCalls looks : rounds) {
      millis.add(looks.cpuNanos() / 1e6);
      megabytes.add(looks.allocated() / 1e6);
      most = looks;
    }
    table.row(
        kind.title(),
        order.title(),
        settings.payers(),
        most.count(),
        millis.median(),
        millis.max(),
        megabytes.median(),
        most.reads(),
        most.bytesRead() / 1e3,
        most.bytesWritten() / 1e3);
    if (settings.payers() == OF_THE_REVIEW) {
      String what = kind.title() + ", " + order.title() + ": longest look, ";
      targets.add(new PromisedTarget(what + "ms", millis.median(), MAX_MILLIS));
      targets.add(new PromisedTarget(what + "MB allocated", megabytes.median(), MAX_MEGABYTES));
    }
  }
}
