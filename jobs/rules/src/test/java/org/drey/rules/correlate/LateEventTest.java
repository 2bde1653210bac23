package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** A late event completes the windows of others, and what is before or after is not counted. */
class LateEventTest {

  /** What a scored rule counts of the findings of another, which no score reads. */
  private static List<String> run(String of, int least, TestEvent... events) {
    RuleSet rules =
        TestRules.compile(
            PAYMENT,
            of,
            count("many", "found", "subject", "8h", "gte: " + least)
                + TestRules.drey(
                    "PAY-20",
                    "payer",
                    "subject",
                    "points: 20",
                    "strength: 0.5",
                    "half_life: 30d",
                    "family: PAYNET"));
    Pipeline pipeline =
        new Pipeline(
            rules,
            new Correlator(rules, 1, Examples.SCORE),
            new Correlator(rules, 2, Examples.SCORE));
    List.of(events).forEach(pipeline::feed);
    pipeline.advance(Long.MAX_VALUE);
    return pipeline.lines().stream().map(line -> line.substring(0, line.indexOf(" <"))).toList();
  }

  /** Of two events at one time each is in the window of the other. */
  @Test
  void theOneOfItsTimeThatHeldNotYetIsFound() {
    assertEquals(
        List.of("many [p1] y3 = 6"),
        run(
            count("found", "payment", "subject", "10s", "gte: 3"),
            6,
            payment("p1", 0),
            payment("p2", 0.1),
            payment("p3", 5), // found
            payment("x1", 10.5), // p1 and p2 have left its window
            payment("y1", 11), // found, as are those after it
            payment("y2", 11.1),
            payment("y3", 11.2),
            payment("x2", 10.5)));
  }

  @Test
  void whatIsBeforeItsWindowIsNotCounted() {
    String found = values("found", "payment", "subject", "device", "gte: 3");
    TestEvent[] events = {
      payment("p1", 0).with("device", "x"),
      payment("p2", 0.1).with("device", "y"),
      payment("p3", 0.2).with("device", "z"), // found
      payment("q1", 11).with("device", "a"),
      payment("q2", 11.1).with("device", "b"),
      payment("y1", 11.3).with("device", "c"), // found, as are those after it
      payment("y2", 11.4).with("device", "a"),
      payment("y3", 11.5).with("device", "b"),
      payment("late", 11.2).with("device", "a")
    };
    assertEquals(List.of("many [p1] y3 = 4"), run(found, 4, events));
    assertEquals(List.of(), run(found, 5, events));
  }
}
