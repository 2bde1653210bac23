package org.drey.local.generate;

import java.util.Random;

/** The first weeks of a payer: three payments, two sessions. A watch, and not yet an alert. */
final class EarlyPayer implements Person {
  private static final int FIRST = 1;
  private static final int SECOND = 11;
  private static final int THIRD = 21;

  private final Ring ring;

  EarlyPayer(Ring ring) {
    this.ring = ring;
  }

  @Override
  public void live(Diary diary, Random random) {
    PaidMeetings meetings = new PaidMeetings(diary, random);
    meetings.pay(ring.facilitator(0), ring.firstDay() + FIRST);
    meetings.payAndJoin(ring.facilitator(1), ring.firstDay() + SECOND);
    meetings.payAndJoin(ring.facilitator(2), ring.firstDay() + THIRD);
    diary.plant(Truth.Kind.EARLY_PAYER);
  }
}
