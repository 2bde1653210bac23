package org.drey.rules.schema;

import static org.drey.rules.TestStreams.SIGNALS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StreamSchemaTest {
  @Test
  void whatItsEventsCountForIsInASeparateField() {
    StreamSchema later = SIGNALS.withLateness(Duration.ofDays(1));
    assertEquals("confidence", later.confidence());
    assertEquals("expires_at", later.expiry());
  }

  @Test
  void aMisspeltConfidenceOrExpiryIsRefused() {
    assertEquals(
        "external-signals has no field confidance of type DOUBLE",
        assertThrows(
                IllegalArgumentException.class,
                () -> SIGNALS.withReliability("confidance", "expires_at"))
            .getMessage());
    assertEquals(
        "external-signals has no field expires of type LONG",
        assertThrows(
                IllegalArgumentException.class,
                () -> SIGNALS.withReliability("confidence", "expires"))
            .getMessage());
  }

  @Test
  void aTimeIsNoConfidence() {
    assertThrows(IllegalArgumentException.class, () -> SIGNALS.withReliability("expires_at", null));
  }
}
