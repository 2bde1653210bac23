package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.KeptObservations;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The largest entities of a correlate step, as monitoring sees them. */
final class LargestEntitiesTest {
  private static KeyedRun<Match, Finding> start(Backend backend) throws Exception {
    return KeyedRun.correlate(1, Start.empty(backend));
  }

  /** So many payments of a payer on a day. */
  private static List<Match> paid(String payer, int many, int day) {
    return Matches.of(
        IntStream.range(0, many)
            .mapToObj(
                i ->
                    Sample.payment(payer + "-" + day + "-" + i, payer, "q1")
                        .at(Duration.ofDays(day).plusSeconds(i)))
            .toList());
  }

  /** The events of the ten largest. */
  private static List<Long> events(KeyedRun<Match, Finding> run) {
    return IntStream.rangeClosed(1, LargestEntities.RANKS)
        .mapToObj(rank -> run.metric("largest_entity_events " + rank))
        .toList();
  }

  private static Match erasure(String payer) {
    RecordPosition place = new RecordPosition(TopicNames.ERASURES, 0, 1);
    RecordProvenance from = new RecordProvenance(place, SmallRules.COMPILED.mark());
    EntityKey entity = new EntityKey("default", 1, "SUBJECT", payer);
    return Match.erasure(entity, Sample.START.toEpochMilli(), from);
  }

  @ParameterizedTest
  @EnumSource
  void theTenWithTheMostEventsAreShown(Backend backend) throws Exception {
    try (var run = start(backend)) {
      for (int i = 1; i <= 12; i++) {
        run.sendAll(paid("p" + i, i, 0));
      }
      assertEquals(List.of(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L), events(run));

      run.sendAll(paid("p1", 100, 1));
      assertEquals(List.of(101L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L), events(run));
      assertTrue(run.metric("largest_entity_bytes 1") > 4 * run.metric("largest_entity_bytes 2"));
    }
  }

  /** They end when the page about rules says, in a log with chunks and in one without. */
  @ParameterizedTest
  @EnumSource
  void oneWhoseEventsEndBecomesSmallerAndGoes(Backend backend) throws Exception {
    int rule = SmallRules.head("three_payees").index();
    KeptObservations kept =
        KeptObservations.of(SmallRules.COMPILED, SmallRules.COMPILED.correlation(rule));
    try (var run = start(backend)) {
      run.sendAll(paid("p1", 40, 0));
      run.sendAll(paid("p1", 3, 30));
      run.sendAll(paid("p2", 8, 0));
      run.sendAll(paid("p2", 1, 30));
      run.clock(Duration.ofMillis(kept.neededMillis() - 1));
      assertEquals(List.of(43L, 9L), events(run).subList(0, 2));

      run.clock(Duration.ofMillis(kept.longestMillis()).plusMinutes(1));
      assertEquals(List.of(3L, 1L), events(run).subList(0, 2));

      run.clock(Duration.ofDays(30).plusMillis(kept.longestMillis()).plusMinutes(1));
      assertEquals(List.of(0L, 0L), events(run).subList(0, 2));
      assertEquals(0, run.metric("largest_entity_bytes 1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsErasedGoesAndTheNextMovesUp(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(paid("p1", 30, 0));
      run.sendAll(paid("p2", 2, 0));
      run.send(erasure("p1"));
      assertEquals(List.of(2L, 0L), events(run).subList(0, 2));
    }
  }

  /** State is not gone through for it. */
  @ParameterizedTest
  @EnumSource
  void afterARestartAnEntityIsShownOnceItIsWritten(Backend backend) throws Exception {
    OperatorSubtaskState state;
    try (var run = start(backend)) {
      run.sendAll(paid("p1", 30, 0));
      state = run.snapshot();
    }
    try (var run = KeyedRun.correlate(1, Start.from(state, backend))) {
      assertEquals(0, events(run).get(0));
      run.sendAll(paid("p1", 1, 1));
      assertEquals(31, events(run).get(0));
    }
  }
}
