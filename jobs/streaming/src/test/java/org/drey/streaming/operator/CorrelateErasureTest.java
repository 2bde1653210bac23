package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Finding;
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
import org.drey.streaming.operator.CorrelateFunction.StateLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a correlate step keeps of an entity that was erased: nothing. */
final class CorrelateErasureTest {
  private static KeyedRun<Match, Finding> start(Backend backend) throws Exception {
    return KeyedRun.correlate(1, Start.empty(backend));
  }

  /** A payment by p1 on a day. */
  private static Sample paid(String id, String payee, int day) {
    return Sample.payment(id, "p1", payee).at(Duration.ofDays(day));
  }

  /** As many payments on a day, to so many payees in turn. */
  private static List<Match> paid100(String id, int payees, int day) {
    return Matches.of(
        IntStream.range(0, 100).mapToObj(i -> paid(id + i, "q" + i % payees, day)).toList());
  }

  private static List<String> threePayees(KeyedRun<Match, Finding> run) {
    Stream<Finding> findings = run.output().stream();
    return findings
        .filter(f -> SmallRules.COMPILED.head(f.rule()).name().equals("three_payees"))
        .map(f -> f.event().eventId() + " " + f.observed() + " " + f.evidence())
        .toList();
  }

  private static Match erasure(EntityKey entity, int day) {
    long time = Sample.START.plus(Duration.ofDays(day)).toEpochMilli();
    RecordPosition place = new RecordPosition(TopicNames.ERASURES, 0, 1);
    return Match.erasure(entity, time, new RecordProvenance(place, SmallRules.COMPILED.mark()));
  }

  @ParameterizedTest
  @EnumSource
  void ofAnEntityThatIsErasedNothingIsLeft(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(paid100("a", 1, 0)); // more than a head has: chunks that are remembered, too
      run.sendAll(Matches.of(Sample.payment("other", "p2", "q1")));
      run.send(erasure(new EntityKey("default", 1, "SUBJECT", "p1"), 1));

      List<EntityKey> others = List.of(new EntityKey("default", 1, "SUBJECT", "p2"));
      assertEquals(others, run.entities(CorrelateFunction.LOG));
      assertEquals(List.of(), run.entities(StateLog.CHUNKS));
      assertEquals(List.of(), run.entities(StateLog.EVENTS));
      assertEquals(1, run.count("correlate-1.erased"));
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
    }
  }

  /** It is no block, and nothing of before completes a window of what comes later. */
  @ParameterizedTest
  @EnumSource
  void whatComesAfterAnErasureCountsAsNew(Backend backend) throws Exception {
    EntityKey payer = new EntityKey("default", 1, "SUBJECT", "p1");
    try (var run = start(backend)) {
      run.sendAll(paid100("a", 2, 0));
      run.send(erasure(payer, 1));
      run.sendAll(Matches.of(paid("a0", "q0", 1)));
      run.sendAll(Matches.of(paid("b", "q2", 2)));
      assertEquals(List.of(), threePayees(run));
      run.sendAll(paid100("c", 2, 2));
      assertFalse(threePayees(run).isEmpty());
      assertTrue(threePayees(run).stream().noneMatch(line -> line.contains("a1")));
    }
  }
}
