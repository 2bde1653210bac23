package org.drey.local.generate;

import java.util.Random;
import org.drey.event.NetworkClass;

/** A line that several households share: who asked is unknown, so no one is counted. */
final class SharedLine implements Person {
  private static final int QUESTIONS_A_DAY = 6;
  private static final double LISTED_A_DAY = 0.1;

  @Override
  public NetworkClass network() {
    return NetworkClass.CGNAT;
  }

  @Override
  public void live(Diary diary, Random random) {
    Town town = diary.town();
    for (int day = 0; day < diary.days(); day++) {
      for (int i = 0; i < QUESTIONS_A_DAY; i++) {
        diary.ask(diary.sometime(day, random), town.names().next(random), random);
      }
      if (Chance.happens(random, LISTED_A_DAY)) {
        int entry = random.nextInt(town.listed().entries());
        diary.ask(diary.sometime(day, random), town.listed().splashName(entry, random), random);
      }
    }
  }
}
