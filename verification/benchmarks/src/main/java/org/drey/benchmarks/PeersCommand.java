package org.drey.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rules of payments by Drey and by what a user of Flink would take instead, in turns. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "The same rules by Drey, Flink SQL and Flink CEP: findings and CPU time.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run peers                                   all of it",
      "  verification/benchmarks/run peers --copies 1 --rounds 1             a first look",
      "  verification/benchmarks/run peers --copies 1,10 --timed 20000       more payments, fewer rules"
    })
final class PeersCommand extends MeasuringCommand {
  private static final int FINDING_COPIES = 3;

  /** A clock moves some times a second, not with each payment. */
  private static final int CLOCK_EVERY = 100;

  private static final double SMALLER = 0.75;
  private static final Duration SOON = Duration.ofMinutes(1);

  /** As late as payments may be. */
  private static final Duration LATEST = Duration.ofHours(24);

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Payments whose findings are compared (${DEFAULT-VALUE}).")
  private int events = 2_000;

  @Option(
      names = "--timed",
      paramLabel = "N",
      description =
          "Payments of a job whose time is measured; of patterns fewer if there are more rules"
              + " (${DEFAULT-VALUE}).")
  private int timed = 8_000;

  @Option(
      names = "--copies",
      split = ",",
      paramLabel = "N",
      description = "How many rules of a kind (default: ${DEFAULT-VALUE}).")
  private List<Integer> copies = List.of(1, 10, 100);

  /** Compares the findings, then the times. */
  @Override
  void measure(Path folder) throws Exception {
    note(
        "CPU time of all of the process for the second half of the payments, which come in order:"
            + " compiler, collector and RocksDB's threads are in.");
    note("Flink CEP counts no distinct values.");
    FigureTable findings =
        table(
            "Findings",
            "rule | payments | way | clock waits, minutes | to be found | found | missing | wrong"
                + " | reported more than once");
    FigureTable times =
        table(
            "CPU time of a payment",
            "rule | rules | way | payments | us (CPU), median | us (CPU), min | us (CPU), max"
                + " | of Drey, median | of Drey, min | of Drey, max");
    try (PeerJob job = PeerJob.start(folder)) {
      for (PeerRule rule : PeerRule.values()) {
        findings(job, rule, findings);
      }
      for (PeerRule rule : PeerRule.values()) {
        for (int count : copies) {
          times(job, rule, count, times);
        }
      }
    }
  }

  private static List<PeerWay> ways(PeerRule rule) {
    return Arrays.stream(PeerWay.values()).filter(way -> way.says(rule)).toList();
  }

  private void findings(PeerJob job, PeerRule rule, FigureTable table) throws Exception {
    for (PeerRule.Order order : PeerRule.Order.values()) {
      progress("findings: " + rule.title + ", " + order.title);
      for (PeerWay way : ways(rule)) {
        if (order == PeerRule.Order.DOUBLED || way != PeerWay.SQL_EACH_ONCE) {
          compare(job, rule, way, new PeerJob.Input(seed(), events, order, SOON, 1), table);
        }
        if (order == PeerRule.Order.LATE && way.waits()) {
          compare(job, rule, way, new PeerJob.Input(seed(), events, order, LATEST, 1), table);
        }
      }
    }
  }

  private static void compare(
      PeerJob job, PeerRule rule, PeerWay way, PeerJob.Input input, FigureTable table)
      throws Exception {
    Set<String> expected =
        rule.expected(PeerRule.payments(input.events(), input.seed()), FINDING_COPIES);
    List<String> reported = job.run(way, rule, FINDING_COPIES, input).reported();
    Set<String> found = new HashSet<>(reported);
    long right = found.stream().filter(expected::contains).count();
    table.row(
        rule.title,
        input.order().title,
        way.title,
        input.waits().toMinutes(),
        expected.size(),
        right,
        expected.size() - right,
        found.size() - right,
        reported.size() - found.size());
  }

  private void times(PeerJob job, PeerRule rule, int count, FigureTable table) throws Exception {
    Map<PeerWay, MeasuredSamples> micros = new EnumMap<>(PeerWay.class);
    Map<PeerWay, MeasuredSamples> ratios = new EnumMap<>(PeerWay.class);
    progress(rule.title + ", " + count + " rules");
    inRounds(
        count == copies.get(0) ? 1 : 0,
        3,
        round -> {
          Map<PeerWay, Double> took = round(job, rule, count, round);
          double drey = Objects.requireNonNull(took.get(PeerWay.DREY));
          took.forEach(
              (way, its) -> {
                if (round >= 0) {
                  micros.computeIfAbsent(way, unused -> new MeasuredSamples()).add(its);
                  ratios.computeIfAbsent(way, unused -> new MeasuredSamples()).add(its / drey);
                }
              });
        });
    micros.forEach(
        (way, its) -> {
          MeasuredSamples ofDrey = Objects.requireNonNull(ratios.get(way));
          table.row(
              rule.title,
              count,
              way.title,
              timed(way, rule, count),
              its.median(),
              its.min(),
              its.max(),
              ofDrey.median(),
              ofDrey.min(),
              ofDrey.max());
        });
  }

  /** Runs each way once; which is first changes from round to round. */
  private Map<PeerWay, Double> round(PeerJob job, PeerRule rule, int count, int round)
      throws Exception {
    List<PeerWay> turn = new ArrayList<>(ways(rule));
    if (rule != PeerRule.COUNT) { // what it adds is the same for each rule
      turn.remove(PeerWay.SQL_EACH_ONCE);
    }
    Collections.rotate(turn, round);
    Map<PeerWay, Double> took = new EnumMap<>(PeerWay.class);
    for (PeerWay way : turn) {
      PeerJob.Input input =
          new PeerJob.Input(
              seed(), timed(way, rule, count), PeerRule.Order.IN_ORDER, SOON, CLOCK_EVERY);
      took.put(way, job.run(way, rule, count, input).nanos() / 1e3);
    }
    return took;
  }

  /** Returns how many payments a job reads: patterns of many rules take too long for all. */
  private int timed(PeerWay way, PeerRule rule, int count) {
    return way.matchesPatterns(rule)
        ? Math.max(2, (int) (timed / Math.pow(count, SMALLER)))
        : timed;
  }
}
