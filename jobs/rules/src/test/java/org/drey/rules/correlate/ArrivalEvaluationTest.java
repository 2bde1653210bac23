package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** What a late event has looked at, and what it leaves for later. */
class ArrivalEvaluationTest {
  private static final int BUSY = 400;
  private static final int MINUTE = 60;

  private final InMemoryLog log = new InMemoryLog();
  private final List<Finding> reported = new ArrayList<>();

  private final Correlator.Output output =
      new Correlator.Output() {
        @Override
        public void finding(Finding finding) {
          reported.add(finding);
        }

        @Override
        public void forward(Match match) {}

        @Override
        public void dropped() {}
      };

  private static RuleSet often(int least) {
    String often = count("often", "payment", "subject", "8h", "gte: " + least);
    return TestRules.compile(
        PAYMENT,
        often
            + TestRules.drey(
                "PAY-20",
                "payer",
                "subject",
                "points: 20",
                "strength: 0.5",
                "half_life: 30d",
                "family: PAYNET"));
  }

  /** A payment in each minute, all of them in one window and one day. */
  private Correlator busy(RuleSet rules, FindingAudience audience, int events) {
    Correlator correlator = new Correlator(rules, 1, audience);
    for (int i = 0; i < events; i++) {
      accept(correlator, rules, payment("e" + i, MINUTE * i));
    }
    return correlator;
  }

  private Correlator.StepResult accept(Correlator correlator, RuleSet rules, TestEvent event) {
    return correlator.accept(TimeTest.match(rules, event), 0, log, output);
  }

  private static TestEvent late(int minute) {
    return payment("late", MINUTE * (minute - 0.5));
  }

  private void settle(Correlator correlator, RuleSet rules) {
    correlator.advance(
        TimeTest.match(rules, payment("e0", 0)).entity(), Long.MAX_VALUE, log, output);
  }

  private void assertAccesses(long most, Runnable step) {
    long before = log.accesses();
    step.run();
    long accesses = log.accesses() - before;
    assertTrue(accesses <= most, accesses + " accesses");
  }

  @Test
  void whereFewerEventsAreThanHaveToBeNothingIsLookedAtNorWaits() {
    RuleSet rules = often(BUSY + 2);
    Correlator correlator = busy(rules, Examples.SCORE, BUSY);
    assertAccesses(
        9,
        () -> {
          Correlator.StepResult taken = accept(correlator, rules, late(BUSY / 2));
          assertEquals(taken.before(), taken.nextTimer());
        });

    accept(correlator, rules, payment("later", MINUTE * 100 + 30));
    settle(correlator, rules);
    assertEquals(List.of(BUSY + 2L), reported.stream().map(Finding::observed).toList());
  }

  @Test
  void theLastOneThatWasMissingIsSeenAtOnce() {
    RuleSet rules = often(21);
    Correlator correlator = busy(rules, Examples.SCORE, 20);
    assertEquals(List.of(), reported);
    accept(correlator, rules, late(10));
    assertEquals(List.of("e19"), reported.stream().map(one -> one.event().eventId()).toList());
  }

  @Test
  void noWindowIsLookedAtThatHeldWithoutIt() {
    RuleSet rules = often(50);
    Correlator correlator = busy(rules, FindingAudience.EVERYTHING, BUSY);
    assertEquals(BUSY - 49, reported.size());
    reported.clear();
    accept(correlator, rules, late(BUSY / 2));
    assertEquals(List.of("late"), reported.stream().map(one -> one.event().eventId()).toList());
    settle(correlator, rules);
    assertEquals(BUSY + 1L, reported.get(reported.size() - 1).observed());
    assertEquals(1 + BUSY / 2, reported.size(), "it, and all after it");
  }

  @Test
  void anEventOfTheSameTimeAsTheNewestOfManyIsReportedAtOnce() {
    RuleSet rules = often(200);
    Correlator correlator = busy(rules, FindingAudience.EVERYTHING, BUSY);
    reported.clear();
    accept(correlator, rules, payment("one", MINUTE * BUSY));
    accept(correlator, rules, payment("two", MINUTE * BUSY));
    assertEquals(List.of(BUSY + 1L, BUSY + 2L), reported.stream().map(Finding::observed).toList());
    settle(correlator, rules);
    assertEquals(BUSY + 2L, reported.get(2).observed());
    assertEquals(
        List.of("one", "two", "one"), reported.stream().map(f -> f.event().eventId()).toList());
  }

  @Test
  void theSameTimeCompletesWhatOneAloneDidNot() {
    RuleSet rules = often(BUSY + 2);
    Correlator correlator = busy(rules, FindingAudience.EVERYTHING, BUSY);
    accept(correlator, rules, payment("one", MINUTE * BUSY));
    assertEquals(List.of(), reported);
    accept(correlator, rules, payment("two", MINUTE * BUSY));
    assertEquals(List.of("one", "two"), reported.stream().map(f -> f.event().eventId()).toList());
  }

  @Test
  void whereTheConditionNeedsTheLateEventWindowsAreLookedAtUntilItDoesNot() {
    RuleSet rules = often(50);
    Correlator correlator = busy(rules, FindingAudience.EVERYTHING, 60);
    assertEquals(11, reported.size());
    reported.clear();
    accept(correlator, rules, late(2));
    assertEquals(List.of("e48"), reported.stream().map(one -> one.event().eventId()).toList());
  }

  @Test
  void ofADayTheFirstAndTheLastAreReadAgain() {
    RuleSet rules = often(3);
    Correlator correlator = busy(rules, FindingAudience.SCORE, BUSY);
    reported.clear();
    accept(correlator, rules, late(BUSY / 2));
    settle(correlator, rules);
    assertEquals(
        List.of("late", "e399"), reported.stream().map(one -> one.event().eventId()).toList());
    assertEquals(BUSY + 1L, reported.get(1).observed());
  }
}
