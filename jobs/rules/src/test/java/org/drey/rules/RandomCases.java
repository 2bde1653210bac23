package org.drey.rules;

import java.util.Random;

/**
 * How many random cases the property tests draw, and which: the same in each run, {@code
 * -Ddrey.factor=N} times as many, and others with {@code -Ddrey.seed=N}.
 */
public final class RandomCases {
  private static final int FACTOR = Integer.getInteger("drey.factor", 1);
  private static final long SEED = Long.getLong("drey.seed", 0);

  /** So far are the seeds of two runs apart, of which each case has one. */
  private static final long APART = 1_000_003;

  private RandomCases() {}

  /** How many are drawn, of so many in an ordinary run. */
  public static int count(int usual) {
    return usual * FACTOR;
  }

  /**
   * The first seed of a test.
   *
   * @param usual in an ordinary run
   */
  public static long seed(long usual) {
    return usual + APART * SEED;
  }

  /**
   * Random numbers of a test.
   *
   * @param usual their seed in an ordinary run
   */
  public static Random random(long usual) {
    return new Random(seed(usual));
  }

  /** With what a run draws the same cases: a part of messages. */
  public static String settings() {
    return "-Ddrey.factor=" + FACTOR + " -Ddrey.seed=" + SEED;
  }
}
