package org.drey.local.generate;

import java.util.List;
import java.util.Random;

/** Seeded randomness that is the same on every Java. */
final class SeededRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private SeededRandom() {}

  /** Returns a source for one purpose: what another purpose draws does not change it. */
  static Random of(long seed, String purpose, int index) {
    return new Random(mix(mix(seed + GOLDEN) ^ mix(purpose.hashCode() * GOLDEN + index)));
  }

  static boolean happens(Random random, double probability) {
    return random.nextDouble() < probability;
  }

  static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * Returns other bits of a number; bijective, so that different numbers stay different
   * (SplitMix64).
   */
  static long mix(long number) {
    long mixed = number;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
