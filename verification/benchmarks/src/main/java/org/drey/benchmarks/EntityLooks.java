package org.drey.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.drey.benchmarks.CountedFunction.TimerCalls;
import org.drey.benchmarks.EntityCommand.EventOrder;
import org.drey.benchmarks.EntityCommand.RuleKind;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** Looks at entities when their timers are due: how long one takes, and how they are spread. */
final class EntityLooks {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int TAKE_EVERY = 10_000;

  /** A fortieth of what was seen when state was one value for each group: 0.87 s and 420 MB. */
  private static final double MAX_MILLIS = 870.0 / 40;

  private static final double MAX_MEGABYTES = 420.0 / 40;
  private static final int PROMISED_PAYERS = 300_000;

  private static final double MAX_OF_EVEN_SHARE = 2;
  private static final int PROMISED_PEOPLE = 200_000;

  private final MeasuringCommand report;

  EntityLooks(MeasuringCommand report) {
    this.report = report;
  }

  /**
   * Measures for each rule and order a day of payments to one payee, then looks until nothing is
   * left.
   *
   * @param payers who pay it in a day, each once
   */
  void atAShop(int payers, List<RuleKind> kinds, List<EventOrder> orders) throws Exception {
    report.note("A look is one call of a timer; CPU time and bytes are those of its thread.");
    MeasuringCommand.FigureTable table =
        report.table(
            "The longest look at a shop",
            "rule | order | payers a day | looks | ms (CPU), median of the longest"
                + " | ms (CPU), longest of all | MB allocated | reads | kB read | kB written");
    for (RuleKind kind : kinds) {
      for (EventOrder order : orders) {
        MeasuredSamples millis = new MeasuredSamples();
        MeasuredSamples megabytes = new MeasuredSamples();
        List<TimerCalls> last = new ArrayList<>();
        report.progress(kind.title + ", " + order.title);
        report.inRounds(
            0,
            3,
            round -> {
              TimerCalls looks = looks(kind, order, payers, report.seed() + round);
              millis.add(looks.cpuNanos() / 1e6);
              megabytes.add(looks.allocated() / 1e6);
              last.add(looks);
            });
        TimerCalls most = last.get(last.size() - 1);
        table.row(
            kind.title,
            order.title,
            payers,
            most.count(),
            millis.median(),
            millis.max(),
            megabytes.median(),
            most.reads(),
            most.bytesRead() / 1e3,
            most.bytesWritten() / 1e3);
        if (payers == PROMISED_PAYERS) {
          String what = kind.title + ", " + order.title + ": longest look, ";
          report.promise(what + "ms", millis.median(), MAX_MILLIS);
          report.promise(what + "MB allocated", megabytes.median(), MAX_MEGABYTES);
        }
      }
    }
  }

  private static TimerCalls looks(RuleKind kind, EventOrder order, int payers, long seed)
      throws Exception {
    RuleSet rules = kind.rules("1d");
    InventedPayments payments = new InventedPayments(rules);
    long[] times = new SplittableRandom(seed).longs(payers, 0, DAY).toArray();
    if (order == EventOrder.IN_ORDER) {
      Arrays.sort(times);
    }
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      step.clock(InventedPayments.START - 1);
      for (int payer = 0; payer < times.length; payer++) {
        long time = InventedPayments.START + times[payer];
        step.send(
            payments.toPayee(Kind.ELIGIBLE, InventedPayments.token("payer", payer), "shop", time));
        if (order == EventOrder.IN_ORDER) {
          step.clock(time - 1);
        }
        if (payer % TAKE_EVERY == 0) {
          var unused = step.take();
        }
      }
      long clock = InventedPayments.START + DAY;
      step.clock(clock);
      // From one timer to the next: a look that has not come to its end comes again.
      for (long[] due = step.timers(); due.length > 0; due = step.timers()) {
        clock = Math.max(clock + 1, Arrays.stream(due).min().getAsLong());
        step.clock(clock);
        var unused = step.take();
      }
      return step.looks();
    }
  }

  /**
   * Counts the timers of people who each pay once on a day: at the first pass for kinds of
   * payments, at the score for one that is a finding itself.
   */
  void atPeople(int people) throws Exception {
    RuleSet rules = BenchmarkRules.catalogue();
    MeasuringCommand.FigureTable table =
        report.table(
            "Timers of people who pay once in a day",
            "step | payment | timers | instants | minutes from the first to the last"
                + " | even share of a minute | fullest minute | of the even share"
                + " | of the payments of a minute");
    for (Kind kind : List.of(Kind.ELIGIBLE, Kind.PURCHASE)) {
      try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
        pay(rules, kind, people, passed -> step.send(passed.first().get(0)));
        row(table, "correlate-1", kind, people, step.timers());
      }
    }
    try (OperatorSubtask<ScoreInput, ?> step = OperatorSubtask.score(rules)) {
      pay(
          rules,
          Kind.FAMILY,
          people,
          passed -> step.send(ScoreInput.of(passed.findings(), rules).get(0)));
      row(table, "score", Kind.FAMILY, people, step.timers());
    }
  }

  private interface Sender {
    void send(InventedPayments.PassedPayment passed) throws Exception;
  }

  private void pay(RuleSet rules, Kind kind, int people, Sender sender) throws Exception {
    report.progress("timers: " + kind);
    InventedPayments payments = new InventedPayments(rules);
    SplittableRandom random = new SplittableRandom(report.seed());
    for (int payer = 0; payer < people; payer++) {
      long time = InventedPayments.START + random.nextLong(DAY);
      sender.send(
          payments.pass(payments.of(kind, InventedPayments.token("payer", payer), "payee", time)));
    }
  }

  private void row(
      MeasuringCommand.FigureTable table, String step, Kind kind, int people, long[] timers) {
    TreeMap<Long, Integer> minutes = new TreeMap<>();
    for (long time : timers) {
      minutes.merge(time / MINUTE, 1, Integer::sum);
    }
    long span = minutes.isEmpty() ? 1 : minutes.lastKey() - minutes.firstKey() + 1;
    double even = (double) timers.length / span;
    int fullest = minutes.values().stream().max(Integer::compare).orElse(0);
    table.row(
        step,
        kind.name(),
        timers.length,
        Arrays.stream(timers).distinct().count(),
        span,
        even,
        fullest,
        fullest / even,
        fullest / ((double) timers.length * MINUTE / DAY));
    if (people == PROMISED_PEOPLE) {
      String what = step + ", " + kind + ": fullest minute, of its even share";
      report.promise(what, fullest / even, MAX_OF_EVEN_SHARE);
    }
  }
}
