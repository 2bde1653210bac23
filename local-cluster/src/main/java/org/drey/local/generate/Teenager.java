package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Buys gift cards and things in games, and pays friends back: at most one new one a day, so never
 * three within 24 hours.
 */
final class Teenager implements Person {
  private static final double PURCHASES_A_DAY = 0.15;
  private static final double GIFT_CARDS_A_DAY = 0.04;
  private static final double DEBTS_A_DAY = 0.08;

  private final Places places;

  Teenager(Places places) {
    this.places = places;
  }

  @Override
  public AgeBand age() {
    return AgeBand.UNDER_18;
  }

  @Override
  public void live(Diary diary, Random random) {
    for (int day = 0; day < diary.days(); day++) {
      if (Chance.happens(random, PURCHASES_A_DAY)) {
        Payee store = Chance.pick(random, places.appStores);
        int pence = Chance.between(random, 99, 1500);
        diary.buy(diary.sometime(day, random), store, pence, Channel.CARD, random);
      }
      if (Chance.happens(random, GIFT_CARDS_A_DAY)) {
        Payee store = Chance.pick(random, places.giftCards);
        int pence = 500 * Chance.between(random, 2, 8);
        diary.buy(diary.sometime(day, random), store, pence, Channel.GIFT_CARD, random);
      }
      if (Chance.happens(random, DEBTS_A_DAY)) {
        Instant at = diary.sometime(day, random);
        Payee friend = diary.circle().person(diary.me().country(), diary.daysBefore(200));
        Bill bill = Bill.of(Chance.between(random, 200, 2000), Channel.P2P, Purpose.OTHER);
        diary.pay(at, Tie.loose(friend, at), bill, random);
      }
    }
  }
}
