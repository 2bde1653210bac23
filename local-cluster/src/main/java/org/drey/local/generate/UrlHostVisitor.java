package org.drey.local.generate;

import java.time.Instant;
import java.util.Random;

/** Opens other pages of hosts of which one page is listed: routed to the proxy, and let through. */
final class UrlHostVisitor implements Person {
  @Override
  public void live(Diary diary, Random random) {
    int visits = Chance.between(random, 1, 4);
    for (int i = 0; i < visits; i++) {
      String name = diary.town().listed().carrierName(random);
      Instant at = diary.sometime(random.nextInt(diary.days()), random);
      diary.ask(at, name, random);
      diary.openPageBeside(at.plusSeconds(1), random);
    }
    diary.plant(Truth.Kind.URL_HOST_VISITOR);
  }
}
