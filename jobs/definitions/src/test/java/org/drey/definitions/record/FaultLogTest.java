package org.drey.definitions.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the log says of a fault. */
final class FaultLogTest {
  @Test
  void itHasClassAndPlaceAndNoWordOfTheMessage() {
    String said = FaultLog.describe(new IllegalStateException("token-4711"));
    assertTrue(said.startsWith("java.lang.IllegalStateException"), said);
    assertTrue(said.contains(FaultLogTest.class.getName()), said);
    assertFalse(said.contains("4711"), said);
  }
}
