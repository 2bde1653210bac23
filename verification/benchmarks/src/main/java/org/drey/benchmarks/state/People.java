package org.drey.benchmarks.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.drey.benchmarks.operator.Chain;
import org.drey.benchmarks.operator.PaymentKind;
import org.drey.benchmarks.operator.Payments;
import org.drey.benchmarks.operator.Rules;
import org.drey.event.Payment;
import org.drey.rules.compile.RuleSet;

/** People who pay one payee each, again and again, and the state of the steps after that. */
final class People {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RuleSet rules = Rules.catalogue();
  private final int count;
  private final int days;
  private final long seed;

  /**
   * People.
   *
   * @param days for which they pay
   */
  People(int count, int days, long seed) {
    this.count = count;
    this.days = days;
    this.seed = seed;
  }

  /** Bytes of state of a person, by step, after all days; what their payees take is in. */
  StateBytes live(PaymentKind kind, int everyDays) throws Exception {
    Payments payments = new Payments(rules);
    SplittableRandom random = new SplittableRandom(seed);
    try (Chain chain = new Chain(rules)) {
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
      Payments payments, PaymentKind kind, int everyDays, int day, SplittableRandom random) {
    List<Payment> made = new ArrayList<>();
    for (int payer = 0; payer < count; payer++) {
      if ((day + payer) % everyDays == 0) {
        made.add(
            payments.of(
                kind,
                Payments.token("payer", payer),
                Payments.token("payee", payer),
                Payments.START + day * DAY + random.nextLong(DAY)));
      }
    }
    made.sort(Comparator.comparing(Payment::getEventTime));
    return made;
  }
}
