package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drey.console.access.OpenIdProvider.Attempt;
import org.junit.jupiter.api.Test;

/** What a browser keeps of an attempt to sign in. */
final class SealedAttemptsTest {
  private static final Instant NOW = Instant.parse("2026-01-16T09:00:00Z");
  private static final Attempt ATTEMPT = new Attempt("state", "nonce", "verifier");

  private final SealedAttempts attempts = new SealedAttempts();

  @Test
  void itIsOpenedForTenMinutesByTheProcessThatSealedIt() {
    String kept = attempts.seal(ATTEMPT, NOW);
    assertEquals(Optional.of(ATTEMPT), attempts.open(kept, NOW.plus(Duration.ofMinutes(10))));
    assertEquals(
        Optional.empty(), attempts.open(kept, NOW.plus(Duration.ofMinutes(10)).plusMillis(1)));
    assertEquals(Optional.empty(), new SealedAttempts().open(kept, NOW));
    assertNotEquals(kept, attempts.seal(ATTEMPT, NOW));
    assertTrue(!kept.contains("verifier"), kept);
  }

  @Test
  void whatNoOneSealedIsNone() {
    for (String kept : new String[] {null, "", "?", "AAAA", "A".repeat(5000)}) {
      assertEquals(Optional.empty(), attempts.open(kept, NOW), String.valueOf(kept));
    }
  }
}
