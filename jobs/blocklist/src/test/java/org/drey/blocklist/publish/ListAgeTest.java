package org.drey.blocklist.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ListAgeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aListIsStaleAboveItsAgeAndNotAtIt() {
    Duration max = ListAge.USUAL_MAX;
    Duration at = ListAge.of(NOON, NOON.plus(max));
    assertEquals(max, at);
    assertFalse(ListAge.isStale(at, max));
    assertTrue(ListAge.isStale(at.plusMillis(1), max));
  }

  @Test
  void aListFromTheFutureIsNew() {
    assertEquals(Duration.ZERO, ListAge.of(NOON.plusSeconds(5), NOON));
  }
}
