package org.drey.local.generate;

import java.util.Random;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/** Has paid the same people abroad for more than half a year; their relation was never verified. */
final class LongTimeRemitter implements Person {
  @Override
  public void live(Diary diary, Random random) {
    Country country = Country.abroad(random);
    int payees = Chance.between(random, 1, 4);
    for (int i = 0; i < payees; i++) {
      Payee payee = diary.circle().person(country, diary.daysBefore(2000));
      Tie tie = Tie.loose(payee, diary.daysBefore(Chance.between(random, 185, 1500)));
      int interval = Chance.between(random, 7, 20);
      for (int day = random.nextInt(interval); day < diary.days(); day += interval) {
        Bill bill =
            Bill.of(Chance.between(random, 2000, 15000), Channel.REMITTANCE, Purpose.FAMILY);
        diary.pay(diary.sometime(day, random), tie, bill, random);
      }
    }
  }
}
