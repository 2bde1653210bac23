package org.drey.local.generate;

import java.util.Random;

/** Pays every facilitator of a ring, every other day another one, and joins their sessions. */
final class ProlificPayer implements Person {
  private static final int MEETINGS = 12;

  private final Ring ring;
  private final int number;

  ProlificPayer(Ring ring, int number) {
    this.ring = ring;
    this.number = number;
  }

  @Override
  public void live(Diary diary, Random random) {
    PaidMeetings meetings = new PaidMeetings(diary, random);
    for (int i = 0; i < MEETINGS; i++) {
      int day = ring.firstDay() + 1 + 2 * i + random.nextInt(2);
      meetings.payAndJoin(ring.facilitator(number + i), day);
    }
    diary.plant(Truth.Kind.PROLIFIC_PAYER);
  }
}
