package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.rules.InMemoryLog;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator.Outcome;
import org.junit.jupiter.api.Test;

/** Late and repeated events, settle times, and the end of state. Payments may be a day late. */
class TimeTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final RuleSet TWO =
      TestRules.compile(PAYMENT, count("two", "payment", "subject", "10s", "gte: 2"));
  private static final RuleSet FEW =
      TestRules.compile(PAYMENT, count("few", "payment", "subject", "10s", "lt: 3"));

  @Test
  void aLateEventCompletesTheWindowsOfLaterOnes() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e2", 5));
    pipeline.feed(payment("e1", 1));
    assertEquals(List.of("two [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void aFindingIsReportedAtOnceAndOnceMoreWhenItHasSettled() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e2", 5));
    pipeline.feed(payment("e3", 6));
    pipeline.feed(payment("e1", 1));
    pipeline.feed(payment("e0", 0));
    List<String> first =
        List.of("two [p1] e3 = 2 <e3 e2>", "two [p1] e2 = 2 <e2 e1>", "two [p1] e1 = 2 <e1 e0>");
    assertEquals(first, pipeline.reported());
    pipeline.advance(DAY + 5_999);
    assertEquals(
        List.of("two [p1] e2 = 3 <e2 e1 e0>"),
        pipeline.reported().subList(3, pipeline.reported().size()));
    pipeline.advance(DAY + 6_000);
    pipeline.advance(DAY + 20_000);
    assertEquals(
        List.of("two [p1] e2 = 3 <e2 e1 e0>", "two [p1] e3 = 4 <e3 e2 e1 e0>"),
        pipeline.reported().subList(3, pipeline.reported().size()));
  }

  @Test
  void whatHasNotGrownIsReportedOnce() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e1", 0));
    pipeline.feed(payment("e2", 1));
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(List.of("two [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void aGrownFindingThatHadSettledSettlesAgainAfterTheArrival() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e2", 5));
    pipeline.feed(payment("e3", 6));
    pipeline.advance(DAY + 9_000);
    pipeline.feed(payment("e1", 1));
    assertEquals(2, pipeline.reported().size());
    pipeline.advance(2 * DAY + 9_000);
    assertEquals("two [p1] e3 = 3 <e3 e2 e1>", pipeline.reported().get(2));
  }

  @Test
  void whatIsFarBehindTheClockFindsItsPartners() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.advance(40 * DAY);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(41 * DAY + 9_999);
    pipeline.feed(payment("e2", 1));
    assertEquals(List.of("two [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void whatIsFarBehindTheClockEndsToo() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.advance(40 * DAY);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(41 * DAY + 9_999);
    assertEquals(1, pipeline.entities());
    pipeline.advance(41 * DAY + 10_000);
    assertEquals(0, pipeline.entities());
  }

  @Test
  void whatComesInAfterItWouldHaveSettledWaitsASettleTimeFromThen() {
    Pipeline pipeline = new Pipeline(FEW);
    pipeline.advance(DAY + 1);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(2 * DAY);
    assertEquals(List.of(), pipeline.reported());
    pipeline.feed(payment("e2", -1));
    pipeline.feed(payment("e3", -2));
    pipeline.advance(2 * DAY + 1);
    assertEquals(List.of(), pipeline.reported(), "three of them");
    pipeline.advance(3 * DAY);
    assertEquals(List.of("few [p1] e3 = 1 <e3>", "few [p1] e2 = 2 <e2 e3>"), pipeline.reported());
  }

  @Test
  void whatIsDueIsJudgedBeforeAnythingGoes() {
    Correlator correlator = new Correlator(FEW, 1, FindingAudience.EVERYTHING);
    InMemoryLog log = new InMemoryLog();
    List<String> found = new ArrayList<>();
    Correlator.Output output = output(finding -> found.add(finding.event().eventId()));
    Match first = match(FEW, payment("e1", 0));
    assertEquals(Outcome.NEW, correlator.accept(first, 0, log, output).outcome());
    Match next = match(FEW, payment("e2", 5 * 86_400));
    assertEquals(Outcome.NEW, correlator.accept(next, 5 * DAY, log, output).outcome());
    correlator.advance(first.entity(), 5 * DAY, log, output);
    assertEquals(List.of("e1"), found, "the first look for days");
  }

  static Correlator.Output output(Consumer<Finding> findings) {
    return new Correlator.Output() {
      @Override
      public void finding(Finding finding) {
        findings.accept(finding);
      }

      @Override
      public void forward(Match match) {}

      @Override
      public void dropped() {}
    };
  }

  @Test
  void looksThatOnlyEndStateAreSpreadOverEntities() {
    Set<Long> moments = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      moments.add(nextTimer(TWO, payment("e1", 3).with("subject", "p" + i)));
    }
    assertTrue(moments.size() > 990, moments.size() + " moments for 1000 entities");
  }

  @Test
  void aRepeatIsADuplicateAndReportsNothing() {
    Pipeline pipeline = new Pipeline(TWO);
    assertEquals(List.of(Outcome.NEW), pipeline.feed(payment("e1", 0)));
    assertEquals(List.of(Outcome.NEW), pipeline.feed(payment("e2", 1)));
    assertEquals(List.of(Outcome.DUPLICATE), pipeline.feed(payment("e2", 1)));
    assertEquals(List.of(Outcome.DUPLICATE), pipeline.feed(payment("e1", 0)));
    assertEquals(1, pipeline.reported().size());
  }

  @Test
  void aLateRepeatIsADuplicateAndAnUnknownLateEventIsLate() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e1", 0));
    assertEquals(List.of(Outcome.DUPLICATE), pipeline.feed(payment("e1", 0), true));
    assertEquals(List.of(Outcome.LATE), pipeline.feed(payment("e2", 1), true));
    assertEquals(List.of(), pipeline.reported());
  }

  @Test
  void whatMoreEventsCouldMakeFalseWaitsForItsSettleTime() {
    Pipeline pipeline = new Pipeline(FEW);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(DAY - 1);
    assertEquals(List.of(), pipeline.reported());
    pipeline.advance(DAY);
    assertEquals(List.of("few [p1] e1 = 1 <e1>"), pipeline.reported());
    pipeline.advance(DAY + 5000);
    assertEquals(1, pipeline.reported().size());
  }

  @Test
  void whatIsJudgedSeesLateEvents() {
    Pipeline pipeline = new Pipeline(FEW);
    pipeline.feed(payment("e3", 5));
    pipeline.advance(DAY);
    pipeline.feed(payment("e1", 1));
    pipeline.feed(payment("e2", 2));
    pipeline.advance(DAY + 5000);
    assertEquals(List.of("few [p1] e1 = 1 <e1>", "few [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void whatHasNotSettledIsJudgedAtTheEnd() {
    Pipeline pipeline = new Pipeline(FEW);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(List.of("few [p1] e1 = 1 <e1>"), pipeline.reported());
  }

  @Test
  void aMonotoneRuleOnOneThatWaitsIsReportedWhenThatIsJudged() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("few", "payment", "subject", "10s", "lt: 3"),
            count("often", "few", "subject", "60s", "gte: 2"));
    Pipeline pipeline = new Pipeline(rules);
    pipeline.feed(payment("e1", 0));
    pipeline.feed(payment("e2", 20));
    pipeline.advance(DAY + 19_999);
    assertEquals(List.of(), pipeline.reported());
    pipeline.advance(DAY + 20_000);
    assertEquals(List.of("often [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void whatIsJudgedTogetherIsSeenTogetherHoweverFarTheClockHasGone() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("few", "payment", "subject", "10s", "lt: 3"),
            count("often", "few", "subject", "60s", "gte: 2"),
            count("rare", "few", "subject", "60s", "lt: 2"));
    Pipeline pipeline = new Pipeline(rules);
    pipeline.feed(payment("e1", 0));
    pipeline.feed(payment("e2", 20));
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(List.of("rare [p1] e1 = 1 <e1>", "often [p1] e2 = 2 <e2 e1>"), pipeline.lines());
  }

  @Test
  void stateEndsWhenNoAcceptedEventCanNeedIt() {
    for (RuleSet rules : List.of(TWO, FEW)) {
      Pipeline pipeline = new Pipeline(rules);
      pipeline.feed(payment("e1", 0));
      pipeline.advance(DAY + 9_999);
      assertEquals(1, pipeline.entities());
      pipeline.advance(DAY + 10_000);
      assertEquals(0, pipeline.entities());
    }
  }

  @Test
  void chainedStateEndsToo() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("two", "payment", "subject", "10s", "gte: 2"),
            count("again", "two", "subject", "20s", "gte: 2"),
            count("payee", "two", "payee", "30s", "lt: 2"));
    Pipeline pipeline = new Pipeline(rules);
    pipeline.feed(payment("e1", 0));
    pipeline.feed(payment("e2", 1));
    assertEquals(2, pipeline.entities());
    pipeline.advance(DAY + 31_000);
    assertEquals(0, pipeline.entities());
  }

  @Test
  void aLateEventIsHeldUntilTheLastMomentThatItMayCome() {
    Pipeline pipeline = new Pipeline(TWO);
    pipeline.feed(payment("e1", 0));
    pipeline.advance(DAY + 9_998);
    pipeline.feed(payment("e2", 9.999));
    assertEquals(List.of("two [p1] e2 = 2 <e2 e1>"), pipeline.reported());
  }

  @Test
  void wakingUpWhenAskedJudgesInTime() {
    assertEquals(DAY + 3000, nextTimer(FEW, payment("e1", 3)));
    long end = nextTimer(TWO, payment("e1", 3));
    assertTrue(end > DAY + 13_000, "not before it has ended");
    assertTrue(end <= DAY + 13_000 + (DAY + 10_000) / 8 + 1, "soon after: " + end);
  }

  @Test
  void aChainWakesForTheEarliestOfItsRules() {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            count("one", "payment", "subject", "10s", "gte: 1"),
            count("few", "one", "subject", "20s", "lt: 3"));
    assertEquals(DAY + 3000, nextTimer(rules, payment("e1", 3)));
  }

  private static long nextTimer(RuleSet rules, TestEvent event) {
    Correlator correlator = new Correlator(rules, 1, FindingAudience.EVERYTHING);
    InMemoryLog log = new InMemoryLog();
    return correlator
        .accept(match(rules, event), Long.MIN_VALUE, log, output(finding -> {}))
        .nextTimer();
  }

  static Match match(RuleSet rules, TestEvent event) {
    List<Match> matches = new ArrayList<>();
    EventDetector detector = new EventDetector(rules, event.stream());
    assertTrue(detector.matches(event));
    detector.report(
        event,
        event.origin(false),
        new EventDetector.Output() {
          @Override
          public void finding(Finding finding) {}

          @Override
          public void match(Match match, int pass) {
            matches.add(match);
          }
        });
    return matches.get(0);
  }
}
