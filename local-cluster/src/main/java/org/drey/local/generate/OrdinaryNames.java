package org.drey.local.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The names that everyone asks for all day; some far more often than others. */
final class OrdinaryNames {
  private static final int SITES = 400;
  private static final List<String> TOPS = List.of("example", "test", "invalid");
  private static final List<String> SERVICES = words("www api cdn static mail img login m");
  private static final List<String> FIRST =
      words(
          "amber birch cedar delta ember fern granite harbour indigo juniper kestrel linen maple"
              + " north orchard pebble quartz river saffron timber");
  private static final List<String> SECOND =
      words(
          "news shop mail video music bank maps travel games school health photos weather sports"
              + " books garden recipes forum jobs cloud");

  private final List<String> names = new ArrayList<>();

  OrdinaryNames(Random random) {
    for (int i = 0; i < SITES; i++) {
      String first = FIRST.get(i % FIRST.size());
      String second = SECOND.get(i / FIRST.size() % SECOND.size());
      String site = first + "-" + second + "." + SeededRandom.pick(random, TOPS);
      names.add(site);
      names.add(SeededRandom.pick(random, SERVICES) + "." + site);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  /** Returns a name, the early ones of the list more often. */
  String next(Random random) {
    double skewed = random.nextDouble() * random.nextDouble();
    return names.get((int) (skewed * names.size()));
  }

  /** Returns a name that software made up. */
  static String generated(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.append(".invalid").toString();
  }

  /** Returns the same name as a resolver that mixes cases would see it. */
  static String mixedCase(String name, Random random) {
    StringBuilder mixed = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
    }
    return mixed.toString();
  }
}
