package org.drey.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.benchmarks.CountedFunction.Accesses;
import org.drey.benchmarks.EntityCommand.EventOrder;
import org.drey.benchmarks.EntityCommand.RuleKind;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/** One more event of an entity that holds few or many, by the correlate step on RocksDB. */
final class EntitySizes {
  static final int EVENTS = 1_000;

  private static final int WARM_UP = 3;
  private static final int FEW = 10;

  /** A full entity, less those that come. */
  private static final int FULL = 4_000;

  private static final int ORDINARY = 60;
  private static final int MANY = 1_000;
  private static final double MAX_OF_FEW = 12;
  private static final double MAX_MICROS = 400;
  private static final double MAX_OF_FEW_AT_MANY = 2.5;

  private static final long WINDOW = Duration.ofDays(30).toMillis();

  private final MeasuringCommand report;
  private final List<Integer> sizes;
  private final int events;
  private final int busy;
  private final MeasuringCommand.FigureTable table;

  private static final class Figures {
    final MeasuredSamples micros = new MeasuredSamples();
    Accesses accesses = Accesses.NONE;
    long findings;
  }

  /**
   * A measurement.
   *
   * @param sizes how many events an entity holds; the first is what the others are compared with
   * @param events in each measurement
   * @param busy how many entities of a size are asked in turn, of sizes that are not small
   */
  EntitySizes(MeasuringCommand report, List<Integer> sizes, int events, int busy) {
    this.report = report;
    this.sizes = sizes;
    this.events = events;
    this.busy = busy;
    this.table =
        report.table(
            "One more event of an entity",
            "rule | order | holds | us (CPU), median | us (CPU), min | of the first | reads"
                + " | writes | timers | bytes read | bytes written | findings");
  }

  /** Measures each kind of rule in each order. */
  void measure(List<RuleKind> kinds, List<EventOrder> orders) throws Exception {
    report.note(
        "CPU time of the thread that runs the operator: what RocksDB merges behind it is not in,"
            + " but grows with the bytes written.");
    for (RuleKind kind : kinds) {
      for (EventOrder order : orders) {
        measure(kind, order);
      }
    }
  }

  private void measure(RuleKind kind, EventOrder order) throws Exception {
    RuleSet rules = kind.rules("30d");
    InventedPayments payments = new InventedPayments(rules);
    Map<Integer, Figures> figures = new LinkedHashMap<>();
    try (OperatorSubtask<Match, Finding> step = OperatorSubtask.correlate(rules, 1)) {
      step.clock(InventedPayments.START - 1);
      Map<Integer, PayeeGroup> groups = new LinkedHashMap<>();
      for (int size : sizes) {
        report.progress(kind.title + ", " + order.title + ": filling " + size);
        figures.put(size, new Figures());
        if (size >= events) {
          groups.put(size, new PayeeGroup(step, payments, order, size, busy, "p" + size));
        }
      }
      int rounds = report.rounds(9);
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int size : sizes) {
          PayeeGroup group = groups.get(size);
          if (group == null) { // few enough that what comes would make many of them
            int payees = Math.max(1, Math.min(events, 10 * events / size));
            group = new PayeeGroup(step, payments, order, size, payees, "r" + round + size);
          }
          measure(step, group, round < 0 ? new Figures() : of(figures, size));
        }
      }
    }
    figures.forEach((size, its) -> row(kind, order, size, its, figures));
  }

  private void measure(OperatorSubtask<Match, Finding> step, PayeeGroup group, Figures figures)
      throws Exception {
    Match[] matches = group.more(events);
    Accesses before = step.accesses();
    long began = ProcessUse.threadNanos();
    for (Match match : matches) {
      step.send(match);
    }
    figures.micros.add((ProcessUse.threadNanos() - began) / 1e3 / matches.length);
    figures.accesses = figures.accesses.plus(step.accesses().since(before));
    figures.findings += step.take().size();
  }

  private static Figures of(Map<Integer, Figures> figures, int size) {
    return Objects.requireNonNull(figures.get(size), "each size is measured");
  }

  private void row(
      RuleKind kind, EventOrder order, int size, Figures its, Map<Integer, Figures> figures) {
    double sent = (double) events * report.rounds(9);
    int first = sizes.get(0);
    double ratio = its.micros.median() / of(figures, first).micros.median();
    table.row(
        kind.title,
        order.title,
        size,
        its.micros.median(),
        its.micros.min(),
        ratio,
        its.accesses.reads() / sent,
        its.accesses.writes() / sent,
        its.accesses.timers() / sent,
        its.accesses.bytesRead() / sent,
        its.accesses.bytesWritten() / sent,
        its.findings / sent);
    String what = kind.title + ", " + order.title + ", ";
    if (first == FEW && size == FULL) {
      report.promise(what + "one more of 4,000, of one more of 10", ratio, MAX_OF_FEW);
      report.promise(what + "us for one more of 4,000", its.micros.median(), MAX_MICROS);
    }
    if (first == FEW && size == ORDINARY && busy == MANY) {
      report.promise(what + "one more of 60, of 1,000 in turn", ratio, MAX_OF_FEW_AT_MANY);
    }
  }

  /**
   * Payees who each hold so many payments, evenly over the window of the rule: one that is newer
   * comes into the window as the oldest leaves it.
   */
  private final class PayeeGroup {
    /** After so many events the output is taken, so that it does not fill the memory. */
    private static final int TAKE_EVERY = 10_000;

    private final InventedPayments payments;
    private final EventOrder order;
    private final int size;
    private final int payees;
    private final Random random;
    private final String prefix;
    private int more;
    private long payers;

    /**
     * Fills a group.
     *
     * @param size how many payments each payee holds
     * @param prefix of the payees' tokens
     */
    PayeeGroup(
        OperatorSubtask<Match, Finding> step,
        InventedPayments payments,
        EventOrder order,
        int size,
        int payees,
        String prefix)
        throws Exception {
      this.payments = payments;
      this.order = order;
      this.size = size;
      this.payees = payees;
      this.prefix = prefix;
      this.random = new Random(report.seed() * 31 + prefix.hashCode());
      List<Integer> places =
          IntStream.range(0, size).boxed().collect(Collectors.toCollection(ArrayList::new));
      if (order == EventOrder.SHUFFLED) {
        Collections.shuffle(places, random);
      }
      for (int i = 0; i < size; i++) {
        for (int payee = 0; payee < payees; payee++) {
          step.send(match(payee, InventedPayments.START + WINDOW * places.get(i) / size));
        }
        if (i % Math.max(1, TAKE_EVERY / payees) == 0) {
          var unused = step.take();
        }
      }
      var unused = step.take();
    }

    /** Returns one more event each for so many payees in turn, not sent yet. */
    Match[] more(int count) {
      Match[] matches = new Match[count];
      for (int i = 0; i < count; i++, more++) {
        long time =
            order == EventOrder.IN_ORDER
                ? InventedPayments.START + WINDOW + WINDOW * (more / payees) / size
                : InventedPayments.START + (long) (random.nextDouble() * WINDOW);
        matches[i] = match(more % payees, time);
      }
      return matches;
    }

    private Match match(int payee, long time) {
      return payments.toPayee(
          Kind.ELIGIBLE,
          InventedPayments.token("payer", payers++),
          InventedPayments.token(prefix, payee),
          time);
    }
  }
}
