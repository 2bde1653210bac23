package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.record.Arrival;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.Topics;
import org.drey.rules.schema.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which erasures are accepted, by their times alone. */
final class ErasuresTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Place PLACE = new Place(Topics.ERASURES, 0, 7);

  private final Erasures erasures = new Erasures();

  @ParameterizedTest
  @CsvSource({
    "PT5M, ",
    "PT5M0.001S, 'erasure_time: at most five minutes after the record was received'",
    "PT-48000H, "
  })
  void whatIsStillToComeIsNotErased(Duration asked, String detail) {
    Acceptance<Erasure> acceptance =
        new Acceptance<>(erasures.admission(), erasures.fileBindings(Configuration.DEFAULT));
    Erasure erasure =
        new Erasure("r", RECEIVED.plus(asked), EntityKind.SUBJECT, "token", "default", 1);
    Arrival<Erasure> arrival = acceptance.accept(erasure, PLACE, RECEIVED.toEpochMilli());
    assertEquals(detail, arrival.detail());
    assertEquals(RECEIVED.plus(asked).toEpochMilli(), arrival.eventTime());
    assertFalse(arrival.drivesClock());
  }
}
