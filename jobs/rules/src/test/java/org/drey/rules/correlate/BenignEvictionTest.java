package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.function.LongConsumer;
import org.drey.rules.InMemoryLog;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** Benign rules keep what they need of people who look benign, and find what they would find. */
class BenignEvictionTest {
  private static final int LIMIT = 4;

  private static final String SUPPORT =
      count("support", "payment", "subject, payee", "180d", "gte: " + LIMIT);

  private static final RuleSet BENIGN =
      TestRules.compile(
          PAYMENT,
          SUPPORT + TestRules.drey("BEN-01", "payer", "subject", "points: -20", "strength: 1"));

  /** The same rule without points keeps everything. */
  private static final RuleSet PLAIN = TestRules.compile(PAYMENT, SUPPORT);

  private static List<TestEvent> payments() {
    Random random = new Random(3);
    List<TestEvent> payments = new ArrayList<>();
    double day = 0;
    for (int i = 0; i < 400; i++) {
      day += random.nextInt(60) == 0 ? 100 : random.nextDouble() * 3;
      payments.add(
          Examples.payment("e" + i, day * 86_400)
              .with("payee", random.nextInt(3) == 0 ? "q2" : "q1"));
    }
    return payments;
  }

  private static Pipeline run(RuleSet rules) {
    return run(rules, bytes -> {});
  }

  private static Pipeline run(RuleSet rules, LongConsumer bytes) {
    Pipeline pipeline = new Pipeline(rules);
    Random random = new Random(9);
    List<TestEvent> arriving = new ArrayList<>(payments());
    for (int i = 1; i < arriving.size(); i++) {
      boolean near = arriving.get(i).time() - arriving.get(i - 1).time() < 80_000_000;
      if (near && random.nextBoolean()) {
        arriving.add(i - 1, arriving.remove(i));
      }
    }
    long newest = Long.MIN_VALUE;
    for (TestEvent payment : arriving) {
      pipeline.feed(payment);
      newest = Math.max(newest, payment.time());
      pipeline.advance(newest - Duration.ofDays(1).toMillis());
      bytes.accept(pipeline.bytes());
    }
    return pipeline;
  }

  @Test
  void whatIsSparedChangesNoFinding() {
    Pipeline benign = run(BENIGN);
    Pipeline plain = run(PLAIN);
    List<Finding> expected = plain.findings();
    List<Finding> found = benign.findings();
    assertTrue(expected.size() > 100);
    assertEquals(
        expected.stream().map(Finding::event).toList(),
        found.stream().map(Finding::event).toList());
    for (int i = 0; i < found.size(); i++) {
      assertTrue(found.get(i).observed() >= LIMIT);
      assertTrue(found.get(i).observed() <= expected.get(i).observed());
      List<String> evidence = found.get(i).evidence();
      assertTrue(evidence.size() >= LIMIT);
      assertTrue(expected.get(i).evidence().containsAll(evidence));
    }
  }

  @Test
  void littleIsKeptOfAPersonWhoLooksBenign() {
    LongSummaryStatistics kept = new LongSummaryStatistics();
    LongSummaryStatistics all = new LongSummaryStatistics();
    run(BENIGN, kept);
    run(PLAIN, all);
    assertTrue(
        kept.getMax() * 3 < all.getMax() && kept.getSum() * 5 < all.getSum(), kept + " of " + all);
  }

  @Test
  void noDetailsAreKeptWhereNoAlertShowsThem() {
    long[] sizes = {bytes(BENIGN, 0), bytes(BENIGN, 100), bytes(PLAIN, 0), bytes(PLAIN, 100)};
    assertEquals(sizes[0], sizes[1]);
    assertTrue(sizes[2] + 100 <= sizes[3]);
  }

  private static long bytes(RuleSet rules, int details) {
    InMemoryLog log = new InMemoryLog();
    Match match = TimeTest.match(rules, Examples.payment("e1", 0));
    EvidenceEvent seen = new EvidenceEvent(match.event(), match.time(), new byte[details]);
    Match detailed =
        new Match(
            match.entity(),
            match.rules(),
            seen,
            match.values(),
            false,
            match.first(),
            match.from());
    new Correlator(rules, 1, Examples.SCORE)
        .accept(detailed, Long.MIN_VALUE, log, TimeTest.output(finding -> {}));
    return log.bytes();
  }
}
