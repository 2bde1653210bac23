package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.P2P;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.SMALL;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.temporal;
import static org.drey.rules.correlate.Examples.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** Which events lie in a window, what is counted there, and what is reported of it. */
class WindowTest {
  private static final RuleSet TWO =
      TestRules.compile(PAYMENT, count("two", "payment", "subject", "10s", "gte: 2"));

  private static List<String> run(RuleSet rules, TestEvent... events) {
    List<TestEvent> reversed = new ArrayList<>(List.of(events));
    Collections.reverse(reversed);
    List<String> lines = Pipeline.run(rules, List.of(events)).lines();
    assertEquals(lines, Pipeline.run(rules, reversed).lines(), "the order of arrival is free");
    return lines;
  }

  @Test
  void aWindowExcludesItsStartAndIncludesItsEnd() {
    assertEquals(List.of(), run(TWO, payment("e1", 0), payment("e2", 10)));
    assertEquals(
        List.of("two [p1] e2 = 2 <e2 e1>"), run(TWO, payment("e1", 0), payment("e2", 9.999)));
  }

  @Test
  void eventsOfOneTimeLieInEachOthersWindows() {
    assertEquals(
        List.of("two [p1] e1 = 2 <e1 e2>", "two [p1] e2 = 2 <e2 e1>"),
        run(TWO, payment("e1", 5), payment("e2", 5)));
  }

  @Test
  void everyEventWhoseWindowFulfilsTheConditionCompletesAFinding() {
    assertEquals(
        List.of("two [p1] e2 = 2 <e2 e1>", "two [p1] e3 = 3 <e3 e2 e1>", "two [p1] e4 = 2 <e4 e3>"),
        run(TWO, payment("e1", 0), payment("e2", 1), payment("e3", 2), payment("e4", 11.5)));
  }

  @Test
  void timesBefore1970AreTimesToo() {
    assertEquals(
        List.of("two [p1] e2 = 2 <e2 e1>"), run(TWO, payment("e1", -12), payment("e2", -2.001)));
  }

  @Test
  void anEventCountsOnceHoweverOftenItComes() {
    assertEquals(List.of(), run(TWO, payment("e1", 0), payment("e1", 0), payment("e1", 0)));
  }

  @Test
  void oneIdOfTwoProvidersIsTwoEvents() {
    TestEvent other = payment("e1", 1).of("another", 1, "default");
    assertEquals(List.of("two [p1] e1 = 2 <e1>"), run(TWO, payment("e1", 0), other));
  }

  @Test
  void tokenDomainsAndKeyVersionsAreSeparateWorlds() {
    TestEvent domain = payment("e2", 1).of("provider", 1, "elsewhere");
    TestEvent version = payment("e3", 2).of("provider", 2, "default");
    assertEquals(List.of(), run(TWO, payment("e1", 0), domain, version));
  }

  @Test
  void groupsAreComparedExactly() {
    TestEvent upper = payment("e2", 1).with("subject", "P1");
    assertEquals(List.of(), run(TWO, payment("e1", 0), upper));
  }

  @Test
  void twoGroupFieldsAreNotConfused() {
    RuleSet rules =
        TestRules.compile(PAYMENT, count("two", "payment", "subject, payee, mcc", "10s", "gte: 2"));
    assertEquals(
        List.of(),
        run(
            rules,
            payment("e1", 0).with("payee", "1:a").with("mcc", "b"),
            payment("e2", 1).with("payee", "1").with("mcc", "a:b")));
  }

  @Test
  void anEventWithoutAGroupValueBelongsToNoGroup() {
    RuleSet rules =
        TestRules.compile(PAYMENT, count("two", "payment", "subject, mcc", "10s", "gte: 2"));
    assertEquals(List.of(), run(rules, payment("e1", 0), payment("e2", 1)));
  }

  @Test
  void valuesAreCountedOnceAndNullsNot() {
    RuleSet rules = TestRules.compile(PAYMENT, values("v", "payment", "subject", "mcc", "gte: 2"));
    assertEquals(
        List.of("v [p1] e4 = 2 <e4 e3 e2 e1>"),
        run(
            rules,
            payment("e1", 0).with("mcc", "a"),
            payment("e2", 1),
            payment("e3", 2).with("mcc", "a"),
            payment("e4", 3).with("mcc", "A")));
  }

  @Test
  void anEventWithoutAValueMayCompleteAFinding() {
    RuleSet rules = TestRules.compile(PAYMENT, values("v", "payment", "subject", "mcc", "gte: 1"));
    assertEquals(
        List.of("v [p1] e1 = 1 <e1>", "v [p1] e2 = 1 <e2 e1>"),
        run(rules, payment("e1", 0).with("mcc", "a"), payment("e2", 1)));
  }

  @Test
  void aCountOverSeveralRulesCountsAnEventOnce() {
    RuleSet rules =
        TestRules.compile(CARD, SMALL, count("c", "card, small", "subject", "10s", "gte: 2"));
    TestEvent both = payment("e1", 0).with("channel", "CARD").with("amount_minor", 1);
    assertEquals(List.of(), run(rules, both));
    assertEquals(
        List.of("c [p1] e2 = 2 <e2 e1>"),
        run(rules, both, payment("e2", 1).with("channel", "CARD")));
  }

