package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.drey.rules.TestStreams.PAYMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index gives what testing every rule gives, and costs nothing when nothing matches. */
class StreamMatcherTest {
  private static final int RULE_SETS = 60;
  private static final int EVENTS = 200;
  private static final int RULES_ALIKE = 100;
  private static final int MANY_RULES = 300;

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
    "payee|startswith: [q, P]",
    "payee|endswith: '2'",
    "payee|cased|contains: Q",
    "payee|contains: ''",
    "payee: '*'",
    "subject|contains|all: [p, '1']",
    "payee|re: 'q[12]'",
    "payee|re|i: ['^Q1$', 'P(1|2)']",
    "subject|re|all: ['p', '1|2']",
    "payee_tenure_days: 3",
    "payee_tenure_days: [2, null]",
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
      Map<Integer, EventPredicate> rules = Selections.conditions(PAYMENTS, documents);
      StreamMatcher matcher = StreamMatcher.of(PAYMENTS, rules);
      RuleHits hits = new RuleHits();
      for (int i = 0; i < EVENTS; i++) {
        TestEvent event = event(random);
        matcher.match(event, hits);
        List<Integer> tested = tested(rules, event);
        assertEquals(tested, indexed(hits), () -> String.join("---\n", documents));
        assertTrue(matcher.mayMatch(event, hits) || tested.isEmpty());
      }
    }
  }

  @Test
  void anEventMayMatchIfItHasALiteralOrARuleHasNone() {
    TestEvent event = TestEvent.on(PAYMENTS).with("payee", "q1");
    RuleHits hits = new RuleHits();
    assertTrue(matcher("payee: q1", "mcc: '1'").mayMatch(event, hits));
    assertFalse(matcher("payee: q2", "mcc: '1'").mayMatch(event, hits));
    assertTrue(matcher("payee: q2", "mcc: null").mayMatch(event, hits));
  }

  private static StreamMatcher matcher(String one, String other) {
    return StreamMatcher.of(
        PAYMENTS,
        Selections.conditions(
            PAYMENTS,
            TestRules.detection("one", "payment", "a:", "  " + one, "condition: a"),
            TestRules.detection("other", "payment", "a:", "  " + other, "condition: a")));
  }

  private static List<Integer> tested(Map<Integer, EventPredicate> rules, TestEvent event) {
    List<Integer> matched = new ArrayList<>();
    rules.forEach(
        (rule, condition) -> {
          if (condition.test(event)) {
            matched.add(rule);
          }
        });
    return matched;
  }

  /** The hits in order; one that is there twice stays there twice. */
  private static List<Integer> indexed(RuleHits hits) {
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
        .with("payee_tenure_days", random.nextInt(3) == 0 ? null : random.nextInt(5))
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
    assertEquals(0, unindexed("a:", "  payee: q1", "b:", "  mcc: '1'", "condition: a or b"));
    assertEquals(0, unindexed("a:", "  payee: q*", "condition: a"));
    assertEquals(0, unindexed("a:", "  payee|contains: ['q', 'r?']", "condition: a"));
    assertEquals(0, unindexed("a:", "  payee|cased: '*q'", "condition: a"));
    assertEquals(0, unindexed("a:", "  payee_tenure_days: 3", "condition: a"));
    assertEquals(1, unindexed("a:", "  payee: ['q*', '?*']", "condition: a"));
    assertEquals(1, unindexed("a:", "  payee|contains: ''", "condition: a"));
    assertEquals(1, unindexed("a:", "  payee: q1", "condition: not a"));
    assertEquals(1, unindexed("a:", "  amount|gte: 3", "condition: a"));
  }

  private static int unindexed(String... lines) {
    EventPredicate condition = Selections.condition(PAYMENTS, lines);
    return StreamMatcher.of(PAYMENTS, Map.of(0, condition)).unindexed().size();
  }

  @Test
  void ofTextsThatSeveralRulesNameTheOneThatFewestNameFilesARule() {
    String[] documents = new String[RULES_ALIKE];
    for (int i = 0; i < RULES_ALIKE; i++) {
      documents[i] =
          TestRules.detection(
              "r" + i,
              "dns",
              "a:",
              "  query|startswith: 'www.'",
              "  query|endswith: '.com'",
              "  query|contains: 'x%03d'".formatted(i),
              "condition: a");
    }
    StreamMatcher matcher = StreamMatcher.of(DNS, Selections.conditions(DNS, documents));
    RuleHits hits = new RuleHits();
    matcher.match(TestEvent.on(DNS).with("query", "www.x01.x017.com"), hits);
    assertEquals(List.of(17), indexed(hits));
    assertEquals(1, hits.trial.candidates());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query: 'x%03d.example'",
        "query|startswith: 'x%03d'",
        "query|endswith: '-%03d.example'",
        "query|contains: 'x%03d'",
        "query: '*x%03d*y?.example'",
        "query|contains|all: [x, '%03d']",
        "answers|contains: 'x%03d'",
      })
  void anEventIsTriedOnlyAgainstRulesWhoseTextItHas(String line) {
    Map<Integer, EventPredicate> conditions = new HashMap<>();
    TestEvent event =
        TestEvent.on(DNS).with("query", "www.x.example").with("answers", List.of("x.example"));
    for (int i = 0; i < MANY_RULES; i++) {
      String of = line.formatted(i);
      conditions.put(i, Selections.condition(DNS, "a:", "  " + of, "condition: a"));
      if (i == 9 || i == 99 || i == MANY_RULES - 1) {
        StreamMatcher matcher = StreamMatcher.of(DNS, conditions);
        RuleHits hits = new RuleHits();
        matcher.match(event, hits);
        assertEquals(0, hits.trial.candidates() + matcher.unindexed().size(), i + " rules");
      }
    }
  }

  @Test
  void aTextIsFoundInAnyCaseInEveryAlphabet() {
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
      if (lines.contains("|re")) {
        continue; // a pattern that is tried takes a matcher
      }
      documents.add(
          TestRules.detection(
              "r" + i, "payment", "a:", "  " + lines, "b:", "  mcc: x", "condition: a and b"));
    }
    documents.add(TestRules.detection("glob", "payment", "a:", "  payee: '*z?'", "condition: a"));
    documents.add(
        TestRules.detection("part", "payment", "a:", "  payee|contains: zz", "condition: a"));
    documents.add(TestRules.detection("less", "payment", "a:", "  amount|gt: 100", "condition: a"));
    StreamMatcher matcher =
        StreamMatcher.of(
            PAYMENTS, Selections.conditions(PAYMENTS, documents.toArray(String[]::new)));
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
        StreamMatcher.of(
            PAYMENTS,
            Map.of(0, Selections.condition(PAYMENTS, "a:", "  payee: q1", "condition: a")));
    RuleHits hits = new RuleHits();
    matcher.match(TestEvent.on(PAYMENTS).with("payee", "q1"), hits);
    assertFalse(hits.isEmpty());
    matcher.match(TestEvent.on(PAYMENTS).with("payee", "q2"), hits);
    assertTrue(hits.isEmpty());
  }
}
