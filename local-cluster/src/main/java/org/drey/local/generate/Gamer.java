package org.drey.local.generate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.Channel;
import org.drey.event.Purpose;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.generate.PaymentDesk.Bill;

/** Buys in games, watches public sessions most evenings and tips those who hold them. */
final class Gamer implements Person {
  private static final double PURCHASES_A_DAY = 0.25;
  private static final double SHOWS_A_DAY = 0.4;
  private static final double TIPS_A_DAY = 0.05;

  private final Places places;
  private final Map<String, Tie> tipped = new HashMap<>();

  Gamer(Places places) {
    this.places = places;
  }

  @Override
  public void live(Diary diary, Random random) {
    for (int day = 0; day < diary.days(); day++) {
      if (Chance.happens(random, PURCHASES_A_DAY)) {
        Payee store = Chance.pick(random, places.appStores);
        int pence = Chance.between(random, 99, 2500);
        diary.buy(diary.sometime(day, random), store, pence, Channel.WALLET, random);
      }
      if (Chance.happens(random, SHOWS_A_DAY)) {
        OrdinaryLife.watchSomething(diary, places, day, random);
      }
      if (Chance.happens(random, TIPS_A_DAY)) {
        tip(diary, day, random);
      }
    }
  }

  /** Some tips are large enough to count; an audience alone is still no suspicion. */
  private void tip(Diary diary, int day, Random random) {
    List<Show> shows = places.shows(day);
    if (shows.isEmpty()) {
      return;
    }
    Show show = Chance.pick(random, shows);
    Payee streamer = show.host().payout();
    if (streamer != null) {
      Instant at = show.start().plusSeconds(1200);
      Tie tie = tipped.computeIfAbsent(streamer.token(), token -> Tie.loose(streamer, at));
      Bill bill = Bill.of(Chance.between(random, 200, 1200), Channel.WALLET, Purpose.GIFT);
      diary.pay(at, tie, bill, random);
    }
  }
}
