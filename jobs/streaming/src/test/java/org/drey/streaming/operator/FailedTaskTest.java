package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.ExceptionUtils;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.live.ListSet;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.DreyConfiguration.Blocklists;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ScoreInput;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Match;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.fixture.TestLists;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What state throws, or what follows an operator, fails the task: no record may be lost. */
final class FailedTaskTest {
  static Stream<Throwable> faults() {
    return Stream.of(new IllegalStateException("bad, a token"), new StackOverflowError());
  }

  private static Sample paid(String id, String payee, int day) {
    return Sample.payment(id, "p1", payee).at(Duration.ofDays(day));
  }

  static List<Arguments> faultsOfState() {
    List<Arguments> all = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      faults().forEach(fault -> all.add(Arguments.of(backend, fault)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("faultsOfState")
  void whatStateThrowsFailsTheTask(Backend backend, Throwable failure) throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(backend))) {
      run.breakState(failure);
      Match match = Matches.of(paid("a", "q1", 0)).get(0);
      assertFails(failure, () -> run.send(match));
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
    }
    try (var run = KeyedRun.score(Start.empty(backend))) {
      run.breakState(failure);
      assertFails(failure, () -> run.send(finding("three_payees", "a")));
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatFollowsAnOperatorFailsTheTask(Throwable failure) throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(Backend.HEAP))) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1))));
      run.breakOutput(failure);
      Match third = Matches.of(paid("c", "q3", 2)).get(0);
      assertFails(failure, () -> run.send(third));
      assertEquals(0, run.count("correlate-1.unexpected_errors"));
    }
    try (var run = KeyedRun.score(Start.empty(Backend.HEAP))) {
      run.send(finding("three_payees", "a"));
      run.breakOutput(failure);
      assertFails(failure, () -> run.send(finding("paid_and_watched", "b")));
      assertEquals(0, run.count("score.unexpected_errors"));
    }
    try (var run = new ChainedRun<>(door())) {
      run.breakOutput(failure);
      assertFails(failure, () -> run.send(paid("a", "q1", 0).arrival(1)));
      assertEquals(0, run.count("door.unexpected_errors"));
    }
    ListSet lists = TestLists.of("l").with(EntryType.DOMAIN, "bad.example").inForce();
    try (var run =
        new ChainedRun<>(
            new MatchLists<>(
                new DnsQuestion(List.of()),
                () -> new TestLists.InForce(lists, null),
                Blocklists.DEFAULT))) {
      run.breakOutput(failure);
      assertFails(failure, () -> run.send(Sample.query("a", "s", "bad.example").arrival(1)));
      assertEquals(0, run.count("match.unexpected_errors"));
    }
  }

  private static void assertFails(Throwable failure, Executable work) {
    Throwable thrown = assertThrows(Throwable.class, work);
    assertSame(failure, ExceptionUtils.findThrowable(thrown, failure::equals).orElse(null));
  }

  private static DoorFunction<Payment> door() {
    var stream = StreamRegistry.of(TopicNames.PAYMENTS);
    CurrencyRates rates = new CurrencyRates(DreyConfiguration.DEFAULT);
    return new DoorFunction<>(
        new DoorSettings(
            stream.schema(),
            SmallRules.COMPILED,
            withoutRate -> stream.row(rates, SuffixList.BUNDLED, withoutRate),
            true,
            true));
  }

  private static ScoreInput finding(String rule, String event) {
    return Findings.of(rule, event, Duration.ZERO);
  }
}
