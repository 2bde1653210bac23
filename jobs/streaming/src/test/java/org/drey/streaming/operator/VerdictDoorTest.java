package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.DeadLetter;
import org.drey.event.EntityKind;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.verdict.AlertIds;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;

/**
 * The door of verdicts: what is allowed goes to its entity, the rest becomes a dead letter that
 * says why not.
 */
final class VerdictDoorTest {
  private static final EntityKey PAYER = new EntityKey("uk", 2, "SUBJECT", "p1");
  private static final RecordPosition PLACE = new RecordPosition(TopicNames.VERDICTS, 3, 41);
  private static final Instant GIVEN = Sample.START;

  private static ChainedRun<ArrivedRecord<Verdict>, ScoreInput> door() throws Exception {
    return new ChainedRun<>(new VerdictDoor(SmallRules.COMPILED));
  }

  private static ArrivedRecord<Verdict> verdict(Consumer<Verdict> changed) {
    Verdict verdict = (Verdict) Sample.of(TopicNames.VERDICTS, "unused").record();
    verdict.setVerdictTime(GIVEN);
    verdict.setTokenDomain(PAYER.tokenDomain());
    verdict.setKeyVersion(PAYER.keyVersion());
    verdict.setEntity(PAYER.token());
    verdict.setAlertId(AlertIds.of(AlertTrack.PAYER, PAYER));
    changed.accept(verdict);
    long time = GIVEN.toEpochMilli();
    return ArrivedRecord.of(PLACE, time, time, ArrivedRecord.NO_TIME, Duration.ZERO, verdict);
  }

  private static void assertNotAllowed(String detail, Consumer<Verdict> changed) throws Exception {
    try (var door = door()) {
      door.send(verdict(changed));

      assertEquals(List.of(), door.output());
      DeadLetter letter = door.side(SideOutputs.DEAD_LETTERS).get(0);
      assertEquals("NOT_ALLOWED", letter.getReason());
      assertTrue(letter.getDetail().contains(detail), letter.getDetail());
      assertFalse(letter.getDetail().contains("p1"), letter.getDetail());
      assertEquals(
          List.of(PLACE.topic(), PLACE.partition(), PLACE.offset(), GIVEN),
          List.of(
              letter.getTopic(), letter.getPartition(), letter.getOffset(), letter.getEventTime()));
      assertEquals(1, door.count("verdicts.rejected.NOT_ALLOWED"));
    }
  }

  @Test
  void whatIsAllowedGoesToItsEntity() throws Exception {
    try (var door = door()) {
      door.send(verdict(verdict -> {}));

      ScoreInput input = door.output().get(0);
      assertEquals(PAYER, input.entity());
      assertEquals(PLACE, input.place());
      var read = input.verdict();
      assertEquals(GIVEN.toEpochMilli(), read.time());
      assertEquals("verdict-0001", read.id());
      assertEquals(List.of("finding-1", "finding-2"), read.seen());
      assertEquals(List.of("PAYNET"), read.suppress());
      assertEquals(30, read.suppressDays());
      assertTrue(read.hasSecondEyes());
      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, door.count("verdicts.read"));
    }
  }

  @Test
  void whereNoDaysAreSaidThereAreThirty() throws Exception {
    try (var door = door()) {
      door.send(verdict(verdict -> verdict.setSuppressDays(null)));

      assertEquals(30, door.output().get(0).verdict().suppressDays());
    }
  }

  @Test
  void whatIsNotAllowedIsADeadLetter() throws Exception {
    assertNotAllowed("alert_id", verdict -> verdict.setAlertId("another"));
    assertNotAllowed("alert_id", verdict -> verdict.setTrack(Track.FACILITATOR));
    assertNotAllowed("alert_id", verdict -> verdict.setKeyVersion(3));
    assertNotAllowed("track is not known", verdict -> verdict.setTrack(Track.UNKNOWN));
    assertNotAllowed("entity_kind", verdict -> verdict.setEntityKind(EntityKind.UNKNOWN));
    assertNotAllowed("verdict is not", verdict -> verdict.setVerdict(VerdictType.UNKNOWN));
    assertNotAllowed("reason", verdict -> verdict.setReason(VerdictReason.UNKNOWN));
    assertNotAllowed("takes_back", verdict -> verdict.setTakesBack("verdict-0000"));
    assertNotAllowed("suppress_days", verdict -> verdict.setSuppressDays(0L));
    assertNotAllowed("suppress_days", verdict -> verdict.setSuppressDays(91L));
    assertNotAllowed("suppress_days", verdict -> verdict.setSuppressDays(Long.MAX_VALUE));
    assertNotAllowed("suppress_days", verdict -> verdict.setSuppressDays(1L << 32));
  }

  @Test
  void whatCannotBeReadIsADeadLetterToo() throws Exception {
    try (var door = door()) {
      door.send(
          ArrivedRecord.rejected(
              PLACE, ArrivedRecord.NO_TIME, 0, RejectReason.MALFORMED, "no value"));
      door.send(ArrivedRecord.rejected(PLACE, 0, 0, RejectReason.INTERNAL, "a.Fault"));

      assertEquals(
          List.of("MALFORMED", "INTERNAL"),
          door.side(SideOutputs.DEAD_LETTERS).stream().map(DeadLetter::getReason).toList());
      assertEquals(1, door.count("decode.unexpected_errors"));
      assertEquals(List.of(), door.output());
    }
  }
}
