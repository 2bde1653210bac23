package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** Thousands of events of one millisecond: what comes in and each look goes through a part. */
class OneTimeTest {
  private static final int EVENTS = 3_000;

  private static final RuleSet RULES =
      TestRules.compile(PAYMENT, count("often", "payment", "subject", "8h", "gte: 100"));

  /** With nothing in memory, so that each part that is read is an access. */
  private static final EntityBounds BOUNDS =
      new EntityBounds(1_000_000, 8_000, 64, LogSizes.USUAL, 0);

  private final Correlator correlator =
      new Correlator(RULES, 1, FindingAudience.EVERYTHING, BOUNDS);
  private final InMemoryLog log = new InMemoryLog();
  private final Set<String> settled = new HashSet<>();
  private int reported;

  private final Correlator.Output output =
      new Correlator.Output() {
        @Override
        public void finding(Finding finding) {
          reported++;
          if (finding.observed() == EVENTS) {
            settled.add(finding.event().eventId());
          }
        }

        @Override
        public void forward(Match match) {}

        @Override
        public void dropped() {}
      };

  @Test
  void eachIsLookedAtAndNoLookAtAllOfThem() {
    EntityKey entity = TimeTest.match(RULES, payment("e", 0)).entity();
    long most = 0;
    for (int i = 0; i < EVENTS; i++) {
      long before = log.accesses();
      correlator.accept(TimeTest.match(RULES, payment("e" + i, 100)), 0, log, output);
      most = Math.max(most, log.accesses() - before);
    }
    assertTrue(most < 100, most + " accesses when one comes in");
    assertTrue(reported > EVENTS / 2, reported + " reported at once");

    long clock = Duration.ofDays(2).toMillis();
    long all = log.accesses();
    long next = clock;
    int looks = 0;
    int mostReported = 0;
    for (; next < Long.MAX_VALUE; looks++) {
      clock = Math.max(clock, next);
      long before = log.accesses();
      int reportedBefore = reported;
      next = correlator.advance(entity, clock, log, output);
      assertTrue(next > clock, "no other entity waits for it");
      most = Math.max(most, log.accesses() - before);
      mostReported = Math.max(mostReported, reported - reportedBefore);
    }
    assertEquals(EVENTS, settled.size(), "each is reported with all of them");
    assertTrue(most < 2_000, most + " accesses in a look");
    assertTrue(mostReported < 100, mostReported + " reported in a look");
    assertTrue(log.accesses() - all < 5L * EVENTS, (log.accesses() - all) + " in total");
    assertTrue(looks > EVENTS / 100, looks + " looks");
    assertTrue(log.isEmpty());
  }
}
