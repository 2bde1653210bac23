package org.drey.local.generate;

import java.util.Random;
import org.drey.event.SourceTier;

/** A person whom a trusted flagger reports by mistake: the account is another one's. */
final class MisreportedPerson implements Person {
  @Override
  public void live(Diary diary, Random random) {
    double confidence = Chance.between(random, 30, 90) / 100.0;
    int day = random.nextInt(diary.days());
    diary.reportMe(SourceTier.TRUSTED_FLAGGER, confidence, diary.sometime(day, random));
    diary.resemble(LookAlike.MISREPORTED);
  }
}
