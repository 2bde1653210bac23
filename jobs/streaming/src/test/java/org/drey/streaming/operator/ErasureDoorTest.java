package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;
import org.drey.event.DeadLetter;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Sample;
import org.junit.jupiter.api.Test;

/** The door of erasures: what can be read goes on, the rest becomes a dead letter. */
final class ErasureDoorTest {
  private static final RecordPosition PLACE = new RecordPosition(TopicNames.ERASURES, 3, 41);
  private static final long ASKED = Sample.START.toEpochMilli();
  private static final EntityKey PERSON = new EntityKey("uk", 2, "SUBJECT", "person-1");

  private static ChainedRun<ArrivedRecord<Erasure>, PlacedErasure> door() throws Exception {
    return new ChainedRun<>(new ErasureDoor());
  }

  private static ArrivedRecord<Erasure> erasure(EntityKind kind) {
    Erasure erasure = new Erasure("r-1", Sample.START, kind, "person-1", "uk", 2);
    return ArrivedRecord.of(PLACE, ASKED, ASKED, ArrivedRecord.NO_TIME, Duration.ZERO, erasure);
  }

  @Test
  void whatIsReadGoesOnAndDoesNotShowWhomItIsAbout() throws Exception {
    try (var door = door()) {
      door.send(erasure(EntityKind.SUBJECT));

      PlacedErasure placed = door.output().get(0);
      assertEquals(new PlacedErasure(PERSON, ASKED, PLACE), placed);
      assertFalse(placed.toString().contains("person-1"), placed.toString());
      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, door.count("erasures.read"));
    }
  }

  @Test
  void whatCannotBeReadIsADeadLetter() throws Exception {
    try (var door = door()) {
      door.send(erasure(EntityKind.UNKNOWN));
      door.send(
          ArrivedRecord.rejected(
              PLACE, ArrivedRecord.NO_TIME, 0, RejectReason.MALFORMED, "no value"));
      door.send(ArrivedRecord.rejected(PLACE, 0, 0, RejectReason.INTERNAL, "a.Fault"));

      assertEquals(List.of(), door.output());
      List<DeadLetter> letters = door.side(SideOutputs.DEAD_LETTERS);
      assertEquals(
          List.of("NOT_ALLOWED", "MALFORMED", "INTERNAL"),
          letters.stream().map(DeadLetter::getReason).toList());
      letters.forEach(one -> assertFalse(one.toString().contains("person-1"), one.toString()));
      assertEquals(1, door.count("erasures.rejected.NOT_ALLOWED"));
      assertEquals(1, door.count("decode.unexpected_errors"));
    }
  }
}
