package org.drey.rules.correlate;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.TestRules.detection;
import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** One event in several groups of a rule, through several rules, and values of any characters. */
class GroupsTest {
  private static final String DONE =
      detection("done", "payment", "s:", "  status: COMPLETED", "condition: s");

  /** A card payment's party is the payee, a completed payment's the merchant. */
  private static String parties(String name, String bound) {
    return correlation(
        name,
        "type: event_count",
        "rules: [card, done]",
        "group-by: [subject, party]",
        "timespan: 10s",
        "condition:",
        "  " + bound,
        "aliases:",
        "  party:",
        "    card: payee",
        "    done: merchant");
  }

  private static TestEvent both(String id, double second) {
    return payment(id, second)
        .with("channel", "CARD")
        .with("status", "COMPLETED")
        .with("merchant", "m1");
  }

  @Test
  void anEventInTwoGroupsIsReportedInBothInAnyOrder() {
    RuleSet rules = compile(CARD, DONE, parties("two", "gte: 2"));
    List<TestEvent> events = new ArrayList<>(List.of(both("e1", 1), both("e2", 2), both("e3", 3)));
    List<String> expected =
        List.of(
            "two [p1, m1] e2 = 2 <e2 e1>",
            "two [p1, m1] e3 = 3 <e3 e2 e1>",
            "two [p1, q1] e2 = 2 <e2 e1>",
            "two [p1, q1] e3 = 3 <e3 e2 e1>");
    for (int seed = 0; seed < 6; seed++) {
      Collections.shuffle(events, new Random(seed));
      assertEquals(expected, Pipeline.run(rules, events).lines().stream().sorted().toList());
    }
  }

  @Test
  void inBothGroupsItIsJudged() {
    RuleSet rules = compile(CARD, DONE, parties("few", "lt: 3"));
    assertEquals(
        List.of("few [p1, m1] e1 = 1 <e1>", "few [p1, q1] e1 = 1 <e1>"),
        Pipeline.run(rules, List.of(both("e1", 1))).lines().stream().sorted().toList());
  }

  @Test
  void bothFindingsOfAnEventAreEventsForTheNextRule() {
    RuleSet rules =
        compile(
            CARD,
            DONE,
            parties("one", "gte: 1"),
            count("up", "one", "subject, party", "10s", "gte: 1"));
    assertEquals(
        List.of("up [p1, m1] e1 = 1 <e1>", "up [p1, q1] e1 = 1 <e1>"),
        Pipeline.run(rules, List.of(both("e1", 1))).lines().stream().sorted().toList());
  }

  @Test
  void aRuleOverEventsAndFindingsOfThemReportsOnce() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("one", "payment", "subject", "10s", "gte: 1"),
            count("mix", "payment, one", "subject", "10s", "gte: 1"));
    Pipeline pipeline = new Pipeline(rules);
    pipeline.feed(payment("e1", 1));
    pipeline.feed(payment("e2", 2));
    assertEquals(List.of("mix [p1] e1 = 1 <e1>", "mix [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void valuesOfHalfACharacterAreDifferentValues() {
    RuleSet rules =
        compile(
            PAYMENT,
            correlation(
                "many",
                "type: value_count",
                "rules: [payment]",
                "group-by: [subject]",
                "timespan: 10d",
                "condition:",
                "  field: payee",
                "  gte: 30"));
    Pipeline pipeline = new Pipeline(rules);
    for (int i = 0; i < 60; i++) {
      pipeline.feed(payment("e" + i, i).with("payee", "q" + (char) (0xD800 + i)));
    }
    assertEquals(31, pipeline.lines().size());
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(0, pipeline.entities());
  }
}
