package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Track;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Seen;
import org.drey.rules.event.EntityKey;
import org.drey.rules.event.EventId;
import org.drey.rules.score.UnknownVersionException;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streams.event.Place;
import org.drey.streams.event.PlacedFinding;
import org.drey.streams.event.ScoreInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The score step in Flink: revisions, endings, and what it leaves behind. */
final class ScoreEntitiesTest {
  private static final EntityKey PAYER = new EntityKey("default", 1, "SUBJECT", "p1");

  private static KeyedRun<ScoreInput, Alert> start(Backend backend) throws Exception {
    return KeyedRun.score(Start.empty(backend));
  }

  /** A finding of a small rule about the payer. */
  private static ScoreInput found(String rule, String event, Duration sinceStart) {
    return found(rule, event, sinceStart, 3);
  }

  private static ScoreInput found(String rule, String event, Duration sinceStart, int events) {
    RuleHead head = SmallRules.head(rule);
    EventId id = new EventId("bank.example", event, 1);
    String[] group = {PAYER.token()};
    Finding finding =
        new Finding(
            Finding.id(head.id(), List.of("subject"), group, id),
            head.index(),
            PAYER,
            PAYER.tokenDomain(),
            id,
            Sample.START.plus(sinceStart).toEpochMilli(),
            group,
            events,
            List.of(new Seen(id, Sample.START.plus(sinceStart).toEpochMilli(), new byte[0])),
            events,
            1,
            Finding.NEVER);
    return ScoreInput.of(
        new PlacedFinding(finding, new Place("payments", 0, 7), SmallRules.COMPILED.mark()));
  }

  /** Evidence of two families and streams: it opens an alert. */
  private static List<ScoreInput> enough(int day) {
    return List.of(
        found("three_payees", "a" + day, Duration.ofDays(day)),
        found("paid_and_watched", "b" + day, Duration.ofDays(day).plusHours(1)));
  }

  private static Alert last(KeyedRun<ScoreInput, Alert> run) {
    return run.output().get(run.output().size() - 1);
  }

