package org.drey.rules.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.rules.Pipeline;
import org.drey.rules.RandomCases;
import org.drey.rules.TestEvent;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.LogSizes;
import org.junit.jupiter.api.Test;

/**
 * The correlator finds what the {@link NaiveEvaluator} finds, in any order of arrival: all four
 * types, ranges, chains within and across entities, ties, duplicates, missing values, several
 * worlds.
 */
class CorrelatorPropertyTest {
  private static final int CASES = RandomCases.count(250);

  /** What all runs are compared with, worked out once. */
  private static final List<Example> EXAMPLES = examples();

  private static final List<Run> RUNS =
      List.of(
          CorrelatorPropertyTest::bounded,
          CorrelatorPropertyTest::live,
          CorrelatorPropertyTest::behind);

  private record Example(long seed, RandomCase random, RuleSet rules, NaiveEvaluator naive) {}

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      long seed = RandomCases.seed(i);
      RandomCase random = new RandomCase(seed);
      RuleSet rules = random.compile();
      if (rules != null) {
        NaiveEvaluator naive = NaiveEvaluator.of(random.rules, random.events);
        examples.add(new Example(seed, random, rules, naive));
      }
    }
    return examples;
  }

  @Test
  void boundedRunsInAnyOrderFindWhatTheContractSays() {
    forEachCase(CorrelatorPropertyTest::bounded);
  }

  @Test
  void liveRunsWithLateEventsFindWhatTheContractSays() {
    forEachCase(CorrelatorPropertyTest::live);
  }

  @Test
  void runsBehindTheClockByLessThanTheAllowanceFindWhatTheContractSays() {
    forEachCase(CorrelatorPropertyTest::behind);
  }

  @Test
  void theScoreIsReportedAllThatItKeeps() {
    int fewer = 0;
    for (Example example : EXAMPLES) {
      for (Run run : RUNS) {
        Pipeline all = run(example, run, FindingAudience.EVERYTHING);
        Pipeline score = run(example, run, Examples.SCORE);
        assertEquals(
            KeptByScore.of(example.rules(), all),
            KeptByScore.of(example.rules(), score),
            () -> failing(example) + "\n" + example.random());
        fewer += score.reported().size() < all.reported().size() ? 1 : 0;
      }
    }
    assertTrue(fewer > EXAMPLES.size() / 20, fewer + " runs with fewer reports");
  }

  private interface Run {
    void with(Pipeline pipeline, List<TestEvent> events, Random random);
  }

  private static Pipeline run(Example example, Run run, FindingAudience audience) {
    Random random = new Random(example.seed());
    List<TestEvent> events = withRepeats(example.random().events, random);
    Pipeline pipeline = Bounded.pipeline(example.rules(), audience, bounds(random));
    run.with(pipeline, events, random);
    pipeline.advance(Long.MAX_VALUE);
    return pipeline;
  }

  /** With what a case is drawn again. */
  private static String failing(Example example) {
    return RandomCases.settings() + ", seed " + example.seed();
  }

  private static void forEachCase(Run run) {
    int chained = 0;
    int elsewhere = 0;
    int found = 0;
    for (Example example : EXAMPLES) {
      RuleSet rules = example.rules();
      List<String> expected = example.naive().lines();
      Pipeline pipeline = run(example, run, FindingAudience.EVERYTHING);
      List<String> actual = pipeline.lines().stream().sorted().toList();
      String failing = failing(example);
      if (!expected.equals(actual)) {
        fail(failing + difference(expected, actual) + "\n" + example.random());
      }
      List<String> fed = pipeline.fed().stream().sorted().toList();
      assertEquals(
          example.naive().fed(), fed, () -> "who is scored, " + failing + "\n" + example.random());
      assertEquals(0, pipeline.entities(), () -> "state is left, " + failing);
      chained += rules.correlations().stream().anyMatch(rule -> rule.pass() == 2) ? 1 : 0;
      elsewhere +=
          rules.correlations().stream().anyMatch(CorrelatorPropertyTest::scoresAnother) ? 1 : 0;
      found += (int) expected.stream().filter(line -> line.startsWith("c")).count();
    }
    int compared = EXAMPLES.size();
    assertTrue(compared > CASES / 3, compared + " cases compared");
    assertTrue(chained > CASES / 20, chained + " cases with a second pass");
    assertTrue(elsewhere > CASES / 20, elsewhere + " cases that score another entity");
    assertTrue(found > 10 * compared, found + " findings");
  }

  private static boolean scoresAnother(CorrelationRule rule) {
    return rule.scored() != null && rule.scored() != rule.routing();
  }

  private static String difference(List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> extra = new ArrayList<>(actual);
    expected.forEach(extra::remove);
    return ", missing " + missing + ", too many " + extra;
  }

  /** Entities as usual, or cut so small that even few events are many. */
  private static EntityBounds bounds(Random random) {
    if (random.nextBoolean()) {
      return EntityBounds.USUAL;
    }
    LogSizes sizes = new LogSizes(1 + random.nextInt(6), 1 + random.nextInt(4));
    return new EntityBounds(1_000, sizes, random.nextInt(20));
  }

  private static List<TestEvent> withRepeats(List<TestEvent> events, Random random) {
    List<TestEvent> repeated = new ArrayList<>(events);
    events.stream()
        .filter(event -> random.nextInt(3) == 0)
        .forEach(event -> repeated.add(event.at(event.id().eventId(), event.time())));
    return repeated;
  }

  private static void bounded(Pipeline pipeline, List<TestEvent> events, Random random) {
    Collections.shuffle(events, random);
    events.forEach(pipeline::feed);
  }

  /** Arrival a while after the event; the clock is the slower stream's latest event. */
  private static void live(Pipeline pipeline, List<TestEvent> events, Random random) {
    Map<TestEvent, Integer> delays = new HashMap<>();
    int most = (int) RandomCase.LATENESS.toMillis() + 1;
    events.forEach(event -> delays.put(event, random.nextInt(most)));
    events.sort(Comparator.comparingLong(event -> event.time() + delays.get(event)));
    Map<String, Long> latest = new HashMap<>();
    for (TestEvent event : events) {
      long own = latest.merge(event.stream().topic(), event.time(), Math::max);
      pipeline.feed(event, event.time() < own - RandomCase.LATENESS.toMillis());
      if (latest.size() == 2 && random.nextBoolean()) {
        pipeline.advance(Collections.min(latest.values()) - 1);
      }
    }
  }

  /**
   * Each event comes in up to lateness and allowance after its time, by a clock that others drive:
   * it is at the moment of every arrival.
   */
  private static void behind(Pipeline pipeline, List<TestEvent> events, Random random) {
    long most = RandomCase.LATENESS.plus(RandomCase.ALLOWANCE).toMillis();
    Map<TestEvent, Long> arrivals = new HashMap<>();
    events.forEach(e -> arrivals.put(e, e.time() + random.nextLong(most)));
    events.sort(Comparator.comparingLong(arrivals::get));
    for (TestEvent event : events) {
      pipeline.advance(arrivals.get(event));
      pipeline.feed(event);
    }
  }
}
