package org.drey.local.generate;

import java.util.Random;

/** Pays one facilitator of a ring once or twice: too little to distinguish from a paid lesson. */
final class SmallPayer implements Person {
  private final Ring ring;
  private final int number;

  SmallPayer(Ring ring, int number) {
    this.ring = ring;
    this.number = number;
  }

  @Override
  public void live(Diary diary, Random random) {
    PaidMeetings meetings = new PaidMeetings(diary, random);
    int first = ring.firstDay() + 1 + random.nextInt(8);
    meetings.payAndJoin(ring.facilitator(number), first);
    if (random.nextBoolean()) {
      meetings.payAndJoin(ring.facilitator(number), first + 4 + random.nextInt(8));
    }
    diary.plant(Truth.Kind.SMALL_PAYER);
  }
}
