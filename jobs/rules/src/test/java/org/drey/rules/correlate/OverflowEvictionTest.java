package org.drey.rules.correlate;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.session;
import static org.drey.rules.correlate.Examples.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.Pipeline;
import org.drey.rules.TestRules;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator.Outcome;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/** What goes of an entity that has more events than are kept. */
class OverflowEvictionTest {
  private static final int FULL = 64;

  private static Pipeline full(RuleSet rules) {
    return Bounded.pipeline(rules, new EntityBounds(FULL, new LogSizes(4, 8), 9));
  }

  private static long last(Pipeline pipeline, String rule) {
    return pipeline.lines().stream()
        .filter(line -> line.startsWith(rule + " "))
        .map(line -> line.replaceAll(".* = (\\d+) .*", "$1"))
        .mapToLong(Long::parseLong)
        .reduce((a, b) -> b)
        .orElse(0);
  }

  @Test
  void theOldestGoAndAreCounted() {
    Pipeline pipeline = full(compile(PAYMENT, count("many", "payment", "subject", "1d", "gte: 1")));
    for (int i = 0; i < FULL; i++) {
      pipeline.feed(payment("e" + i, i));
    }
    assertEquals(0, pipeline.dropped());
    assertEquals(FULL, last(pipeline, "many"));
    for (int i = 0; i < FULL; i++) {
      pipeline.feed(payment("more" + i, FULL + i));
      assertTrue(last(pipeline, "many") >= FULL);
    }
    assertTrue(pipeline.dropped() >= FULL - FULL / 32, pipeline.dropped() + " dropped");
    assertEquals(List.of(Outcome.NEW), pipeline.feed(payment("e0", 0)), "it has gone");
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(0, pipeline.entities());
  }

  @Test
  void aFloodOfOneRuleTakesNothingOfARareOne() {
    RuleSet rules =
        compile(
            PAYMENT,
            Examples.SESSION,
            count("many", "payment", "subject", "1d", "gte: 1"),
            count("rare", "session", "subject", "1d", "gte: 3"));
    Pipeline pipeline = full(rules);
    pipeline.feed(session("s1", 0));
    pipeline.feed(session("s2", 1));
    for (int i = 0; i < 4 * FULL; i++) {
      pipeline.feed(payment("e" + i, 2 + i));
    }
    pipeline.feed(session("s3", 4_000));
    assertEquals(3, last(pipeline, "rare"));
  }

  @Test
  void aFloodOfOneValueTakesNoOtherValue() {
    Pipeline pipeline =
        full(compile(PAYMENT, values("payees", "payment", "subject", "payee", "gte: 5")));
    for (int i = 0; i < 4; i++) {
      pipeline.feed(payment("rare" + i, i / 100.0).with("payee", "rare" + i));
    }
    for (int i = 0; i < 4 * FULL; i++) {
      pipeline.feed(payment("e" + i, 1 + i / 100.0).with("payee", "shop"));
    }
    assertEquals(5, last(pipeline, "payees"));
  }

  /** A session that has one more later is none of the last; it is judged before it goes. */
  @Test
  void whatHasToWaitIsJudgedBeforeItGoes() {
    Pipeline pipeline = full(compile(PAYMENT, count("few", "payment", "subject", "2s", "lt: 3")));
    for (int i = 0; i < 3 * FULL; i++) {
      pipeline.feed(payment("e" + i, 10 * i));
    }
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(3 * FULL, pipeline.lines().size());
  }

  @Test
  void aThresholdThatNoEntityCanReachIsRefused() {
    int most = CorrelationRule.MAX_EVENTS;
    TestRules.compile(PAYMENT, count("many", "payment", "subject", "1d", "gte: " + most));
    for (String bound : new String[] {"gte: " + (most + 1), "gt: " + most}) {
      TestRules.assertRefused(
          "an entity keeps its newest 4096 events, so that it cannot be counted to 4097",
          PAYMENT,
          count("many", "payment", "subject", "1d", bound));
    }
  }
}