  @ParameterizedTest
  @EnumSource
  void littleEvidenceSaysNothing(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(found("three_payees", "a", Duration.ZERO));

      assertEquals(List.of(), run.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertIsReportedWithAllThatExplainsIt(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));

      assertEquals(1, run.output().size());
      Alert alert = last(run);
      assertEquals(1, alert.getRevision());
      assertEquals(1, alert.getEpisode());
      assertEquals(AlertState.OPEN, alert.getState());
      assertEquals(Track.PAYER, alert.getTrack());
      assertTrue(alert.getNotify());
      assertEquals(Band.ALERT, alert.getBand());
      assertEquals(List.of("LIVESTREAM", "PAYMENT"), alert.getStreams());
      assertEquals(Sample.START, alert.getFirstSeen());
      assertEquals(Sample.START.plus(Duration.ofHours(1)), alert.getAsOf());
      assertEquals(
          List.of("T-LINK", "T-PAYEES"),
          alert.getReasons().stream().map(r -> r.getIndicator()).toList());
      double sum = alert.getReasons().stream().mapToDouble(r -> r.getPoints()).sum();
      assertEquals(alert.getScore(), sum, 1e-9);
      assertFalse(alert.getContentAssessed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatChangesNothingIsNoRevision(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.sendAll(enough(0)); // reported again after a crash
      run.send(found("three_payees", "later the same day", Duration.ofHours(2)));
      run.clock(Duration.ofDays(60));

      assertEquals(1, run.output().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullerVersionOfAFindingIsARevisionThatNoOneIsWokenFor(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.send(found("three_payees", "a0", Duration.ZERO, 4));

      assertEquals(2, last(run).getRevision());
      assertFalse(last(run).getNotify());
      assertEquals(4, last(run).getReasons().get(1).getObserved());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEarlierFindingOfTheSameDayTakesThePlaceOfTheLaterOne(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.send(found("three_payees", "earlier", Duration.ofHours(-3)));

      assertEquals(2, last(run).getRevision());
      assertEquals(Sample.START.minus(Duration.ofHours(3)), last(run).getFirstSeen());
      assertEquals(List.of("earlier"), last(run).getReasons().get(1).getEvidence());
    }
  }

  @ParameterizedTest
  @EnumSource
  void lateEvidenceThatUndoesAnEpisodeWithdrawsTheAlert(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(1));
      run.clock(Duration.ofDays(1));
      run.send(found("to_family", "z", Duration.ofHours(12)));

      assertEquals(AlertState.WITHDRAWN, last(run).getState());
      assertEquals(2, last(run).getRevision());
      assertTrue(last(run).getNotify());
      assertEquals(List.of(), last(run).getReasons());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWithdrawnAlertMayOpenAgain(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(1));
      run.send(found("to_family", "z", Duration.ofHours(12)));
      run.send(found("reported", "r", Duration.ofDays(2)));

      assertEquals(AlertState.OPEN, last(run).getState());
      assertEquals(3, last(run).getRevision());
      assertEquals(1, last(run).getEpisode());
      assertTrue(last(run).getNotify());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfFindingsDoesNotChangeTheLastRevision(Backend backend) throws Exception {
    List<ScoreInput> findings = new ArrayList<>(enough(0));
    findings.addAll(enough(5));
    findings.add(found("reported", "r", Duration.ofDays(3)));
    findings.add(found("young", "y", Duration.ofDays(4)));
    findings.add(found("to_family", "f", Duration.ofDays(2)));
    Alert expected = null;
    for (int turn = 0; turn < findings.size(); turn++) {
      Collections.rotate(findings, 1);
      try (var run = start(backend)) {
        run.sendAll(findings);
        Alert alert =
            run.output().stream()
                .filter(a -> a.getTrack() == Track.PAYER)
                .reduce((a, b) -> b)
                .orElseThrow();
        alert.setRevision(0);
        alert.setNotify(false);
        alert.setDueBy(null);
        alert.setEmittedAt(Sample.START);
        expected = expected == null ? alert : expected;
        assertEquals(expected, alert);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void after90QuietDaysByTheClockAnAlertIsClosed(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.clock(Duration.ofDays(90).plusHours(1)); // an entry of that moment would still count
      assertEquals(1, run.output().size());
      run.clock(Duration.ofDays(90).plusHours(1).plusMillis(1));

      assertEquals(AlertState.CLOSED, last(run).getState());
      assertEquals(2, last(run).getRevision());
      assertFalse(last(run).getNotify());
    }
  }

  @ParameterizedTest
  @EnumSource
  void newEvidenceKeepsAnAlertOpen(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.clock(Duration.ofDays(80));
      run.send(found("three_payees", "c", Duration.ofDays(80)));
      run.clock(Duration.ofDays(170));
      assertEquals(AlertState.OPEN, last(run).getState());
      run.clock(Duration.ofDays(170).plusMillis(1));

      assertEquals(AlertState.CLOSED, last(run).getState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void evidenceAfterTheEndIsANewEpisodeOfTheSameAlert(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.clock(Duration.ofDays(100));
      run.sendAll(enough(101));

      assertEquals(2, last(run).getEpisode());
      assertEquals(AlertState.OPEN, last(run).getState());
      assertEquals(1, run.output().stream().map(Alert::getAlertId).distinct().count());
      List<Long> revisions = run.output().stream().map(Alert::getRevision).toList();
      assertEquals(LongStream.rangeClosed(1, revisions.size()).boxed().toList(), revisions);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfABoundedRunConcludesNothing(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.end();

      assertEquals(1, run.output().size());
      assertEquals(AlertState.OPEN, last(run).getState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void timePassingAloneChangesNoScore(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      run.send(found("young", "y", Duration.ofDays(1))); // holds what comes after it
      run.send(found("three_payees", "c", Duration.ofDays(20)));
      double held = lastOf(run, Track.PAYER).getScore();
      assertEquals(29, held);
      for (int day = 20; day <= 109; day++) {
        run.clock(Duration.ofDays(day));
      }

      assertEquals(held, lastOf(run, Track.PAYER).getScore());
    }
  }

  private static Alert lastOf(KeyedRun<ScoreInput, Alert> run, Track track) {
    return run.output().stream()
        .filter(alert -> alert.getTrack() == track)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private static void assertForgotten(KeyedRun<ScoreInput, Alert> run) {
    for (String state :
        List.of(
            StateBook.SUMMARY, StateBook.LEDGERS, StateBook.LAST_REVISION, StateBook.EVIDENCE)) {
      assertEquals(List.of(), run.entities(state), state);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityThatNeverHadAnAlertIsForgotten(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(found("three_payees", "a", Duration.ZERO));
      run.send(found("young", "y", Duration.ofDays(1)));
      assertEquals(List.of(PAYER), run.entities(StateBook.SUMMARY));
      for (int day = 1; day < 400; day += 7) { // ten half-lives are 300 days
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityWhoseAlertWasClosedLongAgoIsForgotten(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(0));
      for (int day = 1; day < 6 * 365; day += 7) {
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntityWhoseAlertWasWithdrawnIsForgotten(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(1));
      run.send(found("to_family", "z", Duration.ofHours(12)));
      for (int day = 1; day < 6 * 365; day += 7) {
        run.clock(Duration.ofDays(day));
      }

      assertForgotten(run);
      assertEquals(0, run.timers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatIsRestoredGoesOnCountingRevisions(Backend backend) throws Exception {
    OperatorSubtaskState half;
    try (var before = start(backend)) {
      before.sendAll(enough(0));
      half = before.snapshot();
      before.sendAll(enough(1)); // lost with the crash
    }
    try (var after = KeyedRun.score(Start.from(half, backend))) {
      after.sendAll(enough(0));
      assertEquals(List.of(), after.output());
      after.sendAll(enough(1));
      assertEquals(2, after.output().get(0).getRevision());
      after.clock(Duration.ofDays(92));
      assertEquals(AlertState.CLOSED, last(after).getState());
    }
  }

  /** A hotline that sends seldom: what it reports is older than what is known is settled. */
  @ParameterizedTest
  @EnumSource
  void aReportOlderThanWhatIsSettledIsReportedAndCounted(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.send(found("three_payees", "a", Duration.ZERO));
      run.clock(Duration.ofDays(4));
      assertEquals(List.of(), run.output());
      run.send(found("reported", "r", Duration.ofHours(4)));

      assertEquals(AlertState.OPEN, last(run).getState());
      assertTrue(last(run).getNotify());
      assertEquals(1, run.count("score.behind_settled"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedAlertDoesNotOpenBecauseOfARestart(Backend backend) throws Exception {
    OperatorSubtaskState saved;
    try (var before = start(backend)) {
      before.sendAll(enough(0));
      before.clock(Duration.ofDays(95));
      assertEquals(AlertState.CLOSED, last(before).getState());
      saved = before.snapshot();
    }
    try (var after = KeyedRun.score(Start.from(saved, backend))) {
      after.send(found("three_payees", "a0", Duration.ZERO, 4)); // the settled version

      assertEquals(AlertState.CLOSED, last(after).getState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWithdrawnAlertIsDueADayAfterItIsReported(Backend backend) throws Exception {
    try (var run = start(backend)) {
      run.sendAll(enough(1));
      run.send(found("to_family", "z", Duration.ofHours(12)));

      assertEquals(AlertState.WITHDRAWN, last(run).getState());
      assertEquals(last(run).getEmittedAt().plus(Duration.ofDays(1)), last(run).getDueBy());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAlertShowsTheEventsBehindItsReasons(Backend backend) throws Exception {
    try (var steps = KeyedRun.correlate(1, Start.empty(backend));
        var run = start(backend)) {
      for (int day = 0; day < 3; day++) {
        steps.sendAll(
            Matches.of(Sample.payment("e" + day, "p1", "q" + day).at(Duration.ofDays(day))));
      }
      run.sendAll(steps.output().stream().map(ScoreInput::of).toList());
      run.send(found("reported", "r", Duration.ofDays(3)));

      Alert alert = last(run);
      assertEquals(KeyedRun.GENERATION, alert.getGeneration());
      assertEquals(
          List.of("r", "e2", "e1", "e0"),
          alert.getEvents().stream().map(AlertEvent::getEventId).toList());
      AlertEvent payment = alert.getEvents().get(1);
      assertEquals("payments", payment.getTopic());
      assertEquals("q2", payment.getPayment().getPayee());
      assertEquals(List.of("T-PAYEES"), payment.getIndicators());
      assertEquals(2, alert.getFindings().size());
      assertEquals(
          List.of("DEVICE device-token-1 1", "MERCHANT merchant-token-1 1", "PAYEE q2 1"),
          alert.getLinkedEntities().stream()
              .map(one -> one.getKind() + " " + one.getEntity() + " " + one.getFindings())
              .toList());
    }
  }

  /** Writes the summary of a release to come. */
  private static final class ReleaseToCome
      extends KeyedProcessFunction<EntityKey, ScoreInput, Alert> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(ScoreInput placed, Context context, Collector<Alert> out)
        throws Exception {
      getRuntimeContext()
          .getState(
              new ValueStateDescriptor<>(
                  StateBook.SUMMARY, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO))
          .update(new byte[] {9});
    }
  }

  @ParameterizedTest
  @EnumSource
  void stateOfAVersionThatIsNotKnownFailsTheTaskAndSaysWhatToDo(Backend backend) throws Exception {
    ScoreInput finding = found("three_payees", "a", Duration.ZERO);
    OperatorSubtaskState saved;
    try (var before = KeyedRun.inPlaceOfScore(new ReleaseToCome(), Start.empty(backend))) {
      before.send(finding);
      saved = before.snapshot();
    }
    try (var after = KeyedRun.score(Start.from(saved, backend))) {
      Exception failure = assertThrows(Exception.class, () -> after.send(finding));
      assertEquals(
          "the state of an entity is of version 9, this release knows up to 2: start the release"
              + " that wrote the savepoint, or a newer one",
          ExceptionUtils.findThrowable(failure, UnknownVersionException.class)
              .orElseThrow()
              .getMessage());
      assertEquals(List.of(), after.side(Outputs.DEAD_LETTERS));
    }
  }
}
