package org.drey.local.generate;

import java.util.List;
import java.util.Random;
import org.drey.event.Stage;

/** The firms that cache, host and advertise: now and then they meet a listed page. */
final class Firms {
  private static final List<Stage> STAGES =
      List.of(Stage.CDN_CACHE, Stage.HOSTING, Stage.AD_PLACEMENT);
  private static final int EACH = 4;

  private Firms() {}

  /** Lets each firm meet some listed pages in the days of a world. */
  static void look(Town town, Random random) {
    for (int i = 0; i < STAGES.size(); i++) {
      for (int time = 0; time < EACH; time++) {
        int day = random.nextInt(town.period().days());
        town.proxy()
            .findListed(
                Providers.FIRMS.get(i),
                STAGES.get(i),
                town.period().at(day, random.nextInt(24 * 60), random),
                random);
      }
    }
  }
}
