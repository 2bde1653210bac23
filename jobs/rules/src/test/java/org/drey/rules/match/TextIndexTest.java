package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.match.TextTest.Place;
import org.junit.jupiter.api.Test;

/** Texts are found by their parts, in every alphabet, as testing each rule finds them. */
class TextIndexTest {
  private static final int RULE_SETS = 150;
  private static final int EVENTS = 150;
  private static final int MANY = 3_000;
  private static final int TEXTS = 300;

  /** Letters that fold to each other in surprising ways, and some of two halves. */
  private static final String[] LETTERS = {
    "a",
    "A",
    "b",
    "s",
    "S",
    "\u017F",
    "k",
    "\u212A",
    "i",
    "I",
    "\u0130",
    "\u0131",
    "\u00DF",
    "\u00B5",
    "\u03BC",
    "\u01C5",
    "\u01C6",
    "\uD801\uDC00",
    "\uD801\uDC28",
    "\uD83D\uDE00",
    ".",
    "-",
  };

  private static final String[] MODIFIERS = {
    "",
    "|contains",
    "|startswith",
    "|endswith",
    "|cased",
    "|contains|cased",
    "|endswith|cased",
    "|contains|all",
    "|startswith|all"
  };

  private static final String[] CONDITIONS = {
    "a",
    "a and b",
    "a or b",
    "a and not b",
    "a or not b",
    "1 of them",
    "not (a or b)",
    "(a or b) and (b or c)",
    "a and b or b and c",
    "(a and b) or (a and not c)"
  };

  @Test
  void theIndexFindsWhatTestingEveryRuleFinds() {
    Random random = new Random(11);
    RuleHits hits = new RuleHits();
    int found = 0;
    for (int set = 0; set < RULE_SETS; set++) {
      Map<Integer, EventPredicate> rules = conditions(random);
      StreamMatcher matcher = StreamMatcher.of(DNS, rules);
      for (int i = 0; i < EVENTS; i++) {
        TestEvent event = event(random);
        TreeSet<Integer> expected = new TreeSet<>(rules.keySet());
        expected.removeIf(rule -> !rules.get(rule).test(event));
        matcher.match(event, hits);
        assertEquals(
            List.copyOf(expected), sorted(hits), () -> difference(rules, expected, hits, event));
        found += expected.size();
      }
    }
    assertTrue(found > RULE_SETS * EVENTS, "events match rules: " + found);
  }

  private static String difference(
      Map<Integer, EventPredicate> rules, Set<Integer> expected, RuleHits hits, TestEvent event) {
    Map<Integer, EventPredicate> differ = new HashMap<>(rules);
    List<Integer> found = sorted(hits);
    differ.keySet().removeIf(rule -> expected.contains(rule) == found.contains(rule));
    return DNS.fields().stream()
            .map(field -> field.name() + "=" + event.text(field.name()))
            .toList()
        + " of "
        + differ;
  }

  private static Map<Integer, EventPredicate> conditions(Random random) {
    String[] documents = new String[1 + random.nextInt(15)];
    for (int i = 0; i < documents.length; i++) {
      List<String> lines = new ArrayList<>();
      for (String selection : List.of("a", "b", "c")) {
        lines.add(selection + ":");
        for (String field : random.nextInt(4) == 0 ? List.of("query", "answers") : any(random)) {
          lines.add("  " + field + line(random));
        }
      }
      lines.add("condition: " + CONDITIONS[random.nextInt(CONDITIONS.length)]);
      documents[i] = TestRules.detection("rule_" + i, "dns", lines.toArray(String[]::new));
    }
    return Selections.conditions(DNS, documents);
  }

  private static List<String> any(Random random) {
    return List.of(List.of("query", "answers", "record_type").get(random.nextInt(3)));
  }

  private static String line(Random random) {
    String modifier = MODIFIERS[random.nextInt(MODIFIERS.length)];
    int values = modifier.endsWith("all") ? 2 : 1 + random.nextInt(3);
    List<String> quoted = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      quoted.add("'" + pattern(random) + "'");
    }
    return modifier + ": [" + String.join(", ", quoted) + "]";
  }

  /** Half of the patterns have a wildcard. */
  private static String pattern(Random random) {
    String text = text(random, 4);
    return switch (random.nextInt(6)) {
      case 0 -> text + "*" + text(random, 3);
      case 1 -> "*" + text + "?";
      case 2 -> "?" + text(random, 2) + "*" + text;
      default -> text;
    };
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private static TestEvent event(Random random) {
    List<String> answers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      answers.add(text(random, 5));
    }
    return TestEvent.on(DNS)
        .with("query", random.nextInt(9) == 0 ? null : text(random, 8))
        .with("record_type", random.nextInt(9) == 0 ? null : text(random, 3))
        .with("answers", random.nextInt(9) == 0 ? null : answers);
  }

  private static List<Integer> sorted(RuleHits hits) {
    List<Integer> rules = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      rules.add(hits.get(i));
    }
    rules.sort(null);
    return rules;
  }

  @Test
  void whatIsEqualInAnyCaseFoldsAlike() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      for (char other : new char[] {Character.toUpperCase(c), Character.toLowerCase(c)}) {
        if (other != c) {
          assertTrue(String.valueOf(other).equalsIgnoreCase(String.valueOf(c)));
          assertFoldAlike(other, c);
        }
      }
    }
    for (int c = Character.MIN_SUPPLEMENTARY_CODE_POINT; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.toLowerCase(c) != c) {
        assertFoldAlike(Character.toLowerCase(c), c);
      }
    }
  }

  private static void assertFoldAlike(int one, int other) {
    String a = Character.toString(one);
    String b = Character.toString(other);
    assertEquals(CaseFolding.chars(a), CaseFolding.chars(b));
    assertEquals(CaseFolding.whole(a), CaseFolding.whole(b));
  }

  /** More letters and literals than rows have room for: what lies beyond them is found alike. */
  @Test
  void thousandsOfLiteralsOfThousandsOfLettersAreFound() {
    Random random = new Random(5);
    for (Place place : Place.values()) {
      Map<String, Integer> literals = new HashMap<>();
      while (literals.size() < MANY) {
        literals.putIfAbsent(
            CaseFolding.chars(ideographs(random, 1 + random.nextInt(6))), literals.size());
      }
      TextTrie trie = new TextTrie(place, literals);
      int[][] lists = new int[MANY][];
      for (int i = 0; i < MANY; i++) {
        lists[i] = new int[] {i};
      }
      List<String> texts = new ArrayList<>(literals.keySet());
      for (int i = 0; i < TEXTS; i++) {
        String text =
            texts.get(random.nextInt(MANY))
                + ideographs(random, 3)
                + texts.get(random.nextInt(MANY));
        Set<Integer> expected = new TreeSet<>();
        literals.forEach(
            (literal, list) -> {
              if (new TextTest.Part(literal, place, true).test(text)) {
                expected.add(list);
              }
            });
        MatchTrial trial = new MatchTrial();
        trial.begin(lists, MANY, 0);
        trie.search(text, trial);
        Set<Integer> found = new TreeSet<>();
        for (int at = 0; at < trial.candidates(); at++) {
          found.add(trial.candidate(at));
        }
        assertFalse(expected.isEmpty());
        assertEquals(expected, found, place::toString);
      }
    }
  }

  private static String ideographs(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          (char) ('\u4E00' + (random.nextInt(3) > 0 ? random.nextInt(8) : random.nextInt(5_000))));
    }
    return text.toString();
  }
}
