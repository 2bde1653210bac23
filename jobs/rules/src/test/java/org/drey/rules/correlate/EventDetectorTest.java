package org.drey.rules.correlate;

import static org.drey.rules.TestRules.drey;
import static org.drey.rules.TestRules.every;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator.Outcome;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** What a single event says, and where it goes. */
class EventDetectorTest {
  private static final String[] WORTH = {
    "points: 10", "strength: 0.9", "half_life: 1d", "family: EXT"
  };
  private static final String REPORT =
      TestRules.detection("report", "signal", "one: {entity_kind: HOST}", "condition: one")
          + drey("X-1", "facilitator", "entity", WORTH);
  private static final RuleSet REPORTS = TestRules.compile(REPORT);

  private static TestEvent report(String kind, Object confidence) {
    return TestEvent.on(TestStreams.SIGNALS)
        .at("s1", 7)
        .with("entity", "x1")
        .with("entity_kind", kind)
        .with("confidence", confidence);
  }

  @Test
  void anUnscoredRuleFindsEachEventInTheEmptyGroup() {
    RuleSet rules = TestRules.compile(PAYMENT);
    assertEquals(
        List.of("payment [] e1 = 1 <e1>"), Pipeline.run(rules, List.of(payment("e1", 0))).lines());
    assertNull(Pipeline.run(rules, List.of(payment("e1", 0))).findings().get(0).entity());
  }

  @Test
  void aScoredRulesGroupIsItsEntity() {
    Finding finding = Pipeline.run(REPORTS, List.of(report("HOST", 0.5))).findings().get(0);
    assertEquals(List.of("x1"), List.of(finding.group()));
    assertEquals(new EntityKey("default", 1, "HOST", "x1"), finding.entity());
  }

  @Test
  void aReportsConfidenceIsTheFindingsQuality() {
    assertEquals(0.5, quality(0.5));
    assertEquals(0, quality(0.0));
    assertEquals(1, quality(null));
  }

  private static double quality(Object confidence) {
    List<Finding> found = Pipeline.run(REPORTS, List.of(report("HOST", confidence))).findings();
    return found.get(0).quality().value();
  }

  @Test
  void aSignalThatHadExpiredAtItsOwnTimeSaysNothing() {
    RuleSet rules = TestRules.compile(REPORT, count("once", "report", "entity", "10s", "gte: 1"));
    for (long expiry : new long[] {0, 6, 7}) {
      TestEvent expired = report("HOST", 1).with("expires_at", expiry);
      assertEquals(List.of(), Pipeline.run(rules, List.of(expired)).lines());
    }
    Pipeline later =
        Pipeline.run(rules, List.of(report("HOST", 1).with("expires_at", 8), report("HOST", 1)));
    assertEquals(2, later.lines().size());
  }

  @Test
  void aFindingOfASignalSaysWhenItExpires() {
    assertEquals(9, Pipeline.run(REPORTS, List.of(expires(9))).findings().get(0).expiresAt());
    assertEquals(
        Finding.NO_EXPIRY,
        Pipeline.run(REPORTS, List.of(expires(null))).findings().get(0).expiresAt());
  }

  private static TestEvent expires(Object at) {
    return report("HOST", 1).with("expires_at", at);
  }

  @Test
  void namesOfDomainsAreComparedInLowerCase() {
    RuleSet rules =
        TestRules.compile(
            every("visit", "livestream", "service") + drey("X-1", "entity", "service", WORTH),
            count("twice", "visit", "service", "10s", "gte: 2"));
    TestEvent visit = TestEvent.on(TestStreams.LIVESTREAM).with("service", "Live.Example");
    assertEquals(
        List.of(
            "twice [live.example] b = 2 <b a>",
            "visit [live.example] a = 1 <a>",
            "visit [live.example] b = 1 <b>"),
        Pipeline.run(
                rules, List.of(visit.at("a", 0), visit.at("b", 1).with("service", "live.example")))
            .lines()
            .stream()
            .sorted()
            .toList());
  }

  @Test
  void anEventThatNamesNoEntityScoresNoOne() {
    assertEquals(
        List.of(), Pipeline.run(REPORTS, List.of(report("HOST", 1).with("entity", null))).lines());
    assertEquals(List.of(), Pipeline.run(REPORTS, List.of(report(null, 1))).lines());
  }

  @Test
  void anEventGoesOnceToEachEntityItNames() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("a", "payment", "subject", "10s", "gte: 2"),
            count("b", "payment", "subject", "20s", "gte: 2"),
            count("c", "payment", "payee", "10s", "gte: 2"),
            count("d", "payment", "device", "10s", "gte: 2"));
    assertEquals(List.of(Outcome.NEW, Outcome.NEW), new Pipeline(rules).feed(payment("e1", 0)));
  }

  @Test
  void aLateEventFindsNothingByItself() {
    Pipeline pipeline = new Pipeline(TestRules.compile(PAYMENT));
    pipeline.feed(payment("e1", 0), true);
    assertEquals(List.of(), pipeline.reported());
  }

  @Test
  void reportsOfOneTokenAndTwoKindsAreTwoEntities() {
    RuleSet rules =
        TestRules.compile(
            every("report", "signal", "entity"),
            count("twice", "report", "entity", "10s", "gte: 2"));
    TestEvent host = report("HOST", 1);
    TestEvent payee = report("PAYEE", 1).at("s2", 8);
    assertEquals(List.of(), Pipeline.run(rules, List.of(host, payee)).lines());
    assertEquals(
        List.of("twice [x1] s3 = 2 <s3 s1>"),
        Pipeline.run(rules, List.of(host, payee, report("HOST", 1).at("s3", 9))).lines());
  }
}
