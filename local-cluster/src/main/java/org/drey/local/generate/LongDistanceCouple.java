package org.drey.local.generate;

import java.time.Duration;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Calls a partner abroad every few days and sends a present every few weeks. The calls are private
 * and cost nothing. A partner who broadcasts and is paid for it has been known for long.
 */
final class LongDistanceCouple implements Person {
  private static final double PARTNER_BROADCASTS = 0.15;

  @Override
  public void live(Diary diary, Random random) {
    boolean broadcasts = Chance.happens(random, PARTNER_BROADCASTS);
    Country country = Country.abroad(random);
    Payee account = diary.circle().person(country, diary.daysBefore(1200));
    Tie tie =
        Tie.loose(account, diary.daysBefore(Chance.between(random, broadcasts ? 200 : 5, 1000)));
    Host partner =
        diary
            .circle()
            .host(country, account.opened(), AgeAssurance.ADULT, broadcasts ? account : null);
    for (int day = random.nextInt(3); day < diary.days(); day += Chance.between(random, 2, 4)) {
      Duration call = Duration.ofMinutes(Chance.between(random, 20, 120));
      diary.call(partner, diary.sometime(day, random), call, random);
    }
    int interval = Chance.between(random, 14, 40);
    for (int day = random.nextInt(interval); day < diary.days(); day += interval) {
      Bill bill = Bill.of(Chance.between(random, 1500, 15000), Channel.P2P, Purpose.GIFT);
      diary.pay(diary.sometime(day, random), tie, bill, random);
    }
  }
}
