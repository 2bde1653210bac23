package org.drey.benchmarks.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.ByCase;
import org.drey.benchmarks.measure.Cpu;
import org.drey.benchmarks.measure.Samples;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.measure.Target;
import org.drey.benchmarks.operator.Accesses;
import org.drey.benchmarks.operator.Payments;
import org.drey.benchmarks.operator.Step;
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
  private final List<Target> targets = new ArrayList<>();
  private final Table table =
      new Table(
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
      List<Kind> kinds,
      List<Order> orders,
      int busy) {}

  private record Figures(Samples micros, List<Accesses> accesses, List<Integer> findings) {
    Figures() {
      this(new Samples(), new ArrayList<>(), new ArrayList<>());
    }

    Accesses all() {
      return accesses.stream().reduce(Accesses.NONE, Accesses::plus);
    }
  }

  /** A benchmark that has not begun. */
  public EntityBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Measures each kind of rule in each order. */
  public Table run() throws Exception {
    for (Kind kind : settings.kinds()) {
      for (Order order : settings.orders()) {
        run(kind, order);
      }
    }
    return table;
  }

  /** Returns what was promised of it. */
  public List<Target> targets() {
    return targets;
  }

  private void run(Kind kind, Order order) throws Exception {
    RuleSet rules = kind.rules("30d");
    Payments payments = new Payments(rules);
    ByCase<Integer, Figures> figures = new ByCase<>(Figures::new);
    try (Step<Match, Finding> step = Step.correlate(rules, 1)) {
      step.clock(Payments.START - 1);
      Map<Integer, Group> groups = new LinkedHashMap<>();
      for (int size : settings.sizes()) {
        progress.accept(kind.title() + ", " + order.title() + ": filling " + size);
        if (size >= settings.events()) {
          groups.put(size, filled(step, payments, order, size, "p"));
        }
      }
      for (int round = -WARM_UP; round < settings.rounds(); round++) {
        for (int size : settings.sizes()) {
          Group group = groups.get(size);
          if (group == null) { // few enough that what comes would make many of them
            group = filled(step, payments, order, size, "r" + round);
          }
          measure(step, group, round < 0 ? new Figures() : figures.of(size));
        }
      }
    }
    figures.forEach((size, its) -> row(kind, order, size, its, figures));
  }

  private Group filled(
      Step<Match, Finding> step, Payments payments, Order order, int size, String prefix)
      throws Exception {
    int few = Math.min(settings.events(), 10 * settings.events() / size);
    int payees = size >= settings.events() ? settings.busy() : Math.max(1, few);
    Group group = new Group(step, payments, order, size, payees, prefix + size, settings.seed());
    group.fill();
    return group;
  }

  private void measure(Step<Match, Finding> step, Group group, Figures figures) throws Exception {
    Match[] matches = group.more(settings.events());
    Accesses before = step.accesses();
    long began = Cpu.ofThread();
    for (Match match : matches) {
      step.send(match);
    }
    figures.micros().add((Cpu.ofThread() - began) / 1e3 / matches.length);
    figures.accesses().add(step.accesses().since(before));
    figures.findings().add(step.take().size());
  }

  private void row(
      Kind kind, Order order, int size, Figures its, ByCase<Integer, Figures> figures) {
    double events = (double) settings.events() * settings.rounds();
    Accesses accesses = its.all();
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
      targets.add(new Target(what + "one more of 9,000, of one more of 10", ratio, 1.5));
      targets.add(new Target(what + "bytes written at 9,000", written, MAX_BYTES));
    }
    if (first == FEW && size == NEARLY_A_MILLION) {
      targets.add(new Target(what + "one more of 980,000, of one more of 10", ratio, 2));
    }
  }
}
