package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditChain;
import org.drey.console.audit.AuditLog;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.work.AnalystNotes;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analysts did on an alert goes some time after the alert. */
final class IndexMaintenanceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @TempDir private Path place;
  private final Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
  private final IndexMaintenance upkeep = new IndexMaintenance();
  private ConsoleDatabase database;
  private AnalystNotes notes;

  @BeforeEach
  void open() throws IOException {
    database = FreshDatabase.open(place.resolve("console.db"));
    IndexTables.read().prepare(database, "test");
    notes = new AnalystNotes(database);
    notes.add(alert.getAlertId(), new AnalystNotes.Note("n1", "a17", NOW, "a note"));
    new AuditLog(database).append("a17", "look", alert.getAlertId(), Map.of());
    write();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write() {
    IndexErasure noOne = IndexErasure.of(database);
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          writer.take(alert);
          writer.take(ConsoleAlerts.verdict(alert, "v1", NOW));
          writer.end("alerts", 0, 1);
        });
  }

  private int notes() {
    return notes.of(alert.getAlertId()).size();
  }

  @Test
  void whatNoSourceHasAnyMoreIsForgottenAfterAWhile() {
    upkeep.read(database, NOW);
    IndexTables.read().remake(database, "test");
    upkeep.read(database, NOW.plus(Duration.ofDays(1)));
    upkeep.read(database, NOW.plus(IndexMaintenance.GRACE));
    assertEquals(1, notes(), "missing for six days");
    upkeep.read(database, NOW.plus(IndexMaintenance.GRACE).plus(Duration.ofDays(1)));
    assertEquals(0, notes());
    AuditChain.Result audit = AuditChain.verify(database, null);
    assertNull(audit.problem());
    assertEquals(1, audit.erased());
  }

  @Test
  void whatIsBackInTimeStays() {
    IndexTables.read().remake(database, "test");
    upkeep.read(database, NOW);
    write();
    upkeep.read(database, NOW.plus(Duration.ofDays(6)));
    IndexTables.read().remake(database, "test");
    upkeep.read(database, NOW.plus(Duration.ofDays(9)));
    assertEquals(1, notes(), "missing since a moment ago");
    write();
    upkeep.read(database, NOW.plus(Duration.ofDays(30)));
    assertEquals(1, notes());
    assertEquals(1, new AlertIndex(database).verdicts(alert.getAlertId()).size());
  }

  @Test
  void aVerdictOnAnAlertThatIsGoneDoesNotStayForEver() {
    IndexTables.read().remake(database, "test");
    IndexErasure noOne = IndexErasure.of(database);
    database.write(
        connection ->
            new IndexWriter(connection, noOne).take(ConsoleAlerts.verdict(alert, "v1", NOW)));
    upkeep.read(database, NOW);
    assertEquals(1, new AlertIndex(database).verdicts(alert.getAlertId()).size());
    upkeep.read(database, NOW.plus(IndexMaintenance.GRACE));
    assertEquals(List.of(), new AlertIndex(database).verdicts(alert.getAlertId()));
  }

  @Test
  void aVerdictIsDeletedByItsAlertAndItsId() {
    Alert other = ConsoleAlerts.of(Track.PAYER, "another-person");
    IndexErasure noOne = IndexErasure.of(database);
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          writer.take(ConsoleAlerts.verdict(other, "v1", NOW));
          writer.removed(TopicNames.VERDICTS, alert.getAlertId() + "/v1");
        });
    AlertIndex index = new AlertIndex(database);
    assertEquals(List.of(), index.verdicts(alert.getAlertId()));
    assertEquals(1, index.verdicts(other.getAlertId()).size());
  }

  @Test
  void whoWasAwayForLongerThanADeletionIsKeptReadsAllAgain() {
    assertFalse(IndexMaintenance.wasAwayTooLong(database, NOW), "all was never read");
    upkeep.read(database, NOW);
    assertFalse(IndexMaintenance.wasAwayTooLong(database, NOW.plus(Duration.ofHours(11))));
    assertTrue(IndexMaintenance.wasAwayTooLong(database, NOW.plus(Duration.ofHours(13))));
  }
}
