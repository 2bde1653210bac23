package org.drey.benchmarks.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.operator.InventedPayments;
import org.drey.benchmarks.operator.OperatorChain;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;

/** People who pay one payee each, again and again, and the state of the steps after that. */
final class PayingPeople {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final int count;
  private final int days;
  private final long seed;

  /**
   * People.
   *
   * @param days for which they pay
   */
  PayingPeople(RuleSet rules, int count, int days, long seed) {
    this.rules = rules;
    this.count = count;
    this.days = days;
    this.seed = seed;
  }

  /** Bytes of state of a person, by step, after all days; what their payees take is in. */
  StateBytes live(PaymentKind kind, int everyDays) throws Exception {
    InventedPayments payments = new InventedPayments(rules);
    SplittableRandom random = new SplittableRandom(seed);
    try (OperatorChain chain = new OperatorChain(rules)) {
      StateBytes empty = StateBytes.of(chain);
      for (int day = 0; day < days; day++) {
        for (Payment payment : payments(payments, kind, everyDays, day, random)) {
          chain.send(payments.pass(payment));
          chain.clock(payment.getEventTime().toEpochMilli() - 1);
        }
      }
      return StateBytes.of(chain).since(empty, count);
    }
  }

  private List<Payment> payments(
      InventedPayments payments,
      PaymentKind kind,
      int everyDays,
      int day,
      SplittableRandom random) {
    List<Payment> made = new ArrayList<>();
    for (int payer = 0; payer < count; payer++) {
      if ((day + payer) % everyDays == 0) {
        made.add(
            payments.of(
                kind,
                InventedPayments.token("payer", payer),
                InventedPayments.token("payee", payer),
                InventedPayments.START + day * DAY + random.nextLong(DAY)));
      }
    }
    made.sort(Comparator.comparing(Payment::getEventTime));
    return made;
  }
}
