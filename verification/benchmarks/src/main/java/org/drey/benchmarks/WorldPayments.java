package org.drey.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.drey.benchmarks.CountedFunction.Accesses;
import org.drey.benchmarks.DetectionSteps.Step;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;

/**
 * Payments through the keyed steps of the detection job, on RocksDB: what one costs, and what is
 * kept of people who make them.
 */
final class WorldPayments {
  private static final int WARM_UP = 2;
  private static final double MOST_ACCESSES = 2;

  /** A fifth of what it was. */
  private static final double MOST_STATE = 0.2;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final MeasuringCommand report;
  private final RuleSet rules;
  private final int days;

  /**
   * A measurement.
   *
   * @param days before it, so that what state holds comes and goes evenly
   */
  WorldPayments(MeasuringCommand report, RuleSet rules, int days) {
    this.report = report;
    this.rules = rules;
    this.days = days;
  }

  /** The habit of the people of a town: how often they pay, and what. */
  private enum Habit {
    /** In proportion to a country: mostly in shops, each person once a day. */
    COUNTRY("as a country pays", 1),

    /** Small payments abroad, so seldom that hardly a rule fires. */
    SELDOM("few rules fire", 40),

    /** So often that every payment completes findings of every rule for payments abroad. */
    OFTEN("all rules fire", 2);

    private final String title;
    private final int everyDays;

    Habit(String title, int everyDays) {
      this.title = title;
      this.everyDays = everyDays;
    }
  }

  /**
   * Lets all towns live, then measures a day of each in turn.
   *
   * @param aDay how many payments
   */
  void measure(int aDay) throws Exception {
    report.note(
        "CPU time of the thread that runs all steps; all of the process has RocksDB's threads, the"
            + " collector and the compiler besides.");
    report.note(
        "An entity is one whose state a payment touches: the payer, of one abroad the payee too.");
    List<Town> towns = new ArrayList<>();
    try {
      for (Habit habit : Habit.values()) {
        report.progress(habit.title + ": " + days + " days go by");
        Town town = new Town(habit, rules, aDay, report.seed());
        towns.add(town);
        for (int day = 0; day < days; day++) {
          town.live(town.nextDay());
        }
      }
      report.inRounds(
          WARM_UP,
          9,
          round -> {
            for (Town town : towns) {
              town.measure(round >= 0);
            }
          });
    } finally {
      towns.forEach(town -> town.steps.close());
    }
    tables(towns);
  }

  private void tables(List<Town> towns) {
    MeasuringCommand.FigureTable table =
        report.table(
            "A payment that rules want",
            "case | us (CPU), median | us (CPU), min | us (CPU), all of the process, median"
                + " | findings scored | revisions of alerts | entities | reads an entity"
                + " | writes an entity, with timers | bytes read | bytes written");
    MeasuringCommand.FigureTable parts =
        report.table(
            "A payment that rules want, by step",
            "case | step | reads | writes | timers | bytes read | bytes written");
    for (Town its : towns) {
      double payments = its.payments;
      Accesses all = its.accesses.values().stream().reduce(Accesses.NONE, Accesses::plus);
      double reads = (double) all.reads() / its.entities;
      double writes = (double) (all.writes() + all.timers()) / its.entities;
      table.row(
          its.habit.title,
          its.thread.median(),
          its.thread.min(),
          its.process.median(),
          its.findings / payments,
          its.revisions / payments,
          its.entities / payments,
          reads,
          writes,
          all.bytesRead() / payments,
          all.bytesWritten() / payments);
      its.accesses.forEach(
          (part, accesses) ->
              parts.row(
                  its.habit.title,
                  part.title,
                  accesses.reads() / payments,
                  accesses.writes() / payments,
                  accesses.timers() / payments,
                  accesses.bytesRead() / payments,
                  accesses.bytesWritten() / payments));
      report.promise(its.habit.title + ", an entity: reads", reads, MOST_ACCESSES);
      // Setting, deleting and firing a timer writes too.
      report.promise(its.habit.title + ", an entity: writes, with timers", writes, MOST_ACCESSES);
    }
  }

