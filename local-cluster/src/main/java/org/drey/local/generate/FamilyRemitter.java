package org.drey.local.generate;

import java.time.Duration;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.local.generate.PaymentDesk.Bill;

/** Supports relatives abroad whom the payment firm has verified, and calls them. */
final class FamilyRemitter implements Person {
  @Override
  public void live(Diary diary, Random random) {
    Country country = Country.abroad(random);
    int relatives = Chance.between(random, 1, 3);
    for (int i = 0; i < relatives; i++) {
      Payee relative = diary.circle().person(country, diary.daysBefore(700));
      Tie tie =
          new Tie(
              relative,
              diary.daysBefore(Chance.between(random, 10, 600)),
              Relationship.VERIFIED_FAMILY);
      Host home = diary.circle().host(country, relative.opened(), AgeAssurance.UNKNOWN, null);
      int interval = Chance.between(random, 7, 21);
      for (int day = random.nextInt(interval); day < diary.days(); day += interval) {
        Bill bill =
            Bill.of(Chance.between(random, 3000, 25000), Channel.REMITTANCE, Purpose.FAMILY);
        diary.pay(diary.sometime(day, random), tie, bill, random);
        Duration call = Duration.ofMinutes(Chance.between(random, 10, 90));
        diary.call(home, diary.sometime(day, random), call, random);
      }
    }
  }
}
