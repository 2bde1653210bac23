package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.rules.cases.AlertStanding;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step of cases in Flink: revisions, endings, and what it leaves behind. */
final class MakeCasesTest {
  private static final EntityKey PAYEE = new EntityKey("uk", 2, "PAYEE", "q1");

  private static KeyedRun<EntityLink, Case> start(Backend backend) throws Exception {
    return KeyedRun.cases(List.of("agent"), Start.empty(backend));
  }

  private static EntityKey payer(String token) {
    return new EntityKey("uk", 2, "SUBJECT", token);
  }

  private static long at(int day) {
    return Sample.START.plus(Duration.ofDays(day)).toEpochMilli();
  }

  private static EntityLink link(EntityKey payee, String payer, int day, boolean counts) {
    AlertStanding alert = new AlertStanding(counts, 52.7, at(0), at(day));
    return new EntityLink(payee, payer(payer), "PAYER", at(day), at(day), true, alert);
  }

  private static EntityLink link(String payer, int day) {
    return link(PAYEE, payer, day, true);
  }

  @ParameterizedTest
  @EnumSource
  void twoPayersOfOnePayeeAreACase(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(link("p1", 1));
      assertEquals(List.of(), run.output());
      run.send(link("p2", 2));

      assertEquals(1, run.output().size());
      Case one = run.output().get(0);
      assertEquals(EntityKind.PAYEE, one.getEntityKind());
      assertEquals(
          "q1 uk 2", one.getEntity() + " " + one.getTokenDomain() + " " + one.getKeyVersion());
      assertEquals(2, one.getDegree());
      assertEquals(
          Stream.of("p1", "p2").map(p -> AlertIds.of(AlertTrack.PAYER, payer(p))).sorted().toList(),
          one.getMembers().stream().map(CaseMember::getAlertId).toList());
      assertEquals(Sample.START, one.getFirstSeen());
      assertEquals(at(2), one.getLastSeen().toEpochMilli());
      assertEquals(KeyedRun.GENERATION, one.getGeneration());
      assertEquals(1, one.getRevision());
      assertTrue(CaseRecords.isThere(one));
      assertEquals(1, run.count("cases.revisions"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCaseThatIsNoneAnyMoreIsOneWithoutMembersUnderItsId(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(List.of(link("p1", 1), link("p2", 2), link(PAYEE, "p2", 3, false)));

      assertEquals(2, run.output().size());
      Case last = run.output().get(1);
      assertEquals(run.output().get(0).getCaseId(), last.getCaseId());
      assertEquals(2, last.getRevision());
      assertFalse(CaseRecords.isThere(last));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHubIsNoCase(Backend backend) throws Exception {
    EntityKey agent = new EntityKey("uk", 2, "PAYEE", "agent");
    try (var run = start(backend)) {
      run.sendAll(List.of(link(agent, "p1", 1, true), link(agent, "p2", 1, true)));

      assertEquals(List.of(), run.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStarIsStillKnownAfterARestart(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(link("p1", 1));
      OperatorSubtaskState saved = run.snapshot();
      try (var after = KeyedRun.cases(List.of(), Start.from(saved, backend))) {
        after.send(link("p2", 2));

        assertEquals(1, after.output().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCaseEndsWithItsAlertsAndLeavesNothingBehind(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(List.of(link("p1", 1), link("p2", 2)));
      assertEquals(1, run.timers());
      run.clock(Duration.ofDays(2 * 365));
      assertEquals(1, run.output().size());
      run.clock(Duration.ofDays(2 * 365 + 2));

      assertEquals(2, run.output().size());
      assertFalse(CaseRecords.isThere(run.output().get(1)));
      assertEquals(List.of(), run.entities(MakeCases.STAR));
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNoAlertNamesEndsWithItsTime(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(new EntityLink(PAYEE, payer("p1"), "PAYER", 1, at(1), true, null));
      run.clock(Duration.ofDays(121));
      assertEquals(List.of(PAYEE), run.entities(MakeCases.STAR));
      run.clock(Duration.ofDays(122));

      assertEquals(List.of(), run.output());
      assertEquals(List.of(), run.entities(MakeCases.STAR));
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfABoundedRunEndsNoCase(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(List.of(link("p1", 1), link("p2", 2)));
      run.end();

      assertEquals(1, run.output().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void stateThatCannotBeReachedFailsTheTask(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.breakState(new IllegalStateException("gone"));

      assertThrows(Exception.class, () -> run.send(link("p1", 1)));
    }
  }
}
