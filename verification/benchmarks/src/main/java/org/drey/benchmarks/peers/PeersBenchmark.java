package org.drey.benchmarks.peers;

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
import java.util.function.Consumer;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;

/** Rules of payments by Drey and by what a user of Flink would take instead, in turns. */
public final class PeersBenchmark {
  private static final int WARM_UP = 1;
  private static final int FINDING_COPIES = 3;

  /** A clock moves some times a second, not with each payment. */
  private static final int CLOCK_EVERY = 100;

  private static final double SMALLER = 0.75;

  private static final Duration SOON = Duration.ofMinutes(1);

  /** As late as payments may be. */
  private static final Duration LATEST = Duration.ofHours(24);

  private final Settings settings;
  private final Path folder;
  private final Consumer<String> progress;
  private final FigureTable findings =
      new FigureTable(
          "Findings",
          "rule",
          "payments",
          "way",
          "clock waits, minutes",
          "to be found",
          "found",
          "missing",
          "wrong",
          "reported more than once");
  private final FigureTable times =
      new FigureTable(
          "CPU time of a payment",
          "rule",
          "rules",
          "way",
          "payments",
          "us (CPU), median",
          "us (CPU), min",
          "us (CPU), max",
          "of Drey, median",
          "of Drey, min",
          "of Drey, max");

  /**
   * Settings of the measurement.
   *
   * @param events payments whose findings are compared
   * @param timed payments of a job whose time is measured, in its second half; what matches
   *     patterns reads fewer if there are more rules
   * @param copies how many rules of a kind there are
   */
  public record Settings(long seed, int events, int timed, List<Integer> copies, int rounds) {}

  /** A benchmark that keeps its files in a folder. */
  public PeersBenchmark(Settings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /** Compares the findings, then the times. */
  public List<FigureTable> run() throws Exception {
    try (PeerJob job = PeerJob.start(folder)) {
      for (PeerRule rule : PeerRule.values()) {
        findings(job, rule);
      }
      for (PeerRule rule : PeerRule.values()) {
        for (int copies : settings.copies()) {
          times(job, rule, copies);
        }
      }
    }
    return List.of(findings, times);
  }

  private static List<PeerWay> ways(PeerRule rule) {
    return Arrays.stream(PeerWay.values()).filter(way -> way.says(rule)).toList();
  }

  private void findings(PeerJob job, PeerRule rule) throws Exception {
    Set<String> expected =
        rule.expected(PeerWorld.of(settings.events(), settings.seed()), FINDING_COPIES);
    for (ArrivalOrder order : ArrivalOrder.values()) {
      progress.accept("findings: " + rule.title() + ", " + order.title());
      for (PeerWay way : ways(rule)) {
        if (order == ArrivalOrder.DOUBLED || way != PeerWay.SQL_EACH_ONCE) {
          compare(job, rule, order, way, SOON, expected);
        }
        if (order == ArrivalOrder.LATE && way.waits()) {
          compare(job, rule, order, way, LATEST, expected);
        }
      }
    }
  }

  private void compare(
      PeerJob job,
      PeerRule rule,
      ArrivalOrder order,
      PeerWay way,
      Duration waits,
      Set<String> expected)
      throws Exception {
    PeerJob.Input input = new PeerJob.Input(settings.seed(), settings.events(), order, waits, 1);
    List<String> reported = job.run(way, rule, FINDING_COPIES, input).reported();
    Set<String> found = new HashSet<>(reported);
    long right = found.stream().filter(expected::contains).count();
    findings.row(
        rule.title(),
        order.title(),
        way.title(),
        waits.toMinutes(),
        expected.size(),
        right,
        expected.size() - right,
        found.size() - right,
        reported.size() - found.size());
  }

  private void times(PeerJob job, PeerRule rule, int copies) throws Exception {
    ByCase<PeerWay, MeasuredSamples> micros = new ByCase<>(MeasuredSamples::new);
    ByCase<PeerWay, MeasuredSamples> ratios = new ByCase<>(MeasuredSamples::new);
    int warmUp = copies == settings.copies().get(0) ? WARM_UP : 0;
    for (int round = -warmUp; round < settings.rounds(); round++) {
      progress.accept(
          "%s, %d rules: %s"
              .formatted(
                  rule.title(),
                  copies,
                  round < 0 ? "warming up" : "round " + (round + 1) + " of " + settings.rounds()));
      Map<PeerWay, Double> took = round(job, rule, copies, round);
      if (round >= 0) {
        double drey = Objects.requireNonNull(took.get(PeerWay.DREY));
        took.forEach(
            (way, its) -> {
              micros.of(way).add(its);
              ratios.of(way).add(its / drey);
            });
      }
    }
    micros.forEach((way, its) -> row(rule, copies, way, its, ratios.of(way)));
  }

  /** Runs each way once; which is first changes from round to round. */
  private Map<PeerWay, Double> round(PeerJob job, PeerRule rule, int copies, int round)
      throws Exception {
    List<PeerWay> turn = new ArrayList<>(ways(rule));
    if (rule != PeerRule.COUNT) { // what it adds is the same for each rule
      turn.remove(PeerWay.SQL_EACH_ONCE);
    }
    Collections.rotate(turn, round);
    Map<PeerWay, Double> took = new EnumMap<>(PeerWay.class);
    for (PeerWay way : turn) {
      int events = timed(way, rule, copies);
      PeerJob.Input input =
          new PeerJob.Input(settings.seed(), events, ArrivalOrder.IN_ORDER, SOON, CLOCK_EVERY);
      took.put(way, job.run(way, rule, copies, input).nanos() / 1e3);
    }
    return took;
  }

  /** Returns how many payments a job reads: patterns of many rules take too long for all. */
  private int timed(PeerWay way, PeerRule rule, int copies) {
    return way.matchesPatterns(rule)
        ? Math.max(2, (int) (settings.timed() / Math.pow(copies, SMALLER)))
        : settings.timed();
  }

  private void row(
      PeerRule rule, int copies, PeerWay way, MeasuredSamples micros, MeasuredSamples ratios) {
    times.row(
        rule.title(),
        copies,
        way.title(),
        timed(way, rule, copies),
        micros.median(),
        micros.min(),
        micros.max(),
        ratios.median(),
        ratios.min(),
        ratios.max());
  }
}
