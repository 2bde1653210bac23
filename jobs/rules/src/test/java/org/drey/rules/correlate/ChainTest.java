package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.P2P;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.SESSION;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.session;
import static org.drey.rules.correlate.Examples.temporal;
import static org.drey.rules.correlate.Examples.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/** Rules that are built on the findings of others. */
class ChainTest {
  private static List<String> run(RuleSet rules, TestEvent... events) {
    List<TestEvent> reversed = new ArrayList<>(List.of(events));
    Collections.reverse(reversed);
    List<String> lines = Pipeline.run(rules, List.of(events)).lines();
    assertEquals(lines, Pipeline.run(rules, reversed).lines(), "the order of arrival is free");
    return lines;
  }

  @Test
  void aFindingIsAnEventAtItsCompletingEventsTime() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "3s", "gte: 2"),
            count("twice", "two", "subject", "10s", "gte: 2"));
    assertEquals(
        List.of("twice [p1] e4 = 2 <e4 e2>"),
        run(rules, payment("e1", 0), payment("e2", 1), payment("e3", 5), payment("e4", 6)));
  }

  @Test
  void aChainMayChangeItsEntityOnce() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "10s", "gte: 2"),
            values("payers", "two", "payee", "subject", "gte: 2"));
    assertEquals(
        List.of("payers [q1] f2 = 2 <f2 e2>"),
        run(
            rules,
            payment("e1", 0).with("payee", "q9"),
            payment("e2", 1),
            payment("f1", 2).with("subject", "p2").with("payee", "q8"),
            payment("f2", 3).with("subject", "p2")));
  }

  @Test
  void aChainedRuleReadsTheCompletingEventsFields() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "10s", "gte: 2"),
            values("devices", "two", "payee", "device", "gte: 2"));
    assertEquals(
        List.of("devices [q1] e3 = 2 <e3 e2>"),
        run(
            rules,
            payment("e1", 0).with("device", "d0"),
            payment("e2", 1).with("device", "d1"),
            payment("e3", 2).with("device", "d2")));
  }

  @Test
  void groupValuesOverlayTheFieldsOfTheEvent() {
    String linked =
        temporal("temporal_ordered", "linked", "payment, session", "subject, payee", "10s")
            + "  aliases:\n    payee:\n      session: payout\n";
    RuleSet rules =
        TestRules.compile(
            PAYMENT, SESSION, linked, values("payers", "linked", "payee", "subject", "gte: 2"));
    assertEquals(
        List.of("payers [q1] s2 = 2 <s2 s1>"),
        run(
            rules,
            payment("e1", 0),
            session("s1", 1),
            payment("e2", 2).with("subject", "p2"),
            session("s2", 3).with("subject", "p2")));
  }

  @Test
  void aFindingFeedsTheEntityThatItScoresWhereverItsStateIs() {
    String pair =
        count("pair", "payment", "subject, payee", "10s", "gte: 2")
            + TestRules.drey(
                "X-1",
                "facilitator",
                "payee",
                "points: 1",
                "strength: 1",
                "half_life: 1d",
                "family: PAYNET");
    RuleSet rules =
        TestRules.compile(PAYMENT, pair, values("payers", "pair", "payee", "subject", "gte: 2"));
    TestEvent[] events = {
      payment("e1", 0),
      payment("e2", 1),
      payment("f1", 2).with("subject", "p2"),
      payment("f2", 3).with("subject", "p2")
    };
    assertEquals(
        List.of(
            "pair [p1, q1] e2 = 2 <e2 e1>",
            "pair [p2, q1] f2 = 2 <f2 f1>",
            "payers [q1] f2 = 2 <f2 e2>"),
        run(rules, events));
    assertEquals(
        List.of("default/1 PAYEE q1: pair e2", "default/1 PAYEE q1: pair f2"),
        Pipeline.run(rules, List.of(events)).fed());
  }

  @Test
  void aFindingFeedsTheKindOfEntityThatItsEventsName() {
    String twice =
        count("twice", "report", "source_tier, entity", "10s", "gte: 2")
            + TestRules.drey(
                "X-1",
                "facilitator",
                "entity",
                "points: 1",
                "strength: 1",
                "half_life: 1d",
                "family: EXT");
    String report =
        TestRules.detection(
            "report", "signal", "one: {entity_kind: [HOST, PAYEE]}", "condition: one");
    RuleSet rules = TestRules.compile(report, twice);
    TestEvent one =
        TestEvent.on(TestStreams.SIGNALS).with("entity", "x").with("source_tier", "INDUSTRY");
    List<TestEvent> events =
        List.of(
            one.at("e1", 1).with("entity_kind", "HOST"),
            one.at("e2", 2).with("entity_kind", "PAYEE"),
            one.at("e3", 3).with("entity_kind", "HOST"));
    assertEquals(List.of("default/1 HOST x: twice e3"), Pipeline.run(rules, events).fed());
  }

  @Test
  void aFindingReachesARuleThatCallsItsFieldOtherwise() {
    String by = count("by", "payment", "payee_country", "10s", "gte: 1");
    String again =
        count("again", "by", "country", "10s", "gte: 2")
            + "  aliases:\n    country:\n      by: payee_country\n";
    assertEquals(
        List.of("again [PH] e2 = 2 <e2 e1>"),
        run(
            TestRules.compile(PAYMENT, by, again),
            payment("e1", 0).with("payee_country", "PH"),
            payment("e2", 1).with("payee_country", "PH")));
  }

  @Test
  void aDetectionAndAFindingMeetInTheSecondPass() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            SESSION,
            count("two", "payment", "subject", "10s", "gte: 2"),
            temporal("temporal", "met", "two, session", "payee", "10s")
                + "  aliases:\n    payee:\n      session: payout\n");
    assertEquals(
        List.of("met [q1] e2 = 2 <e2 s1>"),
        run(
            rules,
            session("s1", 0).with("subject", "p7"),
            payment("e1", 1).with("payee", "q2"),
            payment("e2", 2)));
  }

  @Test
  void twoConditionsOnOneWindowAreATemporalOfOneSecond() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("three", "payment", "payee", "10s", "gte: 3"),
            values("two_payers", "payment", "payee", "subject", "gte: 2"),
            temporal("temporal", "both", "three, two_payers", "payee", "1s"));
    assertEquals(
        List.of("both [q1] e4 = 2 <e4>"),
        run(
            rules,
            payment("e1", 0),
            payment("e2", 2),
            payment("e3", 4),
            payment("e4", 8).with("subject", "p2")));
  }

  @Test
  void anEventThatCountsForSeveralRulesKeepsItsFields() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            Examples.SMALL,
            temporal("temporal_ordered", "o", "payment, small", "subject", "10s"),
            count("device", "o", "device", "10s", "gte: 1"));
    assertEquals(
        List.of("device [d1] e1 = 1 <e1>"),
        run(rules, payment("e1", 0).with("amount_minor", 1).with("device", "d1")));
  }

  @Test
  void aLateEventCompletesTheRulesAbove() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "10s", "gte: 2"),
            count("all", "two", "subject", "10s", "gte: 2"));
    Pipeline pipeline = new Pipeline(rules);
    pipeline.feed(payment("e2", 4));
    pipeline.feed(payment("e3", 6));
    assertEquals(List.of(), pipeline.lines());
    pipeline.feed(payment("e1", 2));
    assertEquals(List.of("all [p1] e3 = 2 <e3 e2>"), pipeline.lines());
  }

  @Test
  void aReferredRuleYieldsOnlyIfAsked() {
    String two = count("two", "payment", "subject", "10s", "gte: 2");
    String all = count("all", "two", "subject", "10s", "gte: 2");
    TestEvent[] events = {payment("e1", 0), payment("e2", 1)};
    assertEquals(List.of(), run(TestRules.compile(PAYMENT, two, all), events));
    assertEquals(
        List.of("two [p1] e2 = 2 <e2 e1>"),
        run(TestRules.compile(PAYMENT, two, all + "generate: true\n"), events));
  }

  @Test
  void aFindingGoesToAnotherEntityOnceHoweverManyRulesWantIt() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "10s", "gte: 2"),
            values("payers", "two", "payee", "subject", "gte: 2"),
            values("devices", "two", "payee", "device", "gte: 2"));
    Correlator correlator = new Correlator(rules, 1, FindingAudience.EVERYTHING);
    InMemoryLog log = new InMemoryLog();
    List<Match> forwarded = new ArrayList<>();
    Correlator.Output output =
        new Correlator.Output() {
          @Override
          public void finding(Finding finding) {}

          @Override
          public void forward(Match match) {
            forwarded.add(match);
          }

          @Override
          public void dropped() {}
        };
    for (TestEvent event : List.of(payment("e1", 0), payment("e2", 1))) {
      correlator.accept(TimeTest.match(rules, event), 0, log, output);
    }
    assertEquals(
        List.of("PAYEE q1"),
        forwarded.stream().map(m -> m.entity().kind() + " " + m.entity().token()).toList());
  }

  @Test
  void whatWaitsIsAllThereBeforeAnotherEntityJudges() {
    RuleSet rules =
        TestRules.compile(
            CARD,
            P2P,
            count("cards", "card", "subject", "1h", "lt: 1000"),
            count("p2ps", "p2p", "subject", "1h", "lt: 1000"),
            count("both", "cards, p2ps", "payee", "1h", "lt: 1000"));
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(payment("e" + i, i).with("channel", i % 2 == 0 ? "CARD" : "P2P"));
    }
    Pipeline parts = Bounded.pipeline(rules, new EntityBounds(1_000, LogSizes.USUAL, 9));
    events.forEach(parts::feed);
    parts.advance(Duration.ofDays(30).toMillis());
    parts.advance(Long.MAX_VALUE);
    assertEquals(Pipeline.run(rules, events).lines(), parts.lines());
  }
}
