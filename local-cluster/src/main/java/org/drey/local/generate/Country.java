package org.drey.local.generate;

import java.util.List;
import java.util.Random;

/**
 * A country as payments and sessions see it. Those abroad are drawn alike for every kind of person,
 * planted or not: no country stands for anything.
 *
 * @param code ISO 3166-1 alpha-2
 * @param utcOffsetMinutes minutes east of UTC
 * @param currency one that the configuration has a rate for
 */
record Country(String code, int utcOffsetMinutes, String currency) {
  static final List<Country> HOME =
      List.of(
          new Country("GB", 0, "GBP"), new Country("IE", 0, "EUR"), new Country("DE", 60, "EUR"));

  private static final List<Country> ABROAD =
      List.of(
          new Country("PH", 480, "PHP"),
          new Country("US", -300, "USD"),
          new Country("EC", -300, "USD"),
          new Country("PT", 0, "EUR"),
          new Country("GR", 120, "EUR"),
          new Country("PA", -300, "USD"));

  /** Where a person of the population lives; mostly in the first country. */
  static Country home(Random random) {
    int draw = random.nextInt(10);
    return HOME.get(draw < 7 ? 0 : draw < 8 ? 1 : 2);
  }

  static Country abroad(Random random) {
    return Chance.pick(random, ABROAD);
  }
}
