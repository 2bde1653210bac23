package org.drey.console.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.drey.console.FreshDatabase;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done to the audit shows. */
final class AuditChainTest {
  private static final int ENTRIES = 5;

  @TempDir private Path place;
  private ConsoleDatabase database;
  private AuditLog audit;

  @BeforeEach
  void open() throws IOException {
    database = FreshDatabase.open(place.resolve("console.db"));
    audit = new AuditLog(database);
    for (int i = 0; i < ENTRIES; i++) {
      audit.append("a17", "look", "alert-" + i, Map.of("revision", "1"));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AuditChain.Result after(String statement) {
    database.write(connection -> SqlStatements.run(connection, statement));
    return AuditChain.verify(database, null);
  }

  @Test
  void allIsAsItWasWritten() {
    AuditChain.Result result = AuditChain.verify(database, null);
    assertNull(result.problem());
    assertEquals(ENTRIES, result.entries());
    assertEquals(audit.head().hash(), result.head());
  }

  @Test
  void anEntryThatWasChangedShows() {
    AuditChain.Result result = after("UPDATE work_audit SET actor = 'b' WHERE entry = 3");
    assertEquals("entry 3 is not what was written, or follows another one", result.problem());
    assertEquals(2, result.entries());
  }

  @Test
  void anEntryThatIsMissingShows() {
    assertEquals("entry 2 is missing", after("DELETE FROM work_audit WHERE entry = 2").problem());
  }

  @Test
  void twoThatChangedPlacesShow() {
    String swapped =
        "UPDATE work_audit SET entry = CASE entry WHEN 3 THEN -4 WHEN 4 THEN -3 END"
            + " WHERE entry IN (3, 4)";
    database.write(connection -> SqlStatements.run(connection, swapped));
    assertEquals(
        "entry 3 is not what was written, or follows another one",
        after("UPDATE work_audit SET entry = -entry WHERE entry < 0").problem());
  }

  @Test
  void aPayloadThatWasChangedShows() {
    assertEquals(
        "the payload of entry 4 is not what was written",
        after("UPDATE work_audit_payload SET payload = '{}' WHERE entry = 4").problem());
  }

  @Test
  void aPayloadThatWasErasedIsCountedAndTheChainStays() {
    database.write(connection -> AuditLog.erase(connection, "alert-2", Long.MAX_VALUE));
    AuditChain.Result result = AuditChain.verify(database, null);
    assertNull(result.problem());
    assertEquals(1, result.erased());
    assertEquals(ENTRIES + 1, result.entries(), "the erasure is an entry, too");
    assertEquals(
        0,
        database.<Long>read(
            connection ->
                SqlStatements.number(
                    connection,
                    "SELECT COUNT(*) FROM work_audit_payload WHERE payload LIKE '%alert-2%'")));
  }

  @Test
  void aPayloadThatIsGoneWithoutAnErasureShows() {
    assertEquals(
        "the payload of entry 2 is gone, and no erasure says so",
        after("DELETE FROM work_audit_payload WHERE entry = 2").problem());
    database.write(connection -> AuditLog.erase(connection, "alert-3", Long.MAX_VALUE));
    assertEquals(
        "the payload of entry 2 is gone, and no erasure says so",
        AuditChain.verify(database, null).problem());
  }

  @Test
  void whatWasCutOffIsMissed() {
    assertEquals(
        "of 5 entries that were appended the newest are missing",
        after("DELETE FROM work_audit WHERE entry = 5").problem());
    database.write(
        connection -> SqlStatements.run(connection, "UPDATE work_audit_turn SET turn = 4"));
    assertEquals(
        "there are payloads of 1 entries that are missing",
        AuditChain.verify(database, null).problem());
    database.write(connection -> SqlStatements.run(connection, "DELETE FROM work_audit_payload"));
    assertEquals(
        "of 4 entries that were appended the newest are missing",
        after("DELETE FROM work_audit").problem());
  }

  @Test
  void whatWasCutOffWithCareShowsByAHeadThatWasKept() {
    String head = audit.head().hash();
    assertTrue(AuditChain.verify(database, head).containsHead());
    for (String statement :
        List.of(
            "DELETE FROM work_audit WHERE entry = 5",
            "DELETE FROM work_audit_payload WHERE entry = 5",
            "UPDATE work_audit_turn SET turn = 4")) {
      database.write(connection -> SqlStatements.run(connection, statement));
    }
    AuditChain.Result result = AuditChain.verify(database, head);
    assertNull(result.problem());
    assertFalse(result.containsHead());
  }

  @Test
  void aPayloadOfAnotherAlertShows() {
    assertEquals(
        "the alert of entry 4 is not the one of its payload",
        after("UPDATE work_audit_payload SET alert_id = 'zz' WHERE entry = 4").problem());
  }

  @Test
  void anErasureThatNoConsoleWritesShows() {
    audit.append("console", AuditEntry.ERASE, null, Map.of(AuditEntry.ENTRIES, "x y"));
    assertEquals(
        "entry 6 is none that a console writes", AuditChain.verify(database, null).problem());
  }

  @Test
  void twoLooksAtOneAlertHaveDifferentPayloads() {
    audit.append("a17", "look", "alert-0", Map.of("revision", "1"));
    long different =
        database.read(
            connection ->
                SqlStatements.number(
                    connection, "SELECT COUNT(DISTINCT payload_hash) FROM work_audit"));
    assertEquals(ENTRIES + 1, different);
  }
}
