package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;
import org.drey.event.NetworkClass;

/**
 * Malware asks for made-up names in bursts, with listed ones among them; its user does not know.
 */
final class InfectedDevice implements Person {
  private static final int LISTED_IN_BURST = 4;

  @Override
  public NetworkClass network() {
    return NetworkClass.HOME;
  }

  @Override
  public void live(Diary diary, Random random) {
    ListedNames listed = diary.town().listed();
    for (int day = random.nextInt(4); day < diary.days(); day += Chance.between(random, 3, 6)) {
      Instant at = diary.sometime(day, random);
      int questions = Chance.between(random, 15, 30);
      for (int i = 0; i < questions; i++) {
        at = at.plusMillis(Chance.between(random, 20, 4000));
        diary.askUnaware(at, OrdinaryNames.generated(random), random);
        if (i < LISTED_IN_BURST) {
          int entry = random.nextInt(listed.entries());
          diary.askUnaware(at.plusMillis(5), listed.splashName(entry, random), random);
        }
      }
    }
  }
}
