package org.drey.benchmarks;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.drey.benchmarks.InventedPayments.Kind;
import org.drey.event.Payment;

/** A rule of payments that all can say, or nearly all; each copy has another threshold. */
enum PeerRule {
  COUNT("payments of a payer to a payee"),
  DISTINCT("payees of a payer"),
  SEQUENCE("a small payment, then a large one to the same payee");

  static final Duration WINDOW = Duration.ofDays(7);
  private static final int LEAST = 3;
  private static final int SMALL = 1_000;
  private static final int LARGE = 100_000;
  private static final int STEP = 5;

  final String title;

  PeerRule(String title) {
    this.title = title;
  }

  /** Returns how many payments or payees a copy wants at least. */
  static int least(int copy) {
    return LEAST + copy;
  }

  /** Returns the most pence of a small payment of a copy: of later copies less. */
  static int small(int copy) {
    return SMALL - STEP * copy;
  }

  /** Returns the fewest pence of a large payment of a copy: of later copies more. */
  static int large(int copy) {
    return LARGE + STEP * copy;
  }

  /** Returns a name of a finding that is the same for all ways. */
  static String named(int copy, String completing) {
    return copy + " " + completing;
  }

  /**
   * Returns what is to be found, by the plainest means: each payment's window looked through.
   *
   * @param payments each once, in any order
   */
  Set<String> expected(List<Paid> payments, int copies) {
    Map<String, Deque<Paid>> windows = new HashMap<>();
    Set<String> found = new HashSet<>();
    List<Paid> sorted = new ArrayList<>(payments);
    sorted.sort(Comparator.comparingLong(Paid::time));
    for (Paid paid : sorted) {
      if (paid.wanted()) {
        String group = this == DISTINCT ? paid.payer() : paid.payer() + "," + paid.payee();
        Deque<Paid> window = windows.computeIfAbsent(group, unused -> new ArrayDeque<>());
        window.add(paid);
        while (window.getFirst().time() <= paid.time() - WINDOW.toMillis()) {
          window.removeFirst();
        }
        for (int copy = 0; copy < copies; copy++) {
          if (holds(window, paid, copy)) {
            found.add(named(copy, paid.id()));
          }
        }
      }
    }
    return found;
  }

  private boolean holds(Deque<Paid> window, Paid last, int copy) {
    return switch (this) {
      case COUNT -> window.size() >= least(copy);
      case DISTINCT -> window.stream().map(Paid::payee).distinct().count() >= least(copy);
      case SEQUENCE ->
          last.amountMinor() >= large(copy)
              && window.stream().anyMatch(paid -> paid.amountMinor() <= small(copy));
    };
  }

  /**
   * A payment as the rules here see it. Public, or Flink has no serializer for it.
   *
   * @param wanted whether it is from person to person, which all rules ask for; else it is at a
   *     shop
   * @param amountMinor in pence
   */
  public record Paid(
      String id, String payer, String payee, long time, long amountMinor, boolean wanted)
      implements Serializable {
    /** Returns it as a provider sends it. */
    Payment payment() {
      Kind kind = wanted ? Kind.ELIGIBLE : Kind.PURCHASE;
      Payment payment = kind.payment(id, payer, payee, time);
      payment.setAmountMinor(amountMinor);
      return payment;
    }
  }

  /** So that a payer has some 20 payments that are wanted, in two windows. */
  private static final int EVENTS_A_PAYER = 80;

  private static final long SPAN = Duration.ofDays(28).toMillis();
  private static final int PAYEES = 6;

  /**
   * Invents payments of people who each pay some payees, in the order of time and no two at once.
   * Every second one is at a shop, which no rule wants.
   */
  static List<Paid> payments(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int payers = Math.max(1, count / EVENTS_A_PAYER);
    long apart = SPAN / count;
    List<Paid> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int payer = random.nextInt(payers);
      long time = InventedPayments.START + i * apart + random.nextLong(Math.max(1, apart));
      all.add(
          new Paid(
              "pay-" + i,
              InventedPayments.token("payer", payer),
              InventedPayments.token("payee", (long) payer * PAYEES + random.nextInt(PAYEES)),
              time,
              amount(random),
              random.nextBoolean()));
    }
    return all;
  }

  /** Returns a small amount, a large one or, of six, four times one between them. */
  private static int amount(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> 400;
      case 1 -> 120_000;
      default -> 2_500;
    };
  }

  /** The condition in which the same payments arrive. */
  enum Order {
    IN_ORDER("in order"),
    LATE("one of ten late"),
    DOUBLED("one of ten sent twice");

    private static final int ONE_OF = 10;
    private static final long SOON = Duration.ofMinutes(5).toMillis();

    /** Less than payments may be late: 24 hours. */
    private static final long LATEST = Duration.ofHours(20).toMillis();

    final String title;

    Order(String title) {
      this.title = title;
    }

    private record Arriving(Paid paid, long at) {}

    /**
     * Returns the payments as they arrive.
     *
     * @param payments by time
     */
    List<Paid> of(List<Paid> payments, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Arriving> arriving = new ArrayList<>();
      for (Paid paid : payments) {
        boolean chosen = random.nextInt(ONE_OF) == 0;
        long late = chosen && this == LATE ? random.nextLong(SOON, LATEST) : 0;
        arriving.add(new Arriving(paid, paid.time() + late));
        if (chosen && this == DOUBLED) {
          arriving.add(new Arriving(paid, paid.time())); // a producer tried twice
        }
      }
      arriving.sort(Comparator.comparingLong(Arriving::at));
      return arriving.stream().map(Arriving::paid).toList();
    }
  }
}
