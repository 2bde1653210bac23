package org.drey.local.generate;

import java.util.Random;
import org.drey.event.Channel;

/** Lives at night; the hours alone mean nothing. */
final class ShiftWorker implements Person {
  private static final double MEALS_A_DAY = 0.3;

  private final Places places;

  ShiftWorker(Places places) {
    this.places = places;
  }

  @Override
  public Period.Rhythm rhythm() {
    return Period.Rhythm.NIGHT;
  }

  @Override
  public void live(Diary diary, Random random) {
    for (int day = 0; day < diary.days(); day++) {
      if (Chance.happens(random, MEALS_A_DAY)) {
        Payee shop = Chance.pick(random, places.shops);
        int pence = Chance.between(random, 400, 1800);
        diary.buy(diary.sometime(day, random), shop, pence, Channel.CARD, random);
      }
    }
  }
}
