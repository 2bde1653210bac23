package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;

/** Asks once for a listed name or page: blocked, warned, counted, and no suspicion. */
final class ListedVisitor implements Person {
  @Override
  public void live(Diary diary, Random random) {
    ListedNames listed = diary.town().listed();
    String name = listed.splashName(random.nextInt(listed.entries()), random);
    Instant at = diary.sometime(random.nextInt(diary.days()), random);
    switch (random.nextInt(4)) {
      case 0 -> diary.openListedPage(at, random);
      case 1 -> diary.askAlias(at, "alias-" + OrdinaryNames.generated(random), name, random);
      default -> diary.ask(at, name, random);
    }
    diary.plant(Truth.Kind.LISTED_VISITOR);
  }
}
