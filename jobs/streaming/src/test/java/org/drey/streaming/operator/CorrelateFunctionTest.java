package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A correlate step in Flink: what it reports, when, and what it leaves behind. */
final class CorrelateFunctionTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private static KeyedRun<Match, Finding> start(Backend backend) throws Exception {
    return KeyedRun.correlate(1, Start.empty(backend));
  }

  /** A payment by p1 on a day. */
  private static Sample paid(String id, String payee, int day) {
    return Sample.payment(id, "p1", payee).at(Duration.ofDays(day));
  }

  /** Findings as lines such as {@code three_payees c 3 [c, b, a]}. */
  private static List<String> lines(Stream<Finding> findings) {
    return findings
        .map(
            f ->
                SmallRules.COMPILED.head(f.rule()).name()
                    + " "
                    + f.event().eventId()
                    + " "
                    + f.observed()
                    + " "
                    + f.evidence())
        .toList();
  }

  private static List<String> lines(KeyedRun<Match, Finding> run) {
    return lines(run.output().stream());
  }

  @ParameterizedTest
  @EnumSource
  void aConditionThatMoreEventsMakeTrueFiresOnArrival(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("c", "q3", 2))));

      assertEquals(List.of("three_payees c 3 [c, b, a]"), lines(run));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventThatComesLateCompletesTheWindowOfALaterOne(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("c", "q3", 2))));
      run.clock(Duration.ofHours(23));
      run.sendAll(Matches.of(paid("b", "q2", 0).at(Duration.ofHours(12))));

      assertEquals(List.of("three_payees c 3 [c, b, a]"), lines(run));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFindingWhoseWindowHasGrownIsReportedOnceMoreWhenItHasSettled(Backend backend)
      throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("d", "q3", 3))));
      run.sendAll(Matches.of(List.of(paid("c", "q4", 2), paid("c2", "q4", 2))));
      run.clock(Duration.ofDays(3).plus(SmallRules.SETTLES));

      List<Finding> reported = run.output();
      assertEquals(
          List.of(
              "three_payees d 3 [d, b, a]",
              "three_payees c 3 [c, b, a]",
              "three_payees c2 3 [c2, c, b, a]",
              "three_payees c 3 [c, c2, b, a]",
              "three_payees d 4 [d, c, c2, b, a]",
              "lone_payment a 1 [a]"),
          lines(reported.stream()));
      assertEquals(reported.get(0).id(), reported.get(4).id());
      assertTrue(reported.get(4).events() > reported.get(0).events());
    }
  }

  /** A resolver feed that was down for three hours while payments went on. */
  @ParameterizedTest
  @EnumSource
  void windowsBehindTheClockAreFoundAndCounted(Backend backend) throws Exception {
    for (int minutes : new int[] {5, 75, 180, 60 * 24 * 40}) {
      try (var run = start(backend)) {
        run.clock(Duration.ofMinutes(minutes));
        run.sendAll(Matches.of(Sample.query("a", "s1", "one.shop.example").at(Duration.ZERO)));
        run.sendAll(Matches.of(Sample.query("b", "s1", "two.shop.example").at(TICK)));
        run.sendAll(Matches.of(Sample.query("c", "s1", "two.shop.example").at(TICK.plus(TICK))));

        assertEquals(List.of("asked_often b 2 [b, a]", "asked_often c 2 [c, b, a]"), lines(run));
        int behind = minutes > 10 ? 3 : 0;
        assertEquals(behind, run.count("correlate-1.behind_clock.dns-queries"));
        int lost = minutes > 24 * 60 + 10 ? 3 : 0;
        assertEquals(lost, run.count("correlate-1.behind_allowance.dns-queries"));
      }
    }
  }

  /** One provider is a day ahead of the other, and what the other sends spoils a condition. */
  @ParameterizedTest
  @EnumSource
  void whatComesBehindTheClockStillSpoilsACondition(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(paid("b", "q2", 1)));
      run.clock(Duration.ofDays(1).plusHours(30));
      run.sendAll(Matches.of(paid("a", "q1", 0)));
      run.clock(Duration.ofDays(20));

      assertEquals(List.of("lone_payment a 1 [a]"), lines(run));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClockDoesNotGoBackThroughARestart(Backend backend) throws Exception {
    OperatorSubtaskState saved;
    try (var before = start(backend)) {
      before.sendAll(Matches.of(paid("old", "q9", 0)));
      before.clock(Duration.ofDays(90));
      saved = before.snapshot();
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      Start start = new Start(backend, saved, 2, subtask);
      try (var after = KeyedRun.correlate(1, start)) {
        for (String id : List.of("a", "b", "c")) {
          List<Match> own =
              Matches.of(paid(id, "q" + id, id.charAt(0) - 'a')).stream()
                  .filter(match -> start.owns(match.entity()))
                  .toList();
          after.sendAll(own);
          after.clock(Duration.ofDays(90).plusHours(id.charAt(0) - 'a'));
        }
        boolean owner = start.owns(new EntityKey("default", 1, "SUBJECT", "p1"));
        assertEquals(owner ? List.of("three_payees c 3 [c, b, a]") : List.of(), lines(after));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventCountsOnceHoweverOftenItComes(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("b", "q2", 1))));
      run.sendAll(Matches.of(List.of(paid("c", "q3", 2), paid("c", "q3", 2))));

      assertEquals(1, run.output().size());
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatThatIsLateIsNoDeadLetter(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(paid("a", "q1", 0)));
      run.clock(Duration.ofDays(5));
      run.sendAll(Matches.late(paid("a", "q1", 0)));

      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anythingElseThatIsLateIsADeadLetterAndChangesNothing(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1))));
      run.sendAll(Matches.late(paid("c", "q3", 0)));

      DeadLetter letter = run.side(SideOutputs.DEAD_LETTERS).get(0);
      assertEquals("LATE", letter.getReason());
      assertEquals(TopicNames.PAYMENTS, letter.getTopic());
      assertEquals(7, letter.getOffset());
      assertEquals(List.of(), run.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConditionThatMoreEventsCanSpoilWaitsUntilTheClockHasPassedItsSettleTime(Backend backend)
      throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(paid("a", "q1", 0)));
      run.clock(SmallRules.SETTLES.minus(TICK));
      assertEquals(List.of(), run.output());
      run.clock(SmallRules.SETTLES);
      assertEquals(List.of("lone_payment a 1 [a]"), lines(run));
      run.clock(Duration.ofDays(20));
      assertEquals(1, run.output().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventBeforeTheSettleTimeStillSpoilsIt(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(paid("b", "q2", 1)));
      run.clock(Duration.ofDays(1).plus(SmallRules.SETTLES).minus(TICK));
      run.sendAll(Matches.of(paid("a", "q1", 0)));
      run.clock(Duration.ofDays(10));

      assertEquals(List.of("lone_payment a 1 [a]"), lines(run));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfABoundedRunJudgesTheCompleteSet(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("c", "q3", 20))));
      run.end();

      assertEquals(
          List.of("lone_payment a 1 [a]", "lone_payment c 1 [c]", "three_payees c 3 [c, b, a]"),
          lines(run).stream().sorted().toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFindingOfAnotherEntityTravelsToTheSecondStep(Backend backend) throws Exception {
    try (var first = start(backend);
        var second = KeyedRun.correlate(2, Start.empty(backend))) {
      for (int i = 1; i <= 3; i++) {
        Sample one = Sample.payment("a" + i, "p1", "q" + i).at(Duration.ofHours(i));
        first.sendAll(Matches.of(one));
        first.sendAll(Matches.of(Sample.payment("b" + i, "p2", "q" + i).at(Duration.ofDays(i))));
      }
      List<Match> forwarded = first.side(SideOutputs.SECOND_PASS);
      assertEquals(List.of("q3", "q3"), forwarded.stream().map(m -> m.entity().token()).toList());

      second.sendAll(forwarded);
      assertEquals(List.of("shared_payee b3 2 [b3, a3]"), lines(second));
    }
  }

  /** One payment from long before makes each of 3,000 windows hold. */
  @ParameterizedTest
  @EnumSource
  void whatTheSecondStepWaitsForComesBeforeTheClock(Backend backend) throws Exception {
    int many = 3_000;
    try (var run = start(backend)) {
      run.sendAll(Matches.of(paid("a", "q1", 0)));
      for (int i = 0; i < many; i++) {
        Duration time = Duration.ofDays(1).plusSeconds(i);
        run.sendAll(Matches.of(Sample.payment("e" + i, "p1", "q2").at(time)));
      }
      run.sendAll(Matches.of(Sample.payment("b", "p1", "q3").at(Duration.ofHours(1))));
      run.clock(Duration.ofDays(1).plusSeconds(many).plus(SmallRules.SETTLES));

      assertEquals(many, run.side(SideOutputs.SECOND_PASS).size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterTheLongestWindowNothingIsLeft(Backend backend) throws Exception {
    try (var run = start(backend)) {
      for (int i = 0; i < 20; i++) {
        Sample one = Sample.payment("e" + i, "p" + i, "q").at(Duration.ofHours(i));
        run.sendAll(Matches.of(one));
      }
      assertEquals(20, run.timers()); // one for each entity, with any number of rules
      assertEquals(20, run.entities(CorrelateFunction.LOG).size());

      run.clock(SmallRules.RETENTION.minusMillis(1));
      assertEquals(20, run.entities(CorrelateFunction.LOG).size());
      assertEquals(20, run.timers());

      // Ends are rounded up, so that one look at an entity ends many of its groups.
      Duration rounding = SmallRules.RETENTION.dividedBy(8).plusHours(1);
      run.clock(SmallRules.RETENTION.plusHours(19).plus(rounding));
      assertEquals(0, run.timers());
      assertEquals(List.of(), run.entities(CorrelateFunction.LOG));
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterABoundedRunNothingIsLeft(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("c", "q3", 20))));
      run.end();

      assertEquals(0, run.timers());
      assertEquals(List.of(), run.entities(CorrelateFunction.LOG));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatIsRestoredHalfWayReportsTheSame(Backend backend) throws Exception {
    List<Match> matches = Matches.of(manyPayments());
    List<String> expected = new ArrayList<>();
    try (var whole = start(backend)) {
      whole.sendAll(matches);
      whole.clock(SmallRules.RETENTION.multipliedBy(3));
      expected.addAll(lines(whole));
    }
    assertTrue(expected.stream().anyMatch(line -> line.startsWith("lone_payment")));
    assertTrue(expected.stream().anyMatch(line -> line.startsWith("three_payees")));

    List<String> reported = new ArrayList<>();
    OperatorSubtaskState half;
    try (var before = start(backend)) {
      before.sendAll(matches.subList(0, matches.size() / 2));
      half = before.snapshot();
      reported.addAll(lines(before));
      before.sendAll(matches.subList(matches.size() / 2, matches.size())); // lost with the crash
    }
    try (var after = KeyedRun.correlate(1, Start.from(half, backend))) {
      after.sendAll(matches.subList(matches.size() / 2, matches.size()));
      after.clock(SmallRules.RETENTION.multipliedBy(3));
      reported.addAll(lines(after));
      assertEquals(0, after.timers());
    }
    assertEquals(expected.stream().sorted().toList(), reported.stream().sorted().toList());
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatGoesOnWithTwoSubtasksReportsTheSame(Backend backend) throws Exception {
    List<Match> matches = Matches.of(manyPayments());
    List<Match> rest = matches.subList(matches.size() / 2, matches.size());
    List<String> expected;
    try (var whole = start(backend)) {
      whole.sendAll(matches);
      whole.clock(SmallRules.RETENTION.multipliedBy(3));
      expected = lines(whole).stream().sorted().toList();
    }

    List<String> reported = new ArrayList<>();
    OperatorSubtaskState half;
    try (var one = start(backend)) {
      one.sendAll(matches.subList(0, matches.size() / 2));
      half = one.snapshot();
      reported.addAll(lines(one));
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      Start start = new Start(backend, half, 2, subtask);
      try (var of = KeyedRun.correlate(1, start)) {
        List<Match> own = rest.stream().filter(match -> start.owns(match.entity())).toList();
        assertFalse(own.isEmpty());
        of.sendAll(own);
        of.clock(SmallRules.RETENTION.multipliedBy(3));
        reported.addAll(lines(of));
        assertEquals(0, of.timers());
        assertEquals(List.of(), of.entities(CorrelateFunction.LOG));
      }
    }
    assertEquals(expected, reported.stream().sorted().toList());
  }

  /** Payments of ten payers over two months, out of order. */
  private static List<Sample> manyPayments() {
    return IntStream.range(0, 120)
        .mapToObj(
            i ->
                Sample.payment("e" + i, "p" + i % 10, "q" + i % 7)
                    .at(Duration.ofHours(12L * (i * 77 % 120))))
        .toList();
  }
}
