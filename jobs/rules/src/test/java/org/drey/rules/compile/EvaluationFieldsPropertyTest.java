package org.drey.rules.compile;

import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.rules.RandomCases;
import org.drey.rules.TestRules;
import org.drey.rules.sigma.InvalidRulesException;
import org.junit.jupiter.api.Test;

/**
 * Chains are placed as by trying every choice of fields, the first choices of the lower rules
 * first; and refused where that finds none.
 */
class EvaluationFieldsPropertyTest {
  private static final int CASES = RandomCases.count(500);
  private static final List<String> BY_FAN_IN = List.of("subject", "device", "payee", "merchant");

  /** A correlation over payments, or over others. */
  private record Rule(String name, List<String> references, List<String> groupBy) {
    String document() {
      String of = references.isEmpty() ? "payment" : String.join(", ", references);
      String groups = String.join(", ", groupBy);
      return TestRules.correlation(
          name,
          "type: temporal",
          "rules: [" + of + "]",
          "group-by: [" + groups + "]",
          "timespan: 1d");
    }

    List<String> choices() {
      return groupBy.stream().sorted(Comparator.comparing(BY_FAN_IN::indexOf)).toList();
    }
  }

  @Test
  void theSearchFindsWhatTryingAllFinds() {
    int refused = 0;
    int notFirst = 0;
    for (int i = 0; i < CASES; i++) {
      long seed = RandomCases.seed(i);
      List<Rule> rules = randomRules(new Random(seed));
      Map<String, String> expected = new HashMap<>();
      boolean placeable = tryAll(rules, 0, expected, new HashMap<>());
      String failing = RandomCases.settings() + ", seed " + seed + ": " + rules;
      assertEquals(placeable ? expected : null, placed(rules), failing);
      refused += placeable ? 0 : 1;
      notFirst += placeable && !isFirstChoice(rules, expected) ? 1 : 0;
    }
    assertTrue(refused > CASES / 20, refused + " refused");
    assertTrue(notFirst > CASES / 20, notFirst + " not at their first choice");
  }

  /** Level by level, as the compiler numbers them. */
  private static List<Rule> randomRules(Random random) {
    List<Rule> rules = new ArrayList<>();
    List<String> below = List.of();
    for (int level = 0; level < 4; level++) {
      List<String> names = new ArrayList<>();
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        String name = "r" + rules.size();
        names.add(name);
        rules.add(new Rule(name, some(below, random), some(BY_FAN_IN, random)));
      }
      below = names;
    }
    return rules;
  }

  private static List<String> some(List<String> of, Random random) {
    List<String> some = new ArrayList<>(of);
    while (some.size() > 1 && random.nextBoolean()) {
      some.remove(random.nextInt(some.size()));
    }
    return some;
  }

  private static boolean tryAll(
      List<Rule> rules, int at, Map<String, String> places, Map<String, Integer> passes) {
    if (at == rules.size()) {
      return true;
    }
    Rule rule = rules.get(at);
    for (String place : rule.choices()) {
      int pass = 1;
      for (String reference : rule.references()) {
        int step = places.get(reference).equals(place) ? 0 : 1;
        pass = Math.max(pass, passes.get(reference) + step);
      }
      places.put(rule.name(), place);
      passes.put(rule.name(), pass);
      if (pass <= 2 && tryAll(rules, at + 1, places, passes)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> placed(List<Rule> rules) {
    List<String> documents = new ArrayList<>(List.of(PAYMENT));
    rules.forEach(rule -> documents.add(rule.document()));
    try {
      Map<String, String> places = new HashMap<>();
      for (CorrelationRule rule :
          TestRules.compile(documents.toArray(String[]::new)).correlations()) {
        places.put(rule.head().name(), rule.groupBy().get(rule.routing()).name());
      }
      return places;
    } catch (InvalidRulesException e) {
      return null;
    }
  }

  private static boolean isFirstChoice(List<Rule> rules, Map<String, String> places) {
    return rules.stream().allMatch(r -> r.choices().get(0).equals(places.get(r.name())));
  }
}
