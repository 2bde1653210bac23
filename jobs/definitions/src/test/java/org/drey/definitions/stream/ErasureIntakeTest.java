package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.rules.schema.RecordPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which erasures are accepted, by their times alone. */
final class ErasureIntakeTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T12:00:00Z");
  private static final RecordPosition PLACE = new RecordPosition(TopicNames.ERASURES, 0, 7);

  private final ErasureIntake erasures = new ErasureIntake();

  @ParameterizedTest
  @CsvSource({
    "PT5M, ",
    "PT5M0.001S, 'erasure_time: at most five minutes after the record was received'",
    "PT-48000H, "
  })
  void whatIsStillToComeIsNotErased(Duration asked, String detail) {
    RecordAcceptance<Erasure> acceptance =
        new RecordAcceptance<>(
            erasures.admission(), erasures.fileBindings(DreyConfiguration.DEFAULT));
    Erasure erasure =
        new Erasure("r", RECEIVED.plus(asked), EntityKind.SUBJECT, "token", "default", 1);
    ArrivedRecord<Erasure> arrival = acceptance.accept(erasure, PLACE, RECEIVED.toEpochMilli());
    assertEquals(detail, arrival.detail());
    assertEquals(RECEIVED.plus(asked).toEpochMilli(), arrival.eventTime());
    assertFalse(arrival.drivesClock());
  }
}
