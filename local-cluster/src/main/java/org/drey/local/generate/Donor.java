package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Gives to charities every month, and once to a collection for which a new account was opened: many
 * small payments to one new account, as with extorted money, but no payer shows signs of extortion.
 */
final class Donor implements Person {
  private static final int MONTH = 30;

  private final Places places;
  private final Collection collection;

  /**
   * A collection of money for a colleague's present.
   *
   * @param organiser the account, opened on the day before
   * @param day when it begins
   */
  record Collection(Payee organiser, int day) {
    private static final int DAYS = 5;

    /** A collection within the world's days. */
    static Collection begin(Town town, Random random) {
      int day = 1 + random.nextInt(town.period().days() - DAYS - 1);
      Payee organiser =
          town.circle().person(Country.home(random), town.period().at(day - 1, 600, random));
      return new Collection(organiser, day);
    }
  }

  Donor(Places places, Collection collection) {
    this.places = places;
    this.collection = collection;
  }

  @Override
  public void live(Diary diary, Random random) {
    Tie charity =
        Tie.loose(
            Chance.pick(random, places.charities),
            diary.daysBefore(Chance.between(random, 1, 900)));
    for (int day = random.nextInt(MONTH); day < diary.days(); day += MONTH) {
      Bill bill = Bill.of(Chance.between(random, 500, 5000), Channel.CARD, Purpose.GIFT);
      diary.pay(diary.sometime(day, random), charity, bill, random);
    }
    int day = collection.day() + random.nextInt(Collection.DAYS);
    Instant at = diary.sometime(day, random);
    Bill share = Bill.of(Chance.between(random, 1200, 4000), Channel.P2P, Purpose.GIFT);
    diary.pay(at, Tie.loose(collection.organiser(), at), share, random);
  }
}
