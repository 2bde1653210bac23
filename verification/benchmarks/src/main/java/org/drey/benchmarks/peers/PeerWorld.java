package org.drey.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.operator.InventedPayments;

/**
 * Payments of people who each pay some payees, in the order of time and no two at once. Every
 * second one is at a shop, which no rule wants.
 */
final class PeerWorld {
  /** So that a payer has some 20 payments that are wanted, in two windows. */
  private static final int EVENTS_A_PAYER = 80;

  private static final long SPAN = Duration.ofDays(28).toMillis();
  private static final int PAYEES = 6;
  private static final int SMALL_OR_LARGE = 6;
  private static final int MIDDLE = 2_500;
  private static final int SMALL = 400;
  private static final int LARGE = 120_000;

  private PeerWorld() {}

  /** Invents some payments. */
  static List<PeerEvent> of(int events, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int payers = Math.max(1, events / EVENTS_A_PAYER);
    long apart = SPAN / events;
    List<PeerEvent> all = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      int payer = random.nextInt(payers);
      long time = InventedPayments.START + i * apart + random.nextLong(Math.max(1, apart));
      all.add(
          new PeerEvent(
              "pay-" + i,
              InventedPayments.token("payer", payer),
              InventedPayments.token("payee", (long) payer * PAYEES + random.nextInt(PAYEES)),
              time,
              amount(random),
              random.nextBoolean()));
    }
    return all;
  }

  private static int amount(SplittableRandom random) {
    return switch (random.nextInt(SMALL_OR_LARGE)) {
      case 0 -> SMALL;
      case 1 -> LARGE;
      default -> MIDDLE;
    };
  }
}
