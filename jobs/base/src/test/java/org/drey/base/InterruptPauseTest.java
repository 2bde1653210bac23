package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An end that is not cut short. */
final class InterruptPauseTest {
  @Test
  void aThreadIsInterruptedAgainAfterItsEnd() {
    List<Boolean> seen = new ArrayList<>();
    Thread.currentThread().interrupt();
    InterruptPause.during(() -> seen.add(Thread.currentThread().isInterrupted()));
    assertTrue(Thread.interrupted());
    InterruptPause.during(() -> seen.add(Thread.currentThread().isInterrupted()));
    assertFalse(Thread.interrupted());
    assertEquals(List.of(false, false), seen);
  }

  @Test
  void alsoIfTheEndFails() {
    Thread.currentThread().interrupt();
    assertThrows(
        IOException.class,
        () ->
            InterruptPause.during(
                () -> {
                  throw new IOException("no disk");
                }));
    assertTrue(Thread.interrupted());
  }
}
