package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.drey.rules.correlate.Match;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger of a stream in the step that knows what an entity has seen. */
final class StreamCountsTest {
  /** A payment by p1 on a day. */
  private static Sample paid(String id, String payee, int day) {
    return Sample.payment(id, "p1", payee).at(Duration.ofDays(day));
  }

  /** The same match on its way to another entity than the first. */
  private static Match further(Match match) {
    return new Match(
        match.entity(),
        match.rules(),
        match.seen(),
        match.values(),
        match.late(),
        false,
        match.from());
  }

  @ParameterizedTest
  @EnumSource
  void eachEventIsInItOnce(Backend backend) throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(backend))) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1), paid("a", "q1", 0))));
      run.sendAll(Matches.late(paid("a", "q1", 0)));
      run.sendAll(Matches.late(paid("c", "q3", 0)));

      assertEquals(2, run.count("correlate-1.accepted.payments"));
      assertEquals(2, run.count("correlate-1.duplicate.payments"));
      assertEquals(1, run.count("correlate-1.late.payments"));
      assertEquals(0, run.count("correlate-1.refused.payments"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheFirstEntityCounts(Backend backend) throws Exception {
    Match match = Matches.of(paid("a", "q1", 0)).get(0);
    try (var run = KeyedRun.correlate(1, Start.empty(backend))) {
      run.sendAll(List.of(further(match)));
      assertEquals(0, run.count("correlate-1.accepted.payments"));
      run.sendAll(List.of(match));
      assertEquals(1, run.count("correlate-1.duplicate.payments"));
      assertEquals(1, run.count("correlate-1.duplicates"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsIsRefused(Backend backend) throws Exception {
    Match match = Matches.of(paid("a", "q1", 0)).get(0);
    Match ofOtherRules = Matches.from(match.from().place(), "of other rules", match);
    try (var run = KeyedRun.correlate(1, Start.empty(backend))) {
      run.sendAll(List.of(ofOtherRules, further(ofOtherRules)));
      assertEquals(1, run.count("correlate-1.refused.payments"));
      assertEquals(0, run.count("correlate-1.accepted.payments"));
    }
  }
}
