package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Pays for private sessions with adults, through merchant accounts; the platform has assured the
 * age of both. Some of the performers are new to it.
 */
final class AdultServiceCustomer implements Person {
  private final Places places;

  AdultServiceCustomer(Places places) {
    this.places = places;
  }

  @Override
  public void live(Diary diary, Random random) {
    int interval = Chance.between(random, 4, 12);
    for (int day = random.nextInt(interval); day < diary.days(); day += interval) {
      Instant at = diary.sometime(day, random);
      Host performer = Chance.pick(random, places.performers);
      Payee account = performer.payout();
      if (account != null && performer.opened().isBefore(at)) {
        Tie tie = Tie.loose(account, diary.daysBefore(10));
        int pence = Chance.between(random, 1000, 6000);
        diary.pay(at, tie, Bill.of(pence, Channel.CARD, Purpose.SERVICES), random);
        Instant joined = at.plusSeconds(Chance.between(random, 60, 1800));
        Duration stay = Duration.ofMinutes(Chance.between(random, 5, 40));
        diary.paidSession(performer, joined, stay, AgeAssurance.ADULT, random);
      }
    }
  }
}