  /** People who pay, day after day, through the steps of the job. */
  private static final class Town {
    /** To how many each of those pays who pay often, in turn; so many pay each of them. */
    private static final int CIRCLE = 5;

    /** The number of people that a shop has. */
    private static final int PEOPLE_OF_A_SHOP = 100;

    private final Habit habit;
    private final InventedPayments invented;
    private final DetectionSteps steps;
    private final SplittableRandom random;
    private final int people;
    private int day;

    private final MeasuredSamples thread = new MeasuredSamples();
    private final MeasuredSamples process = new MeasuredSamples();
    private final Map<Step, Accesses> accesses = new EnumMap<>(Step.class);
    private long payments;
    private long entities;
    private long findings;
    private long revisions;

    Town(Habit habit, RuleSet rules, int aDay, long seed) throws Exception {
      this.habit = habit;
      this.invented = new InventedPayments(rules);
      this.steps = new DetectionSteps(rules);
      this.people = aDay * habit.everyDays;
      this.random = new SplittableRandom(seed);
    }

    /** Returns the payments of the next day, in the order of time. */
    List<Payment> nextDay() {
      List<Payment> made = new ArrayList<>();
      for (int payer = day % habit.everyDays; payer < people; payer += habit.everyDays) {
        Kind kind = habit == Habit.COUNTRY ? Kind.ofTheCountry(random) : Kind.ELIGIBLE;
        long time = InventedPayments.START + day * DAY + random.nextLong(DAY);
        made.add(
            invented.of(kind, InventedPayments.token("payer", payer), payee(kind, payer), time));
      }
      made.sort(Comparator.comparing(Payment::getEventTime));
      day++;
      return made;
    }

    private String payee(Kind kind, int payer) {
      return switch (kind) {
        case FAMILY -> InventedPayments.token("relative", payer);
        case LONG_KNOWN -> InventedPayments.token("friend", payer);
        case PURCHASE ->
            InventedPayments.token("shop", random.nextInt(Math.max(1, people / PEOPLE_OF_A_SHOP)));
        case ELIGIBLE, TO_NEW_ACCOUNT, IN_BAND_AT_HOME ->
            InventedPayments.token(
                "payee", habit == Habit.OFTEN ? inTurn(payer) : random.nextInt(people));
      };
    }

    private int inTurn(int payer) {
      return (payer + day / habit.everyDays % CIRCLE) % people;
    }

    void live(List<Payment> some) throws Exception {
      for (Payment payment : some) {
        steps.pay(invented, payment);
      }
    }

    void measure(boolean counts) throws Exception {
      List<Payment> today = nextDay();
      Map<Step, Accesses> before = new EnumMap<>(Step.class);
      for (Step step : Step.values()) {
        before.put(step, steps.accesses(step));
      }
      long findingsBefore = steps.scored();
      long revisionsBefore = steps.revisions();
      long processBefore = ProcessUse.processNanos();
      long threadBefore = ProcessUse.threadNanos();
      live(today);
      double inThread = ProcessUse.threadNanos() - threadBefore;
      double inProcess = ProcessUse.processNanos() - processBefore;
      if (!counts) {
        return;
      }
      thread.add(inThread / 1e3 / today.size());
      process.add(inProcess / 1e3 / today.size());
      before.forEach(
          (step, was) -> accesses.merge(step, steps.accesses(step).since(was), Accesses::plus));
      payments += today.size();
      // The door is asked again, so that this is not in what is measured.
      entities += today.stream().mapToLong(payment -> invented.pass(payment).entities()).sum();
      findings += steps.scored() - findingsBefore;
      revisions += steps.revisions() - revisionsBefore;
    }
  }

