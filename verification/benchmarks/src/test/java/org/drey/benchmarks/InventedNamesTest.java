package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventedNamesTest {
  private static final int MANY = 50_000;

  private final InventedNames names = new InventedNames(7);

  @Test
  void everyNumberHasItsOwnNameAndKeepsIt() {
    Set<String> seen = new HashSet<>();
    for (long n = 0; n < MANY; n++) {
      assertTrue(seen.add(names.listed(n)));
      assertEquals(names.listed(n), new InventedNames(7).listed(n));
    }
  }

  @Test
  void namesAreOnlyBelowReservedDomains() {
    assertTrue(
        Stream.of(names.asked(new SplittableRandom(1), MANY, MANY, 50))
            .allMatch(name -> name.matches("([a-z2-7]+\\.)+(example|test|invalid)")));
  }

  @Test
  void whatIsAskedHasTheStatedLabelsLengthAndHits() {
    Set<String> listed = new HashSet<>();
    for (long n = 0; n < MANY; n++) {
      listed.add(names.listed(n));
    }
    String[] asked = names.asked(new SplittableRandom(1), MANY, MANY, 10);
    double labels = Stream.of(asked).mapToInt(name -> name.split("\\.").length).average().orElse(0);
    double length = Stream.of(asked).mapToInt(String::length).average().orElse(0);
    double hits = Stream.of(asked).filter(name -> isListed(listed, name)).count();
    assertEquals(3.3, labels, 0.1);
    assertEquals(22, length, 1);
    assertEquals(0.1, hits / MANY, 0.01);
  }

  private static boolean isListed(Set<String> listed, String name) {
    int dot = name.indexOf('.');
    return listed.contains(name) || (dot >= 0 && isListed(listed, name.substring(dot + 1)));
  }
}
