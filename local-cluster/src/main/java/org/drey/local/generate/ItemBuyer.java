package org.drey.local.generate;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.drey.event.AgeBand;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.PaymentDesk.Bill;

/**
 * Buys things of a game from other players, several in one evening. It looks like extortion: a
 * young person pays strangers again and again within hours.
 */
final class ItemBuyer implements Person {
  private static final int EVENING = 17 * 60;

  private final List<Payee> sellers;
  private final int day;

  /**
   * A buyer.
   *
   * @param sellers players who sell
   * @param day when the things are bought
   */
  ItemBuyer(List<Payee> sellers, int day) {
    this.sellers = sellers;
    this.day = day;
  }

  @Override
  public AgeBand age() {
    return AgeBand.UNDER_18;
  }

  @Override
  public void live(Diary diary, Random random) {
    Instant at = diary.town().period().at(day, EVENING + random.nextInt(120), random);
    Instant first = at;
    int things = Chance.between(random, 2, 5);
    for (int i = 0; i < things; i++) {
      Payee seller = Chance.pick(random, sellers);
      Bill bill = Bill.of(Chance.between(random, 1000, 2500), Channel.P2P, Purpose.GOODS);
      diary.pay(at, Tie.loose(seller, first), bill, random);
      at = at.plusSeconds(Chance.between(random, 300, 2400));
    }
    diary.resemble(LookAlike.ITEM_BUYER);
  }
}
