package org.drey.attack;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of an attack are played. A case depends on the seed and its number alone.
 *
 * @param attack the attack's name
 * @param cases how many there are
 * @param only the number of the only one that is played; null for all
 */
record Draw(String attack, long seed, long cases, @Nullable Long only) {
  /** A case that takes longer hangs, however busy the machine is. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** A case; throws unless what is attacked held. */
  interface Case {
    void play(Random random) throws Exception;
  }

  /** Chance that is the same for all cases. */
  Random random() {
    return new Random(seed);
  }

  /** Plays the cases one after the other; one that does not hold does not end it. */
  Outcome each(Case one) {
    long held = 0;
    long tried = 0;
    long slowest = 0;
    Throwable failure = null;
    for (long i = only == null ? 0 : only; i < (only == null ? cases : only + 1); i++) {
      long start = System.nanoTime();
      Throwable thrown = thrownBy(one, i);
      long took = System.nanoTime() - start;
      tried++;
      slowest = Math.max(slowest, took);
      if (thrown == null && took > LONGEST.toNanos()) {
        thrown = new AssertionError("took " + Duration.ofNanos(took));
      }
      if (thrown == null) {
        held++;
      } else if (failure == null) {
        failure = new AssertionError(repeat(i), thrown);
      }
    }
    return new Outcome(tried, held, Duration.ofNanos(slowest), "", failure);
  }

  private @Nullable Throwable thrownBy(Case one, long number) {
    try {
      one.play(new Random(seed ^ (number + 1) * GOLDEN));
      return null;
    } catch (Exception | Error e) {
      return e;
    }
  }

  private String repeat(long number) {
    return "-Ddrey.attack='%s' -Ddrey.seed=%d -Ddrey.case=%d".formatted(attack, seed, number);
  }
}
