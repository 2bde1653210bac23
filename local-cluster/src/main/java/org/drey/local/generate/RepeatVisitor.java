package org.drey.local.generate;

import java.util.Random;
import org.drey.event.NetworkClass;

/** Asks for other listed names on other days after a warning: a little, and never alone enough. */
final class RepeatVisitor implements Person {
  private static final int VISITS = 5;
  private static final int DAYS_BETWEEN = 2;

  @Override
  public NetworkClass network() {
    return NetworkClass.HOME;
  }

  @Override
  public void live(Diary diary, Random random) {
    ListedNames listed = diary.town().listed();
    int first = random.nextInt(diary.days() - VISITS * DAYS_BETWEEN);
    int entry = random.nextInt(listed.entries());
    for (int i = 0; i < VISITS; i++) {
      String name = listed.splashName((entry + i) % listed.entries(), random);
      diary.ask(diary.sometime(first + i * DAYS_BETWEEN, random), name, random);
    }
    diary.plant(Truth.Kind.REPEAT_VISITOR);
  }
}
