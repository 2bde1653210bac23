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
import org.drey.console.store.Database;
import org.drey.console.work.Notes;
import org.drey.event.Alert;
import org.drey.event.Topics;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analysts did on an alert goes some time after the alert. */
final class UpkeepTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @TempDir private Path place;
  private final Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
  private final Upkeep upkeep = new Upkeep();
  private Database database;
  private Notes notes;

  @BeforeEach
  void open() throws IOException {
    database = FreshDatabase.open(place.resolve("console.db"));
    IndexTables.read().prepare(database, "test");
    notes = new Notes(database);
    notes.add(alert.getAlertId(), new Notes.Note("n1", "a17", NOW, "a note"));
    new AuditLog(database).append("a17", "look", alert.getAlertId(), Map.of());
    write();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write() {
    Erasing noOne = Erasing.of(database);
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
    upkeep.read(database, NOW.plus(Upkeep.GRACE));
    assertEquals(1, notes(), "missing for six days");
    upkeep.read(database, NOW.plus(Upkeep.GRACE).plus(Duration.ofDays(1)));
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
    Erasing noOne = Erasing.of(database);
    database.write(
        connection ->
            new IndexWriter(connection, noOne).take(ConsoleAlerts.verdict(alert, "v1", NOW)));
    upkeep.read(database, NOW);
    assertEquals(1, new AlertIndex(database).verdicts(alert.getAlertId()).size());
    upkeep.read(database, NOW.plus(Upkeep.GRACE));
    assertEquals(List.of(), new AlertIndex(database).verdicts(alert.getAlertId()));
  }

  @Test
  void aVerdictIsDeletedByItsAlertAndItsId() {
    Alert other = ConsoleAlerts.of(Track.PAYER, "another-person");
    Erasing noOne = Erasing.of(database);
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, noOne);
          writer.take(ConsoleAlerts.verdict(other, "v1", NOW));
          writer.removed(Topics.VERDICTS, alert.getAlertId() + "/v1");
        });
    AlertIndex index = new AlertIndex(database);
    assertEquals(List.of(), index.verdicts(alert.getAlertId()));
    assertEquals(1, index.verdicts(other.getAlertId()).size());
  }

  @Test
  void whoWasAwayForLongerThanADeletionIsKeptReadsAllAgain() {
    assertFalse(Upkeep.wasAwayTooLong(database, NOW), "all was never read");
    upkeep.read(database, NOW);
    assertFalse(Upkeep.wasAwayTooLong(database, NOW.plus(Duration.ofHours(11))));
    assertTrue(Upkeep.wasAwayTooLong(database, NOW.plus(Duration.ofHours(13))));
  }
}