  /**
   * People of whom rules keep something and who are not suspected. What they took before the state
   * was a log was measured as bytes of an entry, and multiplied.
   */
  private enum Lookalike {
    FAMILY("BEN-02: pays a verified relative", Kind.FAMILY, true, 225),
    LONG_KNOWN("BEN-01: pays a person known for long", Kind.LONG_KNOWN, true, 158),
    PURCHASE("BEN-03: pays a business", Kind.PURCHASE, true, 42),
    IN_BAND("LNK-01, LNK-02: pays a little at home", Kind.IN_BAND_AT_HOME, false, 4),
    ELIGIBLE("PAY-01, -04, -20: pays a little abroad", Kind.ELIGIBLE, false, 23);

    private final String title;
    private final Kind payment;

    /** Whether a rule about them lowers a score, and only then matters. */
    private final boolean benign;

    private final int gigabytesBefore;

    Lookalike(String title, Kind payment, boolean benign, int gigabytesBefore) {
      this.title = title;
      this.payment = payment;
      this.benign = benign;
      this.gigabytesBefore = gigabytesBefore;
    }
  }

  /**
   * Lets people of each kind pay long enough that what state holds comes and goes evenly.
   *
   * @param count of each kind
   * @param every how many days each of them pays
   */
  void measurePeople(int count, List<Integer> every) throws Exception {
    report.note(
        "Bytes are those of a savepoint, not compressed: keys, values and timers of payers and"
            + " payees.");
    report.note(
        "The country: 60 million payments a day, by as many people of each kind as it takes.");
    report.note(
        "Before the log: measured bytes of an entry, by payments a day and days kept; keys were not"
            + " counted.");
    MeasuringCommand.FigureTable people =
        report.table(
            "State of a person",
            "who | pays every so many days | bytes, correlate | bytes, score | GB in the country"
                + " | GB before the log");
    MeasuringCommand.FigureTable country =
        report.table(
            "State of the country's benign look-alikes",
            "everybody pays every so many days | GB | GB before the log | share");
    for (int everyDays : every) {
      double now = 0;
      double before = 0;
      for (Lookalike who : Lookalike.values()) {
        report.progress(who.title + ", every " + everyDays + " days");
        double[] bytes = bytesOfAPerson(who.payment, count, everyDays);
        double gigabytes =
            who.payment.millionsADay() * everyDays * (bytes[0] + bytes[1]) * 1e6 / 1e9;
        people.row(who.title, everyDays, bytes[0], bytes[1], gigabytes, who.gigabytesBefore);
        now += who.benign ? gigabytes : 0;
        before += who.benign ? who.gigabytesBefore : 0;
      }
      country.row(everyDays, now, before, now / before);
      if (everyDays == 1) { // the case that was counted before
        report.promise(
            "state of benign look-alikes who pay every day, of before the log",
            now / before,
            MOST_STATE);
      }
    }
  }

  /**
   * Returns the bytes of state of a person who pays one payee again and again, after all days: of
   * both passes of correlation, and of the score. Those of the payee are in.
   */
  private double[] bytesOfAPerson(Kind kind, int count, int everyDays) throws Exception {
    InventedPayments invented = new InventedPayments(rules);
    SplittableRandom random = new SplittableRandom(report.seed());
    try (DetectionSteps steps = new DetectionSteps(rules)) {
      double[] empty = bytes(steps);
      for (int day = 0; day < days; day++) {
        List<Payment> made = new ArrayList<>();
        for (int payer = 0; payer < count; payer++) {
          if ((day + payer) % everyDays == 0) {
            made.add(
                invented.of(
                    kind,
                    InventedPayments.token("payer", payer),
                    InventedPayments.token("payee", payer),
                    InventedPayments.START + day * DAY + random.nextLong(DAY)));
          }
        }
        made.sort(Comparator.comparing(Payment::getEventTime));
        for (Payment payment : made) {
          steps.pay(invented, payment);
        }
      }
      double[] full = bytes(steps);
      return new double[] {(full[0] - empty[0]) / count, (full[1] - empty[1]) / count};
    }
  }

  private static double[] bytes(DetectionSteps steps) throws Exception {
    return new double[] {
      (double) steps.stateBytes(Step.FIRST) + steps.stateBytes(Step.SECOND),
      steps.stateBytes(Step.SCORE)
    };
  }
}
