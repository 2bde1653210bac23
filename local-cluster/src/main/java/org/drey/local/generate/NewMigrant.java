package org.drey.local.generate;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.event.Relationship;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Arrived lately and sends money every week, by turns to two relatives who are not verified yet.
 * Repeated small payments abroad are all there is: two payees are no fan-out, and calls are not
 * paid for.
 */
final class NewMigrant implements Person {
  @Override
  public void live(Diary diary, Random random) {
    Country country = Country.abroad(random);
    List<Tie> relatives =
        List.of(relative(diary, country, random), relative(diary, country, random));
    Host home = diary.circle().host(country, diary.daysBefore(300), AgeAssurance.UNKNOWN, null);
    int turn = 0;
    for (int day = random.nextInt(7); day < diary.days(); day += 7) {
      Bill bill = Bill.of(Chance.between(random, 2000, 12000), Channel.REMITTANCE, Purpose.FAMILY);
      diary.pay(diary.sometime(day, random), relatives.get(turn), bill, random);
      Duration call = Duration.ofMinutes(Chance.between(random, 15, 60));
      diary.call(home, diary.sometime(day, random), call, random);
      turn = 1 - turn;
    }
  }

  private static Tie relative(Diary diary, Country country, Random random) {
    Payee payee =
        diary.circle().person(country, diary.daysBefore(Chance.between(random, 200, 900)));
    return new Tie(payee, diary.daysBefore(Chance.between(random, 3, 40)), Relationship.DECLARED);
  }
}
