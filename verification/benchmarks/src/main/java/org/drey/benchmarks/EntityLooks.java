package org.drey.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** How looks at entities, when their timers are due, are spread. */
final class EntityLooks {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static final double MAX_OF_EVEN_SHARE = 2;
  private static final int PROMISED_PEOPLE = 200_000;

  private final MeasuringCommand report;

  EntityLooks(MeasuringCommand report) {
    this.report = report;
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
