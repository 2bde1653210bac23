package org.drey.benchmarks.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.entity.Kind;
import org.drey.benchmarks.entity.Order;
import org.drey.benchmarks.measure.Samples;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.measure.Target;
import org.drey.benchmarks.operator.Looks;
import org.drey.benchmarks.operator.Payments;
import org.drey.benchmarks.operator.Step;
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
  private final List<Target> targets = new ArrayList<>();
  private final Table table =
      new Table(
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
  public record Settings(long seed, int payers, int rounds, List<Kind> kinds, List<Order> orders) {}

  /** A benchmark that has not begun. */
  public ShopBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** For each rule and order a day of payments, then looks until nothing is left. */
  public Table run() throws Exception {
    for (Kind kind : settings.kinds()) {
      for (Order order : settings.orders()) {
        List<Looks> rounds = new ArrayList<>();
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
  public List<Target> targets() {
    return targets;
  }

  private Looks round(Kind kind, Order order, long seed) throws Exception {
    RuleSet rules = kind.rules("1d");
    Payments payments = new Payments(rules);
    long[] times = new SplittableRandom(seed).longs(settings.payers(), 0, DAY).toArray();
    if (order == Order.IN_ORDER) {
      Arrays.sort(times);
    }
    try (Step<Match, Finding> step = Step.correlate(rules, 1)) {
      step.clock(Payments.START - 1);
      for (int payer = 0; payer < times.length; payer++) {
        long time = Payments.START + times[payer];
        step.send(
            payments.toPayee(payments.eligible(Payments.token("payer", payer), "shop", time)));
        if (order == Order.IN_ORDER) {
          step.clock(time - 1);
        }
        if (payer % TAKE_EVERY == 0) {
          var unused = step.take();
        }
      }
      step.clock(Payments.START + DAY);
      letPass(step, Payments.START + DAY);
      return step.takeLooks();
    }
  }

  /**
   * Moves the clock from one timer to the next: a look that has not come to its end comes again.
   */
  private static void letPass(Step<Match, Finding> step, long from) throws Exception {
    long clock = from;
    for (long[] due = step.timers(); due.length > 0; due = step.timers()) {
      clock = Math.max(clock + 1, Arrays.stream(due).min().getAsLong());
      step.clock(clock);
      var unused = step.take();
    }
  }

  private void row(Kind kind, Order order, List<Looks> rounds) {
    Samples millis = new Samples();
    Samples megabytes = new Samples();
    Looks most = Looks.NONE;
    for (Looks looks : rounds) {
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
      targets.add(new Target(what + "ms", millis.median(), MAX_MILLIS));
      targets.add(new Target(what + "MB allocated", megabytes.median(), MAX_MEGABYTES));
    }
  }
}
