package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.drey.rules.TestStreams.PAYMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** The index gives what testing every rule gives, and costs nothing when nothing matches. */
class StreamMatcherTest {
  private static final int RULE_SETS = 60;
  private static final int EVENTS = 200;

  private static final String[] LINES = {
    "payee: q1",
    "payee: [q1, Q2]",
    "payee|cased: q2",
    "payee: q*",
    "payee|contains: '2'",
    "payee: [q3, '*1']",
    "payee: null",
    "payee|exists: true",
    "payee|expand: '%facilitators%'",
    "subject: p1",
    "subject: [p1, p2]",
    "mcc: '1'",
    "mcc: [null, '2']",
    "channel: P2P",
    "channel: [CARD, P2P]",
    "channel: null",
    "status: COMPLETED",
    "payee_kind: '*N'",
    "cross_border: true",
    "cross_border: false",
    "amount_minor: 5",
    "amount_minor|gt: 4",
    "amount_minor|lte: 2",
    "amount|gte: 3",
    "amount: [1, 2]",
  };

  private static final String[] CONDITIONS = {
    "a",
    "not a",
    "a and b",
    "a or b",
    "a and not b",
    "a or not b",
    "1 of them",
    "all of them",
    "(a or b) and c",
    "a or b and c",
    "not (a and b) or c",
    "a and b and not c",
  };

  @Test
  void theIndexGivesWhatTestingEveryRuleGives() {
    Random random = new Random(42);
    for (int set = 0; set < RULE_SETS; set++) {
      String[] documents = new String[1 + random.nextInt(12)];
      for (int i = 0; i < documents.length; i++) {
        documents[i] = rule("rule_" + i, random);
      }
      RuleSet rules = TestRules.compile(documents);
      StreamMatcher matcher = rules.matcher(PAYMENTS);
      Hits hits = new Hits();
      for (int i = 0; i < EVENTS; i++) {
        TestEvent event = event(random);
        matcher.match(event, hits);
        assertEquals(tested(rules, event), indexed(hits), () -> String.join("---\n", documents));
      }
    }
  }

  private static List<Integer> tested(RuleSet rules, TestEvent event) {
    List<Integer> matched = new ArrayList<>();
    for (DetectionRule rule : rules.detections()) {
      if (rule.condition().test(event)) {
        matched.add(rule.head().index());
      }
    }
    return matched;
  }

  /** The hits in order; one that is there twice stays there twice. */
  private static List<Integer> indexed(Hits hits) {
    List<Integer> matched = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      matched.add(hits.get(i));
    }
    matched.sort(null);
    return matched;
  }

  private static String rule(String name, Random random) {
    List<String> lines = new ArrayList<>();
    for (String selection : List.of("a", "b", "c")) {
      lines.add(selection + ":");
      boolean list = random.nextInt(3) == 0;
      TreeSet<String> fields = new TreeSet<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        String line = LINES[random.nextInt(LINES.length)];
        if (list || fields.add(line.substring(0, line.indexOf(':')))) {
          lines.add((list ? "  - " : "  ") + line);
        }
      }
    }
    lines.add("condition: " + CONDITIONS[random.nextInt(CONDITIONS.length)]);
    return TestRules.detection(name, "payment", lines.toArray(String[]::new));
  }

  private static TestEvent event(Random random) {
    return TestEvent.on(PAYMENTS)
        .with("subject", any(random, null, "p1", "p2", "p3", "P1"))
        .with("payee", any(random, null, "q1", "q2", "Q2", "q3", "r1"))
        .with("mcc", any(random, null, "1", "2"))
        .with("channel", any(random, null, "P2P", "CARD", "WALLET"))
        .with("status", any(random, null, "COMPLETED", "DECLINED"))
        .with("payee_kind", any(random, null, "PERSON", "UNKNOWN", "BUSINESS"))
        .with("cross_border", random.nextInt(3) == 0 ? null : random.nextBoolean())
        .with("amount_minor", random.nextInt(7))
        .with("amount", random.nextInt(3) == 0 ? null : random.nextInt(5));
  }

  private static String any(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  @Test
  void aRuleIsFiledUnderAnyLiteralItCannotDoWithout() {
    assertEquals(0, unindexed("a:", "  payee: q1", "  amount|gte: 3", "condition: a"));
    assertEquals(0, unindexed("a:", "  channel: P2P", "b:", "  mcc: '1'", "condition: a and b"));
    assertEquals(0, unindexed("a:", "  payee: q1", "b:", "  payee: q2", "condition: a or b"));
    assertEquals(0, unindexed("a:", "  cross_border: true", "condition: a"));
    assertEquals(1, unindexed("a:", "  payee: q1", "b:", "  mcc: '1'", "condition: a or b"));
    assertEquals(1, unindexed("a:", "  payee: q*", "condition: a"));
    assertEquals(1, unindexed("a:", "  payee: q1", "condition: not a"));
    assertEquals(1, unindexed("a:", "  amount|gte: 3", "condition: a"));
  }

  private static int unindexed(String... lines) {
    return Selections.rule(PAYMENTS, lines).matcher(PAYMENTS).unindexed();
  }

  @Test
  void aTextIsFoundWhateverItsCaseInEveryAlphabet() {
    TestEvent event = TestEvent.on(DNS);
    for (String same : List.of("straSSe", "ÜBER", "\u212Aelvin", "ISTANBUL")) {
      for (String line : List.of("strasse", "über", "kelvin", "istanbul")) {
        boolean holds = same.equalsIgnoreCase(line);
        assertEquals(
            holds, Selections.holds("query: " + line, event.with("query", same)), same + line);
        assertEquals(
            holds,
            Selections.holds("query: [" + line + ", x]", event.with("query", same)),
            same + " in a list with " + line);
      }
    }
  }

  @Test
  void anEventThatMatchesNothingAllocatesNothing() {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < LINES.length; i++) {
      String lines = LINES[i];
      documents.add(
          TestRules.detection(
              "r" + i, "payment", "a:", "  " + lines, "b:", "  mcc: x", "condition: a and b"));
    }
    documents.add(TestRules.detection("glob", "payment", "a:", "  payee: '*z?'", "condition: a"));
    documents.add(
        TestRules.detection("part", "payment", "a:", "  payee|contains: zz", "condition: a"));
    documents.add(TestRules.detection("less", "payment", "a:", "  amount|gt: 100", "condition: a"));
    StreamMatcher matcher = TestRules.compile(documents.toArray(String[]::new)).matcher(PAYMENTS);
    Random random = new Random(1);
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(
          event(random)
              .with("subject", any(random, null, "p1", "p2"))
              .with("payee", any(random, null, "q1", "q2", "r1"))
              .with("mcc", any(random, null, "1", "7995")));
    }
    assertEquals(0, Allocations.perEvent(matcher, events), 0.5);
  }

  @Test
  void hitsAreThoseOfTheLastEvent() {
    StreamMatcher matcher =
        Selections.rule(PAYMENTS, "a:", "  payee: q1", "condition: a").matcher(PAYMENTS);
    Hits hits = new Hits();
    matcher.match(TestEvent.on(PAYMENTS).with("payee", "q1"), hits);
    assertFalse(hits.isEmpty());
    matcher.match(TestEvent.on(PAYMENTS).with("payee", "q2"), hits);
    assertTrue(hits.isEmpty());
  }
}
