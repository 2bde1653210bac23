package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** A payee with thousands of payers in a window: no call is long, and none waits for another. */
class ShopTest {
  private static final int PAYERS = 4_000;
  private static final long MINUTE = 60_000;
  private static final long BETWEEN = 20_000;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int LOOK = 200;

  private static final String LONG = count("long", "payment", "payee", "2d", "gte: 999999");

  private static final RuleSet RULES =
      TestRules.compile(
          PAYMENT,
          TestRules.correlation(
              "payers",
              "type: value_count",
              "rules: [payment]",
              "group-by: [payee]",
              "timespan: 1d",
              "condition:",
              "  field: subject",
              "  gte: 2"));

  private RuleSet rules = RULES;
  private Correlator correlator = correlator(RULES);
  private final InMemoryLog log = new InMemoryLog();
  private final List<Long> times = new ArrayList<>();

  /** What was reported last of each event: how many payers. */
  private final Map<Long, Long> found = new TreeMap<>();

  private EntityKey shop;
  private long mostAccesses;

  private final Correlator.Output output =
      new Correlator.Output() {
        @Override
        public void finding(Finding finding) {
          found.put(finding.time(), finding.observed());
        }

        @Override
        public void forward(Match match) {}

        @Override
        public void dropped() {}
      };

  private static Correlator correlator(RuleSet rules) {
    EntityBounds bounds = new EntityBounds(1_000_000, LOOK, 64, LogSizes.USUAL, 2_000);
    return new Correlator(rules, 1, FindingAudience.EVERYTHING, bounds);
  }

  private void goOnWith(String... all) {
    rules = TestRules.compile(all);
    correlator = correlator(rules);
  }

  /** A payment by someone else. */
  private void pay(long time, long clock) {
    TestEvent payment =
        TestEvent.on(TestStreams.PAYMENTS)
            .at("e" + times.size(), time)
            .with("subject", "p" + times.size())
            .with("payee", "shop");
    times.add(time);
    Match match = TimeTest.match(rules, payment);
    shop = match.entity();
    long before = log.accesses();
    correlator.accept(match, clock, log, output);
    mostAccesses = Math.max(mostAccesses, log.accesses() - before);
  }

  private void aDay() {
    for (int i = 0; i < PAYERS; i++) {
      pay(i * BETWEEN, i * BETWEEN);
    }
  }

  private long look(long clock) {
    long before = log.accesses();
    long next = correlator.advance(shop, clock, log, output);
    mostAccesses = Math.max(mostAccesses, log.accesses() - before);
    return next;
  }

  @Test
  void whatComesAfterALongSilenceDoesNotTakeOutAllThatTheWindowHad() {
    aDay();
    long again = PAYERS * BETWEEN + 23 * 60 * MINUTE;
    for (int i = 0; i < 100; i++) {
      pay(again + i * MINUTE, again + i * MINUTE);
    }
    int waiting = 0;
    for (int i = 0; i < 100; i++) {
      waiting += found.containsKey(again + i * MINUTE) ? 0 : 1;
    }
    assertTrue(0 < waiting && waiting < 50, waiting + " have to wait");
    assertTrue(mostAccesses < 10 * LOOK, mostAccesses + " accesses when one comes in");
    long last = times.get(times.size() - 1);
    assertTrue(found.containsKey(last), "the window has caught up");
    for (long next = again + 3 * DAY; next < Long.MAX_VALUE; ) {
      next = look(next);
    }
    assertTrue(log.isEmpty());
    for (long time : times.subList(1, times.size())) {
      long payers = times.stream().filter(one -> one > time - DAY && one <= time).count();
      assertEquals(payers, found.get(time));
    }
  }

  @Test
  void whatBeginsAfterASilenceLongerThanTheWindowIsFoundAtOnce() {
    aDay();
    long again = 2 * DAY + PAYERS * BETWEEN / 2;
    pay(again, again);
    for (int i = 1; i < 60; i++) {
      pay(again + i * MINUTE, again + i * MINUTE);
      assertEquals(i + 1, found.get(again + i * MINUTE));
    }
    assertTrue(mostAccesses < 10 * LOOK, mostAccesses + " accesses when one comes in");
  }

  @Test
  void aNewRuleCountsWhatWasThereBitByBitAndMissesNothing() {
    goOnWith(PAYMENT, LONG);
    aDay();
    goOnWith(PAYMENT, LONG, count("new", "payment", "payee", "1d", "gte: 3000"));
    mostAccesses = 0;
    for (int i = 0; i < 20; i++) {
      pay((PAYERS + i) * BETWEEN, PAYERS * BETWEEN);
    }
    assertTrue(mostAccesses < 10 * LOOK, mostAccesses + " accesses when one comes in");
    assertTrue(found.size() < 20, "some have to wait");
    for (long next = 4 * DAY; next < Long.MAX_VALUE; ) {
      next = look(next);
    }
    for (long i = 0; i < 20; i++) {
      assertEquals(PAYERS + i + 1, found.get((PAYERS + i) * BETWEEN));
    }
  }

  @Test
  void whatHasEndedGoesAlsoWhileOthersWait() {
    aDay();
    long now = 4 * DAY;
    pay(now, now);
    pay(now - MINUTE, now);
    pay(now - 2 * MINUTE, now);
    int looks = 0;
    for (long next = now; next < now + MINUTE; looks++) {
      next = look(next);
    }
    assertTrue(looks > PAYERS * 8 / LOOK / 2, looks + " looks");
    assertTrue(looks < PAYERS * 8 / LOOK * 4, looks + " looks");
    assertTrue(mostAccesses < 10 * LOOK, mostAccesses + " accesses in a look");
    assertTrue(log.bytes() < 2_000, log.bytes() + " bytes");
  }
}
