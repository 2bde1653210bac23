package org.drey.rules.correlate;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.correlate.Examples.CARD;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** State that one rule set has written, read by another. */
class RuleChangeTest {
  private static final EntityKey ENTITY = new EntityKey("default", 1, "SUBJECT", "p1");
  private static final String ID = "id: 11111111-1111-1111-1111-111111111111\n";

  private final InMemoryLog log = new InMemoryLog();
  private final List<String> found = new ArrayList<>();

  private static RuleSet counting(String bound) {
    return compile(PAYMENT, count("counting", "payment", "subject", "10d", bound) + ID);
  }

  private void feed(RuleSet rules, TestEvent... events) {
    Correlator correlator = new Correlator(rules, 1, FindingAudience.EVERYTHING);
    for (TestEvent event : events) {
      for (Match match : matches(rules, event)) {
        correlator.accept(match, Long.MIN_VALUE, log, output());
      }
    }
  }

  private void advance(RuleSet rules, long clock) {
    new Correlator(rules, 1, FindingAudience.EVERYTHING).advance(ENTITY, clock, log, output());
  }

  private Correlator.Output output() {
    return new Correlator.Output() {
      @Override
      public void finding(Finding finding) {
        found.add(finding.event().eventId() + " = " + finding.observed());
      }

      @Override
      public void forward(Match match) {}

      @Override
      public void dropped() {}
    };
  }

  private static List<Match> matches(RuleSet rules, TestEvent event) {
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
    return matches;
  }

  @Test
  void anotherThresholdFindsWhatIsThere() {
    feed(counting("gte: 3"), payment("e1", 1), payment("e2", 2));
    feed(counting("gte: 2"), payment("e3", 3));
    assertEquals(List.of("e3 = 3"), found);
  }

  @Test
  void whatALowerThresholdFoundIsNotReportedAgainBelowAHigherOne() {
    feed(counting("gte: 2"), payment("e1", 10), payment("e2", 20));
    feed(counting("gte: 5"), payment("e0", 5));
    advance(counting("gte: 5"), Duration.ofDays(3).toMillis());
    assertEquals(List.of("e2 = 2"), found);
  }

  @Test
  void whatWasJudgedIsNotReportedYet() {
    RuleSet few = counting("lt: 3");
    feed(few, payment("e1", 1), payment("e2", 2), payment("e3", 3));
    advance(few, Duration.ofDays(3).toMillis());
    assertEquals(List.of("e1 = 1", "e2 = 2"), found);
    feed(counting("gte: 2"), payment("e0", 2.5));
    assertEquals(List.of("e0 = 3", "e3 = 4"), found.subList(2, found.size()));
  }

  /** A rule that is missing for a while, in which one event comes again. */
  @Test
  void countsOfARuleThatGoesAndComesBackAreRight() {
    String values =
        correlation(
            "values",
            "type: value_count",
            "rules: [payment]",
            "group-by: [subject]",
            "timespan: 10d",
            "condition:",
            "  field: payee",
            "  gte: 30");
    String groups = count("groups", "payment", "subject, channel", "10d", "gte: 30");
    String other = count("other", "payment", "subject", "10d", "gte: 1000");
    RuleSet all = compile(PAYMENT, values, groups, other);
    for (int i = 0; i < 29; i++) {
      feed(all, payment("e" + i, i).with("payee", "q" + i).with("channel", "CARD"));
    }
    feed(compile(PAYMENT, other), payment("e1", 1).with("payee", "q1").with("channel", "CARD"));
    feed(all, payment("e29", 29).with("payee", "q29").with("channel", "CARD"));
    assertEquals(List.of("e29 = 30", "e29 = 30"), found);
    advance(all, Long.MAX_VALUE);
    assertTrue(log.isEmpty());
  }

  /** Half of the events have settled before the change. */
  @Test
  void whatWasCountedOfAnotherSelectionIsNotCounted() {
    RuleSet before = counting("lt: 1000");
    RuleSet after = compile(CARD, count("counting", "card", "subject", "10d", "lt: 1000") + ID);
    for (int i = 0; i < 400; i++) {
      feed(before, payment("e" + i, i).with("channel", "P2P"));
    }
    long settle = before.correlations().get(0).settleMillis();
    advance(before, Duration.ofSeconds(200).toMillis() + settle);
    assertEquals(201, found.size());
    found.clear();
    feed(after, payment("card", 400).with("channel", "CARD"));
    advance(after, Long.MAX_VALUE);
    assertEquals(List.of("card = 1"), found);
  }
}
