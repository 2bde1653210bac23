package org.drey.local.generate;

import java.util.Random;

/** Asks for hosts of which one page is listed, by name alone: nothing to warn of. */
final class UrlHostVisitor implements Person {
  @Override
  public void live(Diary diary, Random random) {
    int visits = Chance.between(random, 1, 4);
    for (int i = 0; i < visits; i++) {
      String name = diary.town().listed().carrierName(random);
      diary.ask(diary.sometime(random.nextInt(diary.days()), random), name, random);
    }
    diary.plant(Truth.Kind.URL_HOST_VISITOR);
  }
}
