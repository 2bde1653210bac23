package org.drey.local.generate;

import java.util.Random;
import org.drey.event.SourceTier;

/** A person whom a third party reports; only a trusted flagger's report goes to a human. */
final class ReportedPerson implements Person {
  private final SourceTier tier;

  ReportedPerson(SourceTier tier) {
    this.tier = tier;
  }

  @Override
  public void live(Diary diary, Random random) {
    double confidence = Chance.between(random, 92, 99) / 100.0;
    diary.reportMe(tier, confidence, diary.sometime(random.nextInt(diary.days()), random));
    if (tier == SourceTier.TRUSTED_FLAGGER) {
      diary.plant(Truth.Kind.REPORTED_SUBJECT);
    }
  }
}
