package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.SESSION;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.session;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.TreeSet;
import org.drey.rules.InMemoryLog;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** How often an entity is looked at, with the timers that a step sets and never takes away. */
class LooksTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long RETENTION = DAY + 10_000;

  private static final RuleSet TWO =
      TestRules.compile(PAYMENT, count("two", "payment", "subject", "10s", "gte: 2"));

  private RuleSet rules = TWO;
  private Correlator correlator = new Correlator(TWO, 1, FindingAudience.EVERYTHING);
  private final InMemoryLog log = new InMemoryLog();
  private final TreeSet<Long> timers = new TreeSet<>();
  private EntityKey entity;
  private int looks;

  private final Correlator.Output output =
      new Correlator.Output() {
        @Override
        public void finding(Finding finding) {}

        @Override
        public void forward(Match match) {}

        @Override
        public void dropped() {}
      };

  private void pay(String event, long time) {
    come(payment(event, time / 1e3), time);
  }

  private void come(TestEvent event, long time) {
    clock(time);
    Match match = TimeTest.match(rules, event);
    entity = match.entity();
    Correlator.StepResult taken = correlator.accept(match, time, log, output);
    if (taken.nextTimer() < taken.before()) {
      timers.add(taken.nextTimer());
    }
  }

  private void clock(long time) {
    while (!timers.isEmpty() && timers.first() <= time) {
      look(timers.pollFirst());
    }
  }

  private void look(long time) {
    looks++;
    long next = correlator.advance(entity, time, log, output);
    if (next < Long.MAX_VALUE) {
      timers.add(next);
    }
  }

  @Test
  void whatComesInDropsWhatHasEndedSoThatLooksAreFew() {
    int days = 30;
    long most = 0;
    for (int i = 0; i < 3 * days; i++) {
      pay("e" + i, 8 * HOUR * i);
      most = Math.max(most, log.bytes());
    }
    assertTrue(looks <= 1.2 * days, looks + " looks in " + days + " days");
    assertEquals(1, timers.size());
    assertTrue(most < 700, most + " bytes");
  }

  /** Begins with a session, by rules whose windows are so long. */
  private void beginWithASession(String payments, String sessions) {
    rules =
        TestRules.compile(
            PAYMENT,
            SESSION,
            count("two", "payment", "subject", payments, "gte: 2"),
            count("many", "session", "subject", sessions, "gte: 99"));
    correlator = new Correlator(rules, 1, FindingAudience.EVERYTHING);
    come(session("long", 0), 0);
  }

  /** One payment, and one a day later, for which a look at the first does. */
  private long payBesideASession() {
    beginWithASession("10s", "100d");
    pay("e1", DAY);
    long one = log.bytes();
    pay("e2", 2 * DAY);
    assertEquals(0, looks);
    return one;
  }

  @Test
  void whatHasEndedGoesWithWhatComesAlsoBehindWhatHasNot() {
    long one = payBesideASession();
    come(session("longer", 4 * 86_400), 4 * DAY);
    assertEquals(1, looks);
    assertTrue(log.bytes() <= one, log.bytes() + " bytes: e2 has gone");
  }

  @Test
  void whatHasEndedGoesAWeekLaterWhereNothingComes() {
    long one = payBesideASession();
    clock(9 * DAY);
    assertEquals(1, looks);
    assertTrue(log.bytes() >= one, log.bytes() + " bytes: e2 is there");
    clock(2 * DAY + RETENTION + RETENTION / 8 + 7 * DAY);
    assertEquals(2, looks);
    assertTrue(log.bytes() < one, log.bytes() + " bytes: e2 has gone");
  }

  @Test
  void whatMattersForLongStaysHalfAsLongAgain() {
    beginWithASession("40d", "200d");
    pay("e1", DAY);
    pay("e2", 11 * DAY);
    clock(65 * DAY);
    assertEquals(1, looks, "a week after the end of e2 there was none");
    clock(81 * DAY);
    assertEquals(2, looks);
  }

  @Test
  void nothingStaysMuchLongerThanTheNewest() {
    pay("e1", 0);
    pay("e2", RETENTION - HOUR);
    clock(2 * RETENTION);
    pay("e3", 3 * RETENTION);
    for (long time = 0; time < RETENTION; time += HOUR) {
      pay("x" + time, 4 * RETENTION + time);
    }
    clock(5 * RETENTION + RETENTION * 3 / 4);
    assertTrue(log.bytes() > 0);
    clock(6 * RETENTION + HOUR * 4);
    assertTrue(log.isEmpty());
    assertEquals(0, timers.size());
  }

  @Test
  void aLookBeforeItsTimeAsksForTheSameAgainAndChangesNothing() {
    pay("e1", 0);
    long wake = timers.first();
    long written = log.bytes();
    byte[] head = log.head();
    assertEquals(wake, correlator.advance(entity, wake - 2 * HOUR - RETENTION / 8, log, output));
    assertEquals(written, log.bytes());
    assertArrayEquals(head, log.head());
  }
}
