package org.drey.local.generate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * The days that a world lasts, counted from 0.
 *
 * @param start the first moment
 * @param days how many there are
 */
record Period(Instant start, int days) {
  private static final int DAY_MINUTES = 24 * 60;
  private static final int MINUTE_MILLIS = 60_000;

  /** A moment of a day by UTC, random below the minute. */
  Instant at(int day, int minuteOfDay, Random random) {
    return start
        .plus(day, ChronoUnit.DAYS)
        .plus(minuteOfDay, ChronoUnit.MINUTES)
        .plusMillis(random.nextInt(MINUTE_MILLIS));
  }

  /** A moment of a day at which a person of this rhythm is awake. */
  Instant awake(int day, Rhythm rhythm, int utcOffsetMinutes, Random random) {
    int local = rhythm.minuteOfDay(random);
    return at(day, Math.floorMod(local - utcOffsetMinutes, DAY_MINUTES), random);
  }

  /** A moment some days before the start. */
  Instant before(int daysAgo) {
    return start.minus(daysAgo, ChronoUnit.DAYS);
  }

  /** When a life is lived. */
  enum Rhythm {
    /** From 7 to midnight, more in the evening. */
    DAY {
      @Override
      int minuteOfDay(Random random) {
        return 7 * 60 + Math.max(random.nextInt(17 * 60), random.nextInt(17 * 60));
      }
    },
    /** From 20 to 6. */
    NIGHT {
      @Override
      int minuteOfDay(Random random) {
        return (20 * 60 + random.nextInt(10 * 60)) % DAY_MINUTES;
      }
    };

    abstract int minuteOfDay(Random random);
  }
}
