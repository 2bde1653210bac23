package org.drey.rules.correlate;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.SESSION;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.payment;
import static org.drey.rules.correlate.Examples.session;
import static org.drey.rules.correlate.Examples.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.drey.rules.Pipeline;
import org.drey.rules.RandomCases;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/** The score gets again what it keeps: the first and the last of a day, with any ids. */
class FindingUpdatesTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static RuleSet rules(String points, String... more) {
    String scored = count("often", "payment", "subject", "40h", "gte: 2");
    String[] lines = new String[more.length + 2];
    lines[0] = points;
    lines[1] = "strength: 0.5";
    System.arraycopy(more, 0, lines, 2, more.length);
    return compile(PAYMENT, scored + TestRules.drey("PAY-20", "payer", "subject", lines));
  }

  private static final RuleSet SCORED = rules("points: 20", "half_life: 30d", "family: PAYNET");
  private static final RuleSet BENIGN = rules("points: -20");

  private static Pipeline run(RuleSet rules, FindingAudience audience, Random random) {
    return run(rules, audience, random, 0);
  }

  /**
   * The findings of random payments in random order.
   *
   * @param devices from how many devices, 0 if none is named
   */
  private static Pipeline run(RuleSet rules, FindingAudience audience, Random random, int devices) {
    EntityBounds bounds =
        random.nextBoolean() ? EntityBounds.USUAL : new EntityBounds(1_000, new LogSizes(3, 3), 9);
    Pipeline pipeline = Bounded.pipeline(rules, audience, bounds);
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TestEvent event = payment("e" + random.nextInt(1_000) + "-" + i, 7_200 * random.nextInt(60));
      events.add(devices == 0 ? event : event.with("device", "d" + random.nextInt(devices)));
    }
    for (TestEvent event : events) {
      pipeline.feed(event);
    }
    for (int hour = 0; pipeline.entities() > 0; hour++) {
      pipeline.advance(Duration.ofHours(hour).toMillis());
    }
    return pipeline;
  }

  /** Of each day one finding, as text. */
  private static Map<Long, String> days(Pipeline pipeline, BinaryOperator<Finding> chosen) {
    Map<Long, Finding> days = new HashMap<>();
    pipeline.findings().forEach(f -> days.merge(Math.floorDiv(f.time(), DAY), f, chosen));
    Map<Long, String> texts = new HashMap<>();
    days.forEach((day, f) -> texts.put(day, f.id() + f.observed() + f.evidence()));
    return texts;
  }

  @Test
  void theFirstAndTheLastOfADayAreReportedAsTheyHaveSettled() {
    int fewer = 0;
    for (int seed = 0; seed < 40; seed++) {
      Pipeline all = run(SCORED, FindingAudience.EVERYTHING, new Random(seed));
      Pipeline score = run(SCORED, Examples.SCORE, new Random(seed));
      assertEquals(days(all, KeptByScore::first), days(score, KeptByScore::first));
      assertEquals(days(all, KeptByScore::last), days(score, KeptByScore::last));
      fewer += score.reported().size() < all.reported().size() ? 1 : 0;
    }
    assertTrue(fewer > 36, fewer + " of 40 with fewer reports");
  }

  /** Busy subjects, with windows in which dozens of events are. */
  private static final RuleSet DENSE =
      compile(
          PAYMENT,
          SESSION,
          scored("pays", count("pays", "payment", "subject", "3h", "gte: 3")),
          scored("often", count("often", "payment", "subject, payee", "1d", "gte: 20")),
          scored("far", count("far", "payment", "subject", "6h", "lt: 9")),
          scored(
              "devices",
              correlation(
                  "devices",
                  "type: value_count",
                  "rules: [payment]",
                  "group-by: [subject]",
                  "timespan: 4h",
                  "condition: {field: device, gte: 2}")),
          scored("both", temporal("temporal", "both", "payment, session", "subject", "1h")),
          scored("then", temporal("temporal_ordered", "then", "session, payment", "subject", "2h")),
          scored("built", count("built", "devices", "subject", "5h", "gte: 2")),
          scored("factor", count("factor", "payment", "subject", "4h", "gte: 3"))
              + "  quality: [{unless: {device: d1}, factor: 0.5, words: Not of the first one.}]\n",
          scored("severe", count("severe", "payment", "subject", "4h", "gte: 3"))
              + "  severity: 3\n  severe: {device: d2}\n");

  private static String scored(String indicator, String rule) {
    String[] points = {"points: 20", "strength: 0.5", "half_life: 30d", "family: PAYNET"};
    return rule + TestRules.drey(indicator, "payer", "subject", points);
  }

  /** Random events of two days, most of them late. */
  private static Pipeline dense(FindingAudience audience, Random random) {
    LogSizes sizes = random.nextBoolean() ? LogSizes.USUAL : new LogSizes(3, 3);
    Pipeline pipeline = Bounded.pipeline(DENSE, audience, new EntityBounds(4_096, sizes, 100));
    int devices = 1 + random.nextInt(6);
    for (int i = 0; i < 150; i++) {
      int second = 300 * random.nextInt(random.nextInt(4) == 0 ? 576 : 100);
      TestEvent event =
          random.nextInt(8) == 0 ? session("e" + i, second) : payment("e" + i, second);
      pipeline.feed(event.with("device", "d" + random.nextInt(devices)));
    }
    for (int hour = 0; pipeline.entities() > 0; hour++) {
      pipeline.advance(Duration.ofHours(hour).toMillis());
    }
    return pipeline;
  }

  @Test
  void ofRulesOfAllTypesTheScoreIsReportedAllThatItKeeps() {
    int fewer = 0;
    int cases = RandomCases.count(25);
    for (int i = 0; i < cases; i++) {
      long seed = RandomCases.seed(i);
      Pipeline all = dense(FindingAudience.EVERYTHING, new Random(seed));
      Pipeline score = dense(Examples.SCORE, new Random(seed));
      String failing = RandomCases.settings() + ", seed " + seed;
      assertEquals(KeptByScore.of(DENSE, all), KeptByScore.of(DENSE, score), failing);
      fewer += score.reported().size() < 0.9 * all.reported().size() ? 1 : 0;
    }
    assertTrue(fewer > cases / 2, fewer + " of " + cases + " with far fewer reports");
  }

  @Test
  void benignFindingsAreReportedOnce() {
    Pipeline score = run(BENIGN, Examples.SCORE, new Random(1));
    assertEquals(score.findings().size(), score.reported().size());
  }
}
