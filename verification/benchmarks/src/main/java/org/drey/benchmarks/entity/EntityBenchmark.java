package org.drey.benchmarks.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorSubtask;
import org.drey.benchmarks.operator.StateAccesses;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** One more event of an entity that holds few or many, by the correlate step on RocksDB. */
public final class EntityBenchmark {
  private static final int WARM_UP = 3;
  private static final int FEW = 10;
  private static final int NINE_THOUSAND = 9_000;

  /** A million, less those that come: at a million the oldest go. */
  private static final int NEARLY_A_MILLION = 980_000;

  private static final double MAX_BYTES = 4_096;

  private final Settings settings;
  private final Consumer<String> progress;
  private final List<PromisedTarget> targets = new ArrayList<>();
  private final FigureTable table =
      new FigureTable(
          "One more event of an entity",
          "rule",
          "order",
          "holds",
          "us (CPU), median",
          "us (CPU), min",
          "of the first",
          "reads",
          "writes",
          "timers",
          "bytes read",
          "bytes written",
          "findings");

  /**
   * Settings of the measurement.
   *
   * @param sizes how many events an entity holds; the first is what the others are compared with
   * @param events in each measurement
   * @param kinds of rules
   * @param orders in which the events come
   * @param busy how many entities of a size are asked in turn, of sizes that are not small
   */
  public record Settings(
      long seed,
      List<Integer> sizes,
      int events,
      int rounds,
      List<RuleKind> kinds,
      List<EventOrder> orders,
      int busy) {}

  private record Figures(
      MeasuredSamples micros, List<StateAccesses> accesses, List<Integer> findings) {
    Figures() {
      this(new MeasuredSamples(), new ArrayList<>(), new ArrayList<>());
    }

    StateAccesses all() {
      return accesses.stream().reduce(StateAccesses.NONE, StateAccesses::plus);
    }
  }

  /** A benchmark that has not begun. */
  public EntityBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Measures each kind of rule in each order. */
  public FigureTable run() throws Exception {
    for (RuleKind kind : settings.kinds()) {
      for (EventOrder order : settings.orders()) {
        run(kind, order);
      }
    }
    return table;
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  private void run(RuleKind kind, EventOrder order) throws Exception {
    RuleSet rules = kind.rules("30d");
    InventedPayments payments = new InventedPayments(rules);
    ByCase<Integer, Figures> figures = new ByCase<>(Figures::new);
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      step.clock(InventedPayments.START - 1);
      Map<Integer, PayeeGroup> groups = new LinkedHashMap<>();
      for (int size : settings.sizes()) {
        progress.accept(kind.title() + ", " + order.title() + ": filling " + size);
        if (size >= settings.events()) {
          groups.put(size, filled(step, payments, order, size, "p"));
        }
      }
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        for (int size : settings.sizes()) {
          PayeeGroup group = groups.get(size);
          if (group == null) { // few enough that what comes would make many of them
            group = filled(step, payments, order, size, "r" + round);
          }
          measure(step, group, round < 0 ? new Figures() : figures.of(size));
        }
      }
    }
    figures.forEach((size, its) -> row(kind, order, size, its, figures));
  }

  private PayeeGroup filled(
      OperatorSubtask<Match, Finding> step,
      InventedPayments payments,
      EventOrder order,
      int size,
      String prefix)
      throws Exception {
    int few = Math.min(settings.events(), 10 * settings.events() / size);
    int payees = size >= settings.events() ? settings.busy() : Math.max(1, few);
    PayeeGroup group =
        new PayeeGroup(step, payments, order, size, payees, prefix + size, settings.seed());
    group.fill();
    return group;
  }

  private void measure(OperatorSubtask<Match, Finding> step, PayeeGroup group, Figures figures)
      throws Exception {
    Match[] matches = group.more(settings.events());
    StateAccesses before = step.accesses();
    long began = CpuTime.ofThread();
    for (Match match : matches) {
      step.send(match);
    }
    figures.micros().add((CpuTime.ofThread() - began) / 1e3 / matches.length);
    figures.accesses().add(step.accesses().since(before));
    figures.findings().add(step.take().size());
  }

  private void row(
      RuleKind kind, EventOrder order, int size, Figures its, ByCase<Integer, Figures> figures) {
    double events = (double) settings.events() * settings.rounds();
    StateAccesses accesses = its.all();
    int first = settings.sizes().get(0);
    double ratio = its.micros().median() / figures.of(first).micros().median();
    double written = accesses.bytesWritten() / events;
    table.row(
        kind.title(),
        order.title(),
        size,
        its.micros().median(),
        its.micros().min(),
        ratio,
        accesses.reads() / events,
        accesses.writes() / events,
        accesses.timers() / events,
        accesses.bytesRead() / events,
        written,
        its.findings().stream().mapToInt(Integer::intValue).sum() / events);
    String what = kind.title() + ", " + order.title() + ", ";
    if (first == FEW && size == NINE_THOUSAND) {
      targets.add(new PromisedTarget(what + "one more of 9,000, of one more of 10", ratio, 1.5));
      targets.add(new PromisedTarget(what + "bytes written at 9,000", written, MAX_BYTES));
    }
    if (first == FEW && size == NEARLY_A_MILLION) {
      targets.add(new PromisedTarget(what + "one more of 980,000, of one more of 10", ratio, 2));
    }
  }
}
