package org.drey.local.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Settings of a world: the same settings make the same bytes.
 *
 * @param seed any number
 * @param people how many people live in it, planted ones included, added ones not
 * @param days how many days they are watched
 * @param hard whether people are added who do nothing wrong and may be alerted on
 * @param patterns how many times as many are planted, and added in a hard world, 1 to 50
 */
public record WorldSettings(long seed, int people, int days, boolean hard, int patterns) {
  /** The first day of every world; it lies in the past, so no event is of the future. */
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);

  /** The first moment of that. */
  public static final Instant START = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  public static final WorldSettings DEFAULT = new WorldSettings(7, 2000, 60, false);

  private static final int FEWEST_PEOPLE = 200;
  private static final int FEWEST_DAYS = 30;

  /** Beyond it the last events would be of the future, and rejected for that. */
  private static final int MAX_DAYS = 240;

  private static final int MAX_PATTERNS = 50;

  /** As many people as the patterns of a world take that has them once, and some others. */
  private static final int PEOPLE_OF_PATTERNS = 50;

  public WorldSettings {
    if (people < FEWEST_PEOPLE) {
      throw new IllegalArgumentException("a world needs at least " + FEWEST_PEOPLE + " people");
    }
    if (days < FEWEST_DAYS || days > MAX_DAYS) {
      throw new IllegalArgumentException(
          "a world lasts " + FEWEST_DAYS + " to " + MAX_DAYS + " days");
    }
    if (patterns < 1 || patterns > MAX_PATTERNS) {
      throw new IllegalArgumentException("patterns are 1 to " + MAX_PATTERNS + " times as many");
    }
    if (people < PEOPLE_OF_PATTERNS * patterns) {
      throw new IllegalArgumentException(
          "so many patterns need at least " + PEOPLE_OF_PATTERNS * patterns + " people");
    }
  }

  /** A world with each pattern as often as its size asks for. */
  public WorldSettings(long seed, int people, int days, boolean hard) {
    this(seed, people, days, hard, 1);
  }

  /** A world without added people: each alert in it is of one who is planted. */
  public WorldSettings(long seed, int people, int days) {
    this(seed, people, days, false, 1);
  }
}
