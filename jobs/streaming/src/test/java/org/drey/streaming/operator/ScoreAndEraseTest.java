package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One who is erased is gone from the score step, and from what it says of others. */
final class ScoreAndEraseTest {
  private static final EntityKey PAYEE = new EntityKey("default", 1, "PAYEE", "q1");

  private static final RecordPosition PLACE = new RecordPosition(TopicNames.ERASURES, 0, 3);

  /** A run of the step. */
  private record Run(
      KeyedBroadcastOperatorTestHarness<EntityKey, ScoreInput, ScoreNotice, Alert> harness)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IllegalStateException("the operator cannot be closed", e);
      }
    }
  }

  private static Run start(Backend backend, OperatorSubtaskState state) throws Exception {
    ScoreEntities score =
        new ScoreEntities(
            SmallRules.COMPILED, Duration.ofDays(90).toMillis(), 7, null, AlertRetention.USUAL);
    var run =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new ScoreAndErase(score, false), List.of(ScoreAndErase.erased())),
            ScoreInput::entity,
            EntityKeyType.ENTITY,
            128,
            1,
            0);
    run.setStateBackend(backend.create());
    if (state != null) {
      run.initializeState(state);
    }
    run.open();
    return new Run(run);
  }

  /** A finding about an entity, completed by a payment of p1 to q1. */
  private static ScoreInput found(String rule, EntityKey entity, Duration sinceStart) {
    Sample payment =
        Sample.payment("at-" + sinceStart.toHours(), PAYER.token(), PAYEE.token())
            .with("merchant", "shop")
            .with("device", null);
    return Findings.paid(rule, entity, payment, sinceStart);
  }

  private static PlacedErasure erasure(EntityKey entity, Duration sinceStart) {
    return new PlacedErasure(entity, Sample.START.plus(sinceStart).toEpochMilli(), PLACE);
  }

  private static void erase(Run run, PlacedErasure erasure) throws Exception {
    look(run, erasure);
    run.harness().processElement(new StreamRecord<>(ScoreInput.of(erasure)));
  }

  private static void look(Run run, PlacedErasure... erasures) throws Exception {
    ScoreNotice notice = ScoreNotice.looking(List.of(erasures));
    run.harness().processBroadcastElement(new StreamRecord<>(notice));
  }

  private static List<EntityKey> entities(Run run, String state) {
    try (Stream<EntityKey> keys =
        ((CoBroadcastWithKeyedOperator<?, ?, ?, ?>) run.harness().getOperator())
            .<EntityKey>getKeyedStateBackend()
            .getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.distinct().toList();
    }
  }

  private static void send(Run run, ScoreInput input) throws Exception {
    run.harness().processElement(new StreamRecord<>(input));
  }

  /** An alert of each of the two, that of the payee with the payer in it. */
  private static void alert(Run run) throws Exception {
    for (EntityKey one : List.of(PAYER, PAYEE)) {
      send(run, found("three_payees", one, Duration.ZERO));
      send(run, found("paid_and_watched", one, Duration.ofHours(1)));
    }
  }

  private static Alert last(Run run) {
    List<Alert> alerts = run.harness().extractOutputValues();
    return alerts.get(alerts.size() - 1);
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnAlertEndsAndNothingOfItIsLeft(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      erase(run, erasure(PAYER, Duration.ofHours(2)));

      Alert ended = last(run);
      assertEquals(PAYER.token(), ended.getEntity());
      assertFalse(AlertRecords.isThere(ended));
      for (String state :
          List.of(AlertsState.SUMMARY, AlertsState.LAST_REVISION, AlertsState.EVENTS, "links")) {
        assertEquals(List.of(PAYEE), entities(run, state), state);
      }
      List<EntityLink> links =
          run.harness().getSideOutput(SideOutputs.LINKS).stream()
              .map(StreamRecord::getValue)
              .toList();
      EntityLink toCase = links.get(links.size() - 1);
      assertEquals(List.of(PAYEE, PAYER), List.of(toCase.centre(), toCase.from()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void othersAlertsAreSaidAgainWithoutIt(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      Alert before = last(run);
      assertTrue(before.toString().contains("\"p1\""), before.toString());
      look(run, erasure(PAYER, Duration.ofHours(2)));

      Alert after = last(run);
      assertEquals(PAYEE.token(), after.getEntity());
      assertFalse(after.toString().contains("\"p1\""), after.toString());
      assertEquals(EntityKey.ERASED, after.getEvents().get(0).getPayment().getSubject());
      assertEquals(before.getRevision() + 1, after.getRevision());
      assertEquals(before.getScore(), after.getScore());
      assertFalse(after.getNotify());
      int revisions = run.harness().extractOutputValues().size();
      look(run, erasure(PAYER, Duration.ofHours(2)));
      assertEquals(
          revisions, run.harness().extractOutputValues().size(), "there is nothing left to mask");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyAlertIsWrittenAgain(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      List<Alert> before = run.harness().extractOutputValues();
      run.harness().processBroadcastElement(new StreamRecord<>(ScoreNotice.repeating()));
      List<Alert> all = run.harness().extractOutputValues();
      List<Alert> again = all.subList(before.size(), all.size());
      assertEquals(
          Set.of(PAYER.token(), PAYEE.token()),
          again.stream().map(Alert::getEntity).collect(Collectors.toSet()));
      for (Alert one : again) {
        Alert last =
            before.stream()
                .filter(alert -> alert.getAlertId().equals(one.getAlertId()))
                .max(Comparator.comparing(Alert::getRevision))
                .orElseThrow();
        assertEquals(last.getRevision() + 1, one.getRevision());
        assertEquals(last.getScore(), one.getScore());
        assertEquals(last.getState(), one.getState());
        assertEquals(last.getReasons(), one.getReasons());
        assertEquals(last.getNotify(), one.getNotify(), "it may be what was lost");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyAreLookedForTogether(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      int before = run.harness().extractOutputValues().size();
      PlacedErasure[] all = new PlacedErasure[50];
      for (int i = 1; i < all.length; i++) {
        all[i] = erasure(new EntityKey("default", 1, "HOST", "p" + i), Duration.ofHours(2));
      }
      all[0] = erasure(new EntityKey("default", 1, "SUBJECT", "\u00e9"), Duration.ofHours(2));
      look(run, all);
      look(run, all[0]);
      look(run, all[1]);
      assertEquals(before, run.harness().extractOutputValues().size(), "none of them is named");
      all[7] = erasure(PAYER, Duration.ofHours(2));
      look(run, all);

      List<Alert> said = run.harness().extractOutputValues().subList(before, before + 2);
      assertEquals(before + 2, run.harness().extractOutputValues().size());
      assertEquals(
          Set.of(PAYER.token(), PAYEE.token()), // that of the payer ends by its own erasure
          said.stream().map(Alert::getEntity).collect(Collectors.toSet()));
      Alert others = said.get(said.get(0).getEntity().equals(PAYEE.token()) ? 0 : 1);
      assertFalse(others.toString().contains("\"p1\""), others.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsErasedIsNotShownBeforeTheLookEither(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      int before = run.harness().extractOutputValues().size();
      ScoreNotice notice = ScoreNotice.of(erasure(PAYER, Duration.ofHours(2)));
      run.harness().processBroadcastElement(new StreamRecord<>(notice));
      assertEquals(before, run.harness().extractOutputValues().size());
      send(run, found("three_payees", PAYEE, Duration.ofHours(27)));
      assertEquals(PAYEE.token(), last(run).getEntity());
      assertEquals(
          EntityKey.ERASED,
          last(run).getEvents().get(last(run).getEvents().size() - 1).getPayment().getSubject());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOthersStateStillBringsUpDoesNotShowItAndWhatIsNewDoes(Backend backend) throws Exception {
    OperatorSubtaskState saved;
    try (var run = start(backend, null)) {
      alert(run);
      erase(run, erasure(PAYER, Duration.ofHours(2)));
      saved = run.harness().snapshot(1, 1);
    }
    try (var run = start(backend, saved)) {
      send(run, found("paid_and_watched", PAYEE, Duration.ofMinutes(90)));
      send(run, found("reported", PAYER, Duration.ofMinutes(90)));
      List<Alert> alerts = new ArrayList<>(run.harness().extractOutputValues());
      alerts.forEach(one -> assertFalse(one.toString().contains("\"p1\""), one.toString()));
      assertEquals(List.of(PAYEE), entities(run, AlertsState.SUMMARY));
      send(run, found("three_payees", PAYEE, Duration.ofHours(3)));
      assertTrue(last(run).toString().contains("\"p1\""), "it is no block");
      send(run, found("reported", PAYER, Duration.ofHours(3)));
      assertEquals(1, last(run).getRevision());
      assertEquals(PAYER.token(), last(run).getEntity());
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneOfAnotherWorldIsAnotherOne(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      int revisions = run.harness().extractOutputValues().size();
      EntityKey other = new EntityKey("default", 2, "SUBJECT", "p1");
      erase(run, erasure(other, Duration.ofHours(2)));
      List<Alert> all = run.harness().extractOutputValues();
      for (Alert ended : all.subList(revisions, all.size())) {
        assertFalse(AlertRecords.isThere(ended), "its alerts may be of an earlier job");
        assertEquals(2, ended.getKeyVersion());
      }
      assertEquals(
          List.of(PAYEE, PAYER),
          entities(run, AlertsState.SUMMARY).stream()
              .sorted(Comparator.comparing(EntityKey::kind))
              .toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatComesBetweenTheTwoWaysOfAnErasureIsErased(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      PlacedErasure erasure = erasure(PAYER, Duration.ofHours(2));
      send(run, ScoreInput.of(erasure));
      send(run, found("reported", PAYER, Duration.ofHours(1)));
      assertEquals(List.of(), entities(run, AlertsState.SUMMARY));
      look(run, erasure);
      send(run, found("reported", PAYER, Duration.ofHours(2)));
      assertEquals(List.of(), entities(run, AlertsState.SUMMARY));
      send(run, found("reported", PAYER, Duration.ofHours(3)));
      assertEquals(List.of(PAYER), entities(run, AlertsState.SUMMARY));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictOnWhatWasErasedIsADeadLetter(Backend backend) throws Exception {
    try (var run = start(backend, null)) {
      alert(run);
      erase(run, erasure(PAYER, Duration.ofHours(2)));
      send(run, verdict("before", Duration.ofHours(2), Duration.ofHours(1)));
      assertEquals(null, run.harness().getSideOutput(SideOutputs.DEAD_LETTERS));
      send(run, verdict("after", Duration.ofHours(3), Duration.ofHours(1)));
      assertEquals(
          List.of("what the verdict is about was erased"),
          run.harness().getSideOutput(SideOutputs.DEAD_LETTERS).stream()
              .map(letter -> letter.getValue().getDetail())
              .toList());
      assertEquals(List.of(), entities(run, AlertsState.VERDICTS));
    }
  }

  private static ScoreInput verdict(String id, Duration given, Duration seen) {
    Verdict verdict =
        new Verdict(
            id,
            Sample.START.plus(given).toEpochMilli(),
            Sample.START.plus(seen).toEpochMilli(),
            AlertIds.of(AlertTrack.PAYER, PAYER),
            AlertTrack.PAYER,
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            null,
            List.of(),
            List.of(),
            Verdict.SUPPRESS_DAYS,
            "one",
            null,
            "{}");
    return ScoreInput.of(PAYER, verdict, new RecordPosition("verdicts", 0, 5));
  }
}
