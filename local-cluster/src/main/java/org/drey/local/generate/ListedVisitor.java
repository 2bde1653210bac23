package org.drey.local.generate;

import java.util.Random;

/** Asks once for a listed name: blocked, warned, counted, and no suspicion. */
final class ListedVisitor implements Person {
  @Override
  public void live(Diary diary, Random random) {
    ListedNames listed = diary.town().listed();
    String name = listed.splashName(random.nextInt(listed.entries()), random);
    diary.ask(diary.sometime(random.nextInt(diary.days()), random), name, random);
    diary.plant(Truth.Kind.LISTED_VISITOR);
  }
}