  @Test
  void temporalNeedsEveryRuleInAnyOrder() {
    RuleSet rules =
        TestRules.compile(CARD, P2P, temporal("temporal", "t", "card, p2p", "subject", "10s"));
    TestEvent card = payment("c1", 0).with("channel", "CARD");
    assertEquals(List.of(), run(rules, card, payment("c2", 1).with("channel", "CARD")));
    assertEquals(
        List.of("t [p1] e2 = 2 <e2 c1>", "t [p1] e3 = 2 <e3 e2 c1>"),
        run(
            rules,
            card,
            payment("e2", 1).with("channel", "P2P"),
            payment("e3", 2).with("channel", "CARD")));
  }

  @Test
  void oneEventMayStandForSeveralRules() {
    for (String type : List.of("temporal", "temporal_ordered")) {
      RuleSet rules =
          TestRules.compile(CARD, SMALL, temporal(type, "t", "card, small", "subject", "10s"));
      TestEvent both = payment("e1", 0).with("channel", "CARD").with("amount_minor", 1);
      assertEquals(List.of("t [p1] e1 = 2 <e1>"), run(rules, both));
    }
  }

  @Test
  void orderedIsCompletedByTheLastRuleAfterTheOthersInOrder() {
    RuleSet rules =
        TestRules.compile(
            CARD, P2P, temporal("temporal_ordered", "o", "card, p2p", "subject", "10s"));
    TestEvent card = payment("c", 1).with("channel", "CARD");
    TestEvent p2p = payment("p", 2).with("channel", "P2P");
    assertEquals(List.of("o [p1] p = 2 <p c>"), run(rules, card, p2p));
    assertEquals(List.of(), run(rules, p2p.at("p", 0), card));
    assertEquals(List.of("o [p1] p = 2 <p c>"), run(rules, p2p.at("p", 1000), card));
    assertEquals(List.of(), run(rules, card, p2p.at("p", 11_000)));
    assertEquals(List.of("o [p1] p = 2 <p c>"), run(rules, card, p2p.at("p", 10_999)));
  }

  @Test
  void orderedTakesEachRuleWhereItsPredecessorsAllow() {
    RuleSet rules =
        TestRules.compile(
            CARD,
            P2P,
            SMALL,
            temporal("temporal_ordered", "o", "card, p2p, small", "subject", "10s"));
    TestEvent early = payment("p0", 0).with("channel", "P2P");
    TestEvent card = payment("c", 1).with("channel", "CARD");
    TestEvent small = payment("s", 3).with("amount_minor", 1);
    assertEquals(List.of(), run(rules, early, card, small));
    TestEvent between = payment("p2", 2).with("channel", "P2P");
    assertEquals(List.of("o [p1] s = 3 <s p2 c p0>"), run(rules, early, card, between, small));
  }

  @Test
  void evidenceIsTheCompletingEventThenTheLatestFirst() {
    assertEquals(
        List.of("two [p1] e2 = 4 <e2 e1 e3 e0>", "two [p1] e3 = 4 <e3 e1 e2 e0>"),
        run(TWO, payment("e0", 0), payment("e1", 5), payment("e2", 5), payment("e3", 5))
            .subList(1, 3));
  }

  @Test
  void evidenceIsAtMostFiftyEvents() {
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(payment("e" + (100 + i), i / 10.0));
    }
    List<Finding> findings = Pipeline.run(TWO, events).findings();
    Finding last = findings.get(findings.size() - 1);
    assertEquals(60, last.observed());
    assertEquals(60, last.events());
    assertEquals(50, last.evidence().size());
    assertEquals("e159", last.evidence().get(0));
    assertEquals("e110", last.evidence().get(49));
  }

  @Test
  void ofManyEventsOfOneTimeTheSmallestIdsAreEvidence() {
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      events.add(payment("e" + (100 + i), i < 60 ? 1 : 2));
    }
    List<Finding> findings = Pipeline.run(TWO, events).findings();
    Finding last = findings.get(findings.size() - 1);
    assertEquals("e219", last.evidence().get(0));
    assertEquals("e160", last.evidence().get(1));
    assertEquals("e208", last.evidence().get(49));
  }

  @Test
  void aFindingHasOneIdInAnyOrderAndAnotherForEachEventAndGroup() {
    List<Finding> findings =
        Pipeline.run(TWO, List.of(payment("e1", 0), payment("e2", 1), payment("e3", 2))).findings();
    assertEquals(2, findings.stream().map(Finding::id).distinct().count());
    assertEquals(
        findings.stream().map(Finding::id).toList(),
        Pipeline.run(TWO, List.of(payment("e3", 2), payment("e2", 1), payment("e1", 0)))
            .findings()
            .stream()
            .map(Finding::id)
            .toList());
  }
}
