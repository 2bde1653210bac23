package org.drey.local.people;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.drey.yaml.YamlNode;

/**
 * A country as payments and sessions see it. Those abroad are drawn alike for every kind of person,
 * planted or not: no country stands for anything.
 *
 * @param code ISO 3166-1 alpha-2
 * @param utcOffsetMinutes minutes east of UTC
 * @param currency one that the configuration has a rate for
 */
public record WorldCountry(String code, int utcOffsetMinutes, String currency) {
  private static final WorldCountry GB = new WorldCountry("GB", 0, "GBP");
  private static final WorldCountry IE = new WorldCountry("IE", 0, "EUR");
  private static final WorldCountry DE = new WorldCountry("DE", 60, "EUR");

  /** Countries in which the population lives; mostly in the first. */
  static final List<WorldCountry> HOME = List.of(GB, GB, GB, GB, GB, GB, GB, IE, DE, DE);

  static final List<WorldCountry> ABROAD =
      List.of(
          new WorldCountry("PH", 480, "PHP"),
          new WorldCountry("US", -300, "USD"),
          new WorldCountry("EC", -300, "USD"),
          new WorldCountry("PT", 0, "EUR"),
          new WorldCountry("GR", 120, "EUR"),
          new WorldCountry("PA", -300, "USD"));

  static WorldCountry read(YamlNode code) {
    return Stream.of(HOME, ABROAD)
        .flatMap(List::stream)
        .filter(one -> one.code.equals(code.text()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns one of some countries, each as often as it is there. */
  public static WorldCountry any(List<WorldCountry> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
