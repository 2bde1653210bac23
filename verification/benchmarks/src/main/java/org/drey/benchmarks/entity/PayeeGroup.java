package org.drey.benchmarks.entity;

import java.time.Duration;
import java.util.Random;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorSubtask;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;

/**
 * Payees who each hold so many payments, evenly over the window of the rule: one that is newer
 * comes into the window as the oldest leaves it.
 */
final class PayeeGroup {
  static final long WINDOW = Duration.ofDays(30).toMillis();

  /** Of how many events the output is taken at once, so that it does not fill the memory. */
  private static final int TAKE_EVERY = 10_000;

  private final OperatorSubtask<Match, Finding> step;
  private final InventedPayments payments;
  private final EventOrder order;
  private final int size;
  private final int payees;
  private final Random random;
  private final String prefix;
  private int more;
  private long payers;

  /**
   * A group that is not filled yet.
   *
   * @param prefix of the payees' tokens
   * @param size how many payments each holds
   */
  PayeeGroup(
      OperatorSubtask<Match, Finding> step,
      InventedPayments payments,
      EventOrder order,
      int size,
      int payees,
      String prefix,
      long seed) {
    this.step = step;
    this.payments = payments;
    this.order = order;
    this.size = size;
    this.payees = payees;
    this.prefix = prefix;
    this.random = new Random(seed * 31 + prefix.hashCode());
  }

  void fill() throws Exception {
    int[] places = random.ints(size, 0, size).toArray();
    for (int i = 0; i < size; i++) {
      places[i] = i;
    }
    for (int i = size - 1; order == EventOrder.SHUFFLED && i > 0; i--) {
      int other = random.nextInt(i + 1);
      int place = places[i];
      places[i] = places[other];
      places[other] = place;
    }
    for (int i = 0; i < size; i++) {
      for (int payee = 0; payee < payees; payee++) {
        step.send(match(payee, InventedPayments.START + WINDOW * places[i] / size));
      }
      if (i % Math.max(1, TAKE_EVERY / payees) == 0) {
        var unused = step.take();
      }
    }
    var unused = step.take();
  }

  /** One more event each for so many payees in turn, not sent yet. */
  Match[] more(int events) {
    Match[] matches = new Match[events];
    for (int i = 0; i < events; i++, more++) {
      long time =
          order == EventOrder.IN_ORDER
              ? InventedPayments.START + WINDOW + WINDOW * (more / payees) / size
              : InventedPayments.START + (long) (random.nextDouble() * WINDOW);
      matches[i] = match(more % payees, time);
    }
    return matches;
  }

  private Match match(int payee, long time) {
    String payer = InventedPayments.token("payer", payers++);
    return payments.toPayee(payments.eligible(payer, InventedPayments.token(prefix, payee), time));
  }
}
