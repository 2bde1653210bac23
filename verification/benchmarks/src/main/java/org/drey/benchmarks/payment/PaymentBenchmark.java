package org.drey.benchmarks.payment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.KeyedSteps;
import org.drey.benchmarks.operator.OperatorChain;
import org.drey.benchmarks.operator.StateAccesses;
import org.drey.benchmarks.payment.PayingTown.Habit;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;

/**
 * The cost of a payment that rules want in the detection job: from the door through both passes of
 * correlation, the score and the cases, on RocksDB, with the rules of the catalogue.
 */
public final class PaymentBenchmark {
  private static final int WARM_UP = 2;

  private static final double MOST = 2;

  private final RuleSet rules;
  private final Settings settings;
  private final Consumer<String> progress;
  private final ByCase<Habit, Figures> figures = new ByCase<>(Figures::new);

  /**
   * Settings of the measurement.
   *
   * @param payments a day; a round is a day
   * @param days before it, so that what state holds comes and goes evenly
   */
  public record Settings(long seed, int payments, int days, int rounds) {}

  private static final class Figures {
    final MeasuredSamples thread = new MeasuredSamples();
    final MeasuredSamples process = new MeasuredSamples();
    final Map<KeyedSteps, StateAccesses> accesses = new EnumMap<>(KeyedSteps.class);
    long payments;
    long entities;
    long findings;
    long revisions;

    StateAccesses all() {
      return accesses.values().stream().reduce(StateAccesses.NONE, StateAccesses::plus);
    }

    /** Setting, deleting and firing a timer writes too. */
    double writesAnEntity() {
      return (double) (all().writes() + all().timers()) / entities;
    }

    double readsAnEntity() {
      return (double) all().reads() / entities;
    }
  }

  /** A town and the job that it pays through. */
  private record Life(
      Habit habit, PayingTown town, InventedPayments payments, OperatorChain chain) {

    /**
     * Returns how many entities some payments have, each counted for each payment. The door is
     * asked again, so that this is not in what is measured.
     */
    long entities(List<Payment> some) {
      return some.stream().mapToLong(payment -> payments.pass(payment).entities()).sum();
    }
  }

  /** A benchmark that has not begun. */
  public PaymentBenchmark(RuleSet rules, Settings settings, Consumer<String> progress) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
  }

  /** Lets all towns live, then measures a day of each in turn. */
  public List<FigureTable> run() throws Exception {
    try (OperatorChain country = new OperatorChain(rules);
        OperatorChain seldom = new OperatorChain(rules);
        OperatorChain often = new OperatorChain(rules)) {
      List<Life> lives =
          List.of(
              life(Habit.COUNTRY, country), life(Habit.SELDOM, seldom), life(Habit.OFTEN, often));
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        progress.accept(
            round < 0 ? "warming up" : "round " + (round + 1) + " of " + settings.rounds());
        for (Life life : lives) {
          measure(life, round < 0 ? new Figures() : figures.of(life.habit()));
        }
      }
    }
    return List.of(table(), parts());
  }

  private Life life(Habit habit, OperatorChain chain) throws Exception {
    progress.accept(habit.title() + ": " + settings.days() + " days go by");
    InventedPayments payments = new InventedPayments(rules);
    PayingTown town = new PayingTown(habit, payments, settings.payments(), settings.seed());
    Life life = new Life(habit, town, payments, chain);
    for (int day = 0; day < settings.days(); day++) {
      live(life, town.nextDay());
    }
    return life;
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    List<PromisedTarget> targets = new ArrayList<>();
    figures.forEach(
        (habit, its) -> {
          String what = habit.title() + ", an entity: ";
          targets.add(new PromisedTarget(what + "reads", its.readsAnEntity(), MOST));
          targets.add(new PromisedTarget(what + "writes, with timers", its.writesAnEntity(), MOST));
        });
    return targets;
  }

  private static void live(Life life, List<Payment> day) throws Exception {
    for (Payment payment : day) {
      life.chain().send(life.payments().pass(payment));
      life.chain().clock(payment.getEventTime().toEpochMilli() - 1);
    }
  }

  private static void measure(Life life, Figures figures) throws Exception {
    List<Payment> day = life.town().nextDay();
    Map<KeyedSteps, StateAccesses> before = new EnumMap<>(KeyedSteps.class);
    for (KeyedSteps part : KeyedSteps.values()) {
      before.put(part, life.chain().accesses(part));
    }
    long findings = life.chain().scored();
    long revisions = life.chain().revisions();
    long process = CpuTime.ofProcess();
    long thread = CpuTime.ofThread();
    live(life, day);
    figures.thread.add((CpuTime.ofThread() - thread) / 1e3 / day.size());
    figures.process.add((CpuTime.ofProcess() - process) / 1e3 / day.size());
    before.forEach(
        (part, was) ->
            figures.accesses.merge(
                part, life.chain().accesses(part).since(was), StateAccesses::plus));
    figures.payments += day.size();
    figures.entities += life.entities(day);
    figures.findings += life.chain().scored() - findings;
    figures.revisions += life.chain().revisions() - revisions;
  }

  private FigureTable table() {
    FigureTable table =
        new FigureTable(
            "A payment that rules want",
            "case",
            "us (CPU), median",
            "us (CPU), min",
            "us (CPU), all of the process, median",
            "findings scored",
            "revisions of alerts",
            "entities",
            "reads an entity",
            "writes an entity, with timers",
            "bytes read",
            "bytes written");
    figures.forEach(
        (habit, its) -> {
          double payments = its.payments;
          table.row(
              habit.title(),
              its.thread.median(),
              its.thread.min(),
              its.process.median(),
              its.findings / payments,
              its.revisions / payments,
              its.entities / payments,
              its.readsAnEntity(),
              its.writesAnEntity(),
              its.all().bytesRead() / payments,
              its.all().bytesWritten() / payments);
        });
    return table;
  }

  private FigureTable parts() {
    FigureTable table =
        new FigureTable(
            "A payment that rules want, by step",
            "case",
            "step",
            "reads",
            "writes",
            "timers",
            "bytes read",
            "bytes written");
    figures.forEach(
        (habit, its) ->
            its.accesses.forEach(
                (part, accesses) -> {
                  double payments = its.payments;
                  table.row(
                      habit.title(),
                      part.title(),
                      accesses.reads() / payments,
                      accesses.writes() / payments,
                      accesses.timers() / payments,
                      accesses.bytesRead() / payments,
                      accesses.bytesWritten() / payments);
                }));
    return table;
  }
}
