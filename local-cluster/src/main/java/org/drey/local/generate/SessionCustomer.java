package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Pays people abroad for private sessions, for a lawful reason: what {@link PaidMeetings} does, by
 * people who are asked for nothing wrong.
 */
final class SessionCustomer implements Person {
  /** Sessions that begin within two hours of the payment. */
  private static final double PAID_JUST_BEFORE = 0.8;

  private static final int EARLIEST = 9 * 60;
  private static final int LATEST = 19 * 60;

  private final Custom custom;
  private final List<Host> hosts;
  private final int firstDay;
  private final Map<String, Tie> ties = new HashMap<>();

  /**
   * A customer.
   *
   * @param hosts those whom they may know
   * @param firstDay when the first of them can be paid
   */
  SessionCustomer(Custom custom, List<Host> hosts, int firstDay) {
    this.custom = custom;
    this.hosts = hosts;
    this.firstDay = firstDay;
  }

  @Override
  public void live(Diary diary, Random random) {
    List<Host> known = new ArrayList<>(hosts);
    Collections.shuffle(known, random);
    int many = Math.max(1, custom.mostHosts() - random.nextInt(3));
    known = known.subList(0, Math.min(many, known.size()));
    int meetings = Chance.between(random, custom.mostMeetings() / 2, custom.mostMeetings());
    for (int i = 0; i < meetings; i++) {
      int day = firstDay + 1 + random.nextInt(Custom.DAYS - 1);
      meet(diary, known.get(i % known.size()), day, random);
    }
    diary.resemble(custom.payer());
  }

  private void meet(Diary diary, Host host, int day, Random random) {
    Payee payee = host.payout();
    if (payee == null) {
      throw new IllegalArgumentException("a host without an account cannot be paid");
    }
    Instant at = diary.town().period().at(day, Chance.between(random, EARLIEST, LATEST), random);
    Instant since = diary.daysBefore(Chance.between(random, 1, 90));
    Tie tie =
        ties.computeIfAbsent(
            payee.token(),
            token ->
                new Tie(
                    payee,
                    since.isBefore(payee.opened()) ? payee.opened() : since,
                    custom.relationship()));
    int pence = Chance.between(random, custom.mostPence() / 3, custom.mostPence());
    diary.pay(at, tie, Bill.of(pence, custom.channel(), custom.purpose()), random);
    boolean just = Chance.happens(random, PAID_JUST_BEFORE);
    Instant joined = at.plusSeconds(Chance.between(random, 200, 5400) + (just ? 0 : 3 * 3600));
    Duration stay = Duration.ofMinutes(Chance.between(random, 10, 50));
    diary.paidSession(host, joined, stay, AgeAssurance.UNKNOWN, random);
  }
}
