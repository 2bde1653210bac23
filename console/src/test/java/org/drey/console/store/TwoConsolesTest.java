package org.drey.console.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditChain;
import org.drey.console.audit.AuditLog;
import org.drey.console.work.AlertClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two consoles on one database. */
@Timeout(60)
final class TwoConsolesTest {
  private static final int ENTRIES = 60;

  @TempDir private Path place;
  private ConsoleDatabase one;
  private ConsoleDatabase other;

  @BeforeEach
  void open() throws Exception {
    List<ConsoleDatabase> both = FreshDatabase.openTwice(place.resolve("console.db"));
    one = both.get(0);
    other = both.get(1);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void theAuditOfBothIsOneChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (ConsoleDatabase database : List.of(one, other)) {
        AuditLog audit = new AuditLog(database);
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < ENTRIES; i++) {
                    audit.append("a17", "look", "alert-" + i, Map.of());
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    AuditChain.Result result = AuditChain.verify(one, null);
    assertNull(result.problem());
    assertEquals(2 * ENTRIES, result.entries());
  }

  @Test
  void aClaimIsSeenByBoth() {
    assertEquals("a17", new AlertClaims(one).claim("alert", "a17", Instant.EPOCH));
    assertEquals("a17", new AlertClaims(other).claim("alert", "a18", Instant.EPOCH));
  }

  @Test
  void oneKeepsTheIndexUntilItEnds() {
    assertTrue(one.keepsIndex());
    assertTrue(one.keepsIndex());
    assertFalse(other.keepsIndex());
    one.close();
    while (!other.keepsIndex()) {
      Thread.onSpinWait(); // until a server has noticed
    }
  }
}
