package org.drey.benchmarks.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.rules.compile.RuleSet;

/** Bytes of state of a person who looks benign, and of all of them in a country. */
public final class StateBenchmark {
  /** A fifth of what it was. */
  private static final double MOST = 0.2;

  /** The case that was counted before: a payment every day. */
  private static final String DAILY =
      "state of benign look-alikes who pay every day, of before the log";

  private final RuleSet rules;
  private final Settings settings;
  private final Consumer<String> progress;
  private final FigureTable people =
      new FigureTable(
          "State of a person",
          "who",
          "pays every so many days",
          "bytes, correlate",
          "bytes, score",
          "GB in the country",
          "GB before the log");
  private final FigureTable country =
      new FigureTable(
          "State of the country's benign look-alikes",
          "everybody pays every so many days",
          "GB",
          "GB before the log",
          "share");
  private final List<PromisedTarget> targets = new ArrayList<>();

  /**
   * Settings of the measurement.
   *
   * @param people of each kind
   * @param days for which they pay before they are measured
   * @param everyDays how often they do
   */
  public record Settings(long seed, int people, int days, List<Integer> everyDays) {}

  /** A benchmark that has not begun. */
  public StateBenchmark(RuleSet rules, Settings settings, Consumer<String> progress) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
  }

  /** Lets people of each kind pay long enough that what state holds comes and goes evenly. */
  public List<FigureTable> run() throws Exception {
    PayingPeople lives =
        new PayingPeople(rules, settings.people(), settings.days(), settings.seed());
    for (int everyDays : settings.everyDays()) {
      double now = 0;
      double before = 0;
      for (BenignLookalike who : BenignLookalike.values()) {
        progress.accept(who.title() + ", every " + everyDays + " days");
        StateBytes bytes = lives.live(who.payment(), everyDays);
        person(who, everyDays, bytes);
        if (who.isBenign()) {
          now += who.gigabytes(bytes.all(), everyDays);
          before += who.gigabytesBefore();
        }
      }
      country.row(everyDays, now, before, now / before);
      if (everyDays == 1) {
        targets.add(new PromisedTarget(DAILY, now / before, MOST));
      }
    }
    return List.of(people, country);
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  private void person(BenignLookalike who, int everyDays, StateBytes bytes) {
    people.row(
        who.title(),
        everyDays,
        bytes.correlation(),
        bytes.score(),
        who.gigabytes(bytes.all(), everyDays),
        who.gigabytesBefore());
  }
}
