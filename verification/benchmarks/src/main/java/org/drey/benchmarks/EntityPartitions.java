package org.drey.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.drey.benchmarks.CountedFunction.Accesses;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/**
 * A day's payments of one payee, in order, and in two partitions of which one is read after the
 * other; by the rules of the catalogue, until all that they lead to has settled.
 */
final class EntityPartitions {
  /** As many as the promise is about. */
  static final int EVENTS = 2_000;

  private static final int WARM_UP = 2;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The time for which the clock goes on after a day: more than any rule waits for. */
  private static final long SETTLING = 5 * DAY;

  private static final double MAX_TIME = 3;
  private static final double MAX_FINDINGS = 2;

  private final MeasuringCommand report;
  private final int events;
  private final RuleSet rules = BenchmarkRules.catalogue();
  private final InventedPayments payments = new InventedPayments(rules);
  private final SplittableRandom random;
  private final Figures inOrder = new Figures();
  private final Figures apart = new Figures();
  private final MeasuredSamples timeRatio = new MeasuredSamples();
  private final MeasuredSamples findingsRatio = new MeasuredSamples();
  private long begin = InventedPayments.START;

  private static final class Figures {
    final MeasuredSamples millis = new MeasuredSamples();
    final MeasuredSamples findings = new MeasuredSamples();
    Accesses accesses = Accesses.NONE;

    void add(MeasuredDay day) {
      millis.add(day.millis());
      findings.add(day.findings());
      accesses = accesses.plus(day.accesses());
    }
  }

  private record MeasuredDay(double millis, int findings, Accesses accesses) {}

  /**
   * A measurement.
   *
   * @param events of the payee, on one day
   */
  EntityPartitions(MeasuringCommand report, int events) {
    this.report = report;
    this.events = events;
    this.random = new SplittableRandom(report.seed());
  }

  /** Each round has its own day and two payees. */
  void measure() throws Exception {
    report.note("CPU time of the thread, until everything has settled.");
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      report.inRounds(
          WARM_UP,
          9,
          round -> {
            MeasuredDay ordered = day(step, true);
            MeasuredDay parted = day(step, false);
            if (round >= 0) {
              inOrder.add(ordered);
              apart.add(parted);
              timeRatio.add(parted.millis() / ordered.millis());
              findingsRatio.add((double) parted.findings() / ordered.findings());
            }
          });
    }
    MeasuringCommand.FigureTable table =
        report.table(
            "A day's payments of one payee",
            "order | payments | ms (CPU), median | ms (CPU), min | of in order | findings"
                + " | findings, of in order | reads a payment | writes a payment");
    row(table, "in order", inOrder, 1, 1);
    row(
        table,
        "two partitions, one after the other",
        apart,
        timeRatio.median(),
        findingsRatio.median());
    if (events == EVENTS) {
      report.promise("two partitions, time, of in order", timeRatio.median(), MAX_TIME);
      report.promise("two partitions, findings, of in order", findingsRatio.max(), MAX_FINDINGS);
    }
  }

  private void row(
      MeasuringCommand.FigureTable table, String order, Figures its, double time, double findings) {
    double sent = (double) events * report.rounds(9);
    table.row(
        order,
        events,
        its.millis.median(),
        its.millis.min(),
        time,
        its.findings.median(),
        findings,
        its.accesses.reads() / sent,
        its.accesses.writes() / sent);
  }

  /** Until the second partition has been read to its end the clock waits for it. */
  private MeasuredDay day(OperatorSubtask<Match, Finding> step, boolean ordered) throws Exception {
    step.clock(begin - 1);
    Match[] matches = matches(ordered);
    var unused = step.take();
    Accesses before = step.accesses();
    long began = ProcessUse.threadNanos();
    for (Match match : matches) {
      step.send(match);
      if (ordered) {
        step.clock(match.time() - 1);
      }
    }
    for (long clock = begin + DAY; clock < begin + SETTLING; clock += HOUR) {
      step.clock(clock);
    }
    double took = (ProcessUse.threadNanos() - began) / 1e6;
    int found = step.take().size();
    begin += SETTLING;
    return new MeasuredDay(took, found, step.accesses().since(before));
  }

  private Match[] matches(boolean ordered) {
    long[] times = random.longs(events, begin, begin + DAY).sorted().toArray();
    long[] order = new long[times.length];
    int half = (times.length + 1) / 2;
    for (int i = 0; i < times.length; i++) {
      order[ordered ? i : i / 2 + (i % 2) * half] = times[i];
    }
    String payee = ordered + "-" + begin;
    return Arrays.stream(order)
        .mapToObj(
            time ->
                payments.toPayee(
                    Kind.TO_NEW_ACCOUNT,
                    InventedPayments.token("payer", random.nextLong()),
                    payee,
                    time))
        .toArray(Match[]::new);
  }
}
