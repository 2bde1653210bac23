package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.alerts.erasure.ErasureRequests;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.audit.AuditChain;
import org.drey.console.audit.AuditLog;
import org.drey.console.audit.SearchedToken;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.store.StoreException;
import org.drey.console.work.AlertClaims;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.FirstChoices;
import org.drey.console.work.SavedViews;
import org.drey.console.work.SentVerdicts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was erased leaves every table, though the job has deleted nothing yet. */
final class ErasuresTest {
  private static final String TOKEN = "payer_1%-token";
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final List<String> TABLES =
      List.of(
          "index_alert",
          "index_revision",
          "index_verdict",
          "index_case",
          "index_case_member",
          "work_claim",
          "work_note",
          "work_sent",
          "work_choice",
          "work_seen",
          "work_audit",
          "work_audit_payload",
          "work_erasure",
          "work_view");

  @TempDir private Path place;
  private final Alert own = ConsoleAlerts.of(Track.PAYER, TOKEN);
  private final Alert other = ConsoleAlerts.of(Track.PAYER, "another-person");
  private final Case star = ConsoleAlerts.star("payee", List.of(own, other));
  private Path folder;
  private ConsoleDatabase database;
  private AlertIndex index;
  private AnalystNotes notes;
  private AuditLog audit;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(place.resolve("results"));
    database = FreshDatabase.open(place.resolve("console.db"));
    index = new AlertIndex(database);
    notes = new AnalystNotes(database);
    audit = new AuditLog(database);
    AlertEvent event = other.getEvents().get(0);
    event.getPayment().setSubject(TOKEN);
    other.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, TOKEN, 2),
            new LinkedEntity(EntityKind.PAYEE, "payee", 3)));
    ConsoleAlerts.append(folder, own, other, star, verdict(own));
    readAll();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Verdict verdict(Alert alert) {
    Verdict verdict = ConsoleAlerts.verdict(alert, "verdict-1", now.minusSeconds(60));
    verdict.setEntityKind(alert.getEntityKind());
    verdict.setEntity(alert.getEntity());
    return verdict;
  }

  /** The database and what is beside it; none if it is on a server. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** A console that is started: the index is rebuilt. */
  private void readAll() throws IOException {
    try (IndexFeed feed = new FolderSource(folder, warning -> {}).open(database)) {
      FeedReading.toTheEnd(feed, database);
    }
  }

  private void erase(Instant until) throws IOException {
    EntityKey key = new EntityKey("default", 1, "SUBJECT", TOKEN);
    ConsoleAlerts.append(folder, ErasureRequests.of(key, "request-1", until));
    readAll();
  }

  /** Where a text is, in any column of any table. */
  private List<String> places(String text) {
    List<String> places = new ArrayList<>();
    for (String table : TABLES) {
      List<String> rows =
          database.read(
              connection ->
                  SqlStatements.list(connection, "SELECT * FROM " + table, ErasuresTest::row));
      rows.stream().filter(one -> one.contains(text)).forEach(one -> places.add(table));
    }
    return places;
  }

  private static String row(ResultSet row) throws SQLException {
    StringBuilder all = new StringBuilder();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = row.getObject(i);
      String text =
          value instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.ISO_8859_1)
              : String.valueOf(value);
      all.append(text).append('|');
    }
    return all.toString();
  }

  private void work() {
    String id = own.getAlertId();
    new AlertClaims(database).claim(id, "a17", now);
    notes.add(id, new AnalystNotes.Note("n1", "a17", now, "about them"));
    notes.add(
        other.getAlertId(),
        new AnalystNotes.Note("n2", "a17", now, "paid by " + TOKEN + "; not x" + TOKEN + "y"));
    new SentVerdicts(database)
        .add(new SentVerdicts.SentVerdict("v2", id, "a17", "LIKELY", now, "verdicts", 0, 1L));
    SavedViews views = new SavedViews(database);
    views.save("a17", new SavedViews.View(TOKEN, "track=PAYER"));
    views.save("a17", new SavedViews.View("a view of " + TOKEN.toUpperCase(Locale.ROOT), ""));
    new FirstChoices(database).add(verdict(own), List.of(ConsoleAlerts.verdict(own, "v0", now)));
    audit.append("a17", "look", id, Map.of());
    audit.append("a17", "search", null, Map.of("purpose", "is \"" + TOKEN + "\" the same?"));
    audit.append("a17", AuditLog.SEARCH, null, SearchedToken.details(TOKEN));
    audit.append("a17", AuditLog.SEARCH, null, SearchedToken.details("x" + TOKEN));
    audit.append("a17", "look", other.getAlertId(), Map.of("purpose", "a morning's work"));
  }

  @Test
  void nothingOfThemIsLeftAndTheAuditVerifies() throws IOException {
    work();
    assertTrue(places(TOKEN).containsAll(List.of("index_alert", "index_case", "work_note")));
    assertTrue(places(own.getAlertId()).containsAll(List.of("work_audit_payload", "work_choice")));
    erase(now);

    notes
        .of(other.getAlertId())
        .forEach(one -> assertEquals("paid by erased; not x" + TOKEN + "y", one.text()));
    notes.of(own.getAlertId()).forEach(one -> fail(one.text()));
    assertEquals(
        List.of("a view of erased", "erased"),
        new SavedViews(database).of("a17").stream().map(SavedViews.View::name).toList());
    database.write(connection -> SqlStatements.run(connection, "DELETE FROM work_note"));
    assertEquals(List.of(), places(TOKEN));
    assertEquals(List.of(), places(own.getAlertId()));
    database.cutLog();
    for (Path file : files()) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertFalse(bytes.contains(TOKEN), file.toString());
      assertFalse(bytes.contains(own.getAlertId()), file.toString());
    }

    Alert masked = index.alert(other.getAlertId()).orElseThrow();
    assertEquals("erased", masked.getEvents().get(0).getPayment().getSubject());
    assertEquals(
        List.of("payee"),
        masked.getLinkedEntities().stream().map(LinkedEntity::getEntity).toList());
    assertEquals(other.getScore(), masked.getScore());
    assertEquals(1, index.cases(other.getAlertId()).get(0).getMembers().size());

    AuditChain.Result result = AuditChain.verify(database, null);
    assertNull(result.problem());
    assertEquals(3, result.erased(), "the look and two searches");
    assertTrue(places("a morning's work").contains("work_audit_payload"));
  }

  @Test
  void whatComesAfterTheRequestOrIsReadAgainDoesNotBringThemBack() throws IOException {
    erase(now);
    ConsoleAlerts.append(
        folder,
        ConsoleAlerts.next(own, 80, now.minusSeconds(9)),
        ConsoleAlerts.next(other, 80, now.minusSeconds(9)),
        star,
        verdict(own));
    readAll();
    assertEquals(List.of(), places(TOKEN));
    assertFalse(index.alert(own.getAlertId()).isPresent());
    assertEquals(80, index.alert(other.getAlertId()).orElseThrow().getScore());
    assertEquals(
        1,
        database
            .read(c -> SqlStatements.number(c, "SELECT COUNT(*) FROM work_erasure"))
            .longValue());
  }

  @Test
  void whatHappensAfterwardsCountsAsNew() throws IOException {
    work();
    Alert later = ConsoleAlerts.next(own, 71, now);
    later.setFirstSeen(now.minusSeconds(600));
    later.setLastSeen(now.minusSeconds(500));
    later.getEvents().get(0).setEventTime(now.minusSeconds(500));
    ConsoleAlerts.append(folder, later, star);
    erase(now.minusSeconds(3600));
    assertEquals(later, index.alert(own.getAlertId()).orElseThrow());
    assertEquals(1, notes.of(own.getAlertId()).size(), "a note of afterwards");
    assertEquals(
        Set.of(own.getAlertId(), other.getAlertId()),
        index.caseOf(List.of(own.getAlertId(), other.getAlertId())).keySet());
    assertNull(AuditChain.verify(database, null).problem());
  }

  @Test
  void aRequestThatIsDatedAheadIsRefusedAsTheJobDoes() throws IOException {
    erase(now.plusSeconds(3600));
    assertTrue(index.alert(own.getAlertId()).isPresent());
  }

  @Test
  void anErasureThatFailedHalfWayIsCarriedOutAgain() throws IOException {
    Erasure request =
        ErasureRequests.of(
            new EntityKey("default", 1, "SUBJECT", TOKEN), "request-1", now.plusSeconds(1));
    String count = "SELECT COUNT(*) FROM work_erasure";
    rename("index_case", "hidden_case");
    IndexErasure failing = IndexErasure.of(database);
    assertThrows(
        StoreException.class, () -> failing.carryOut(database, List.of(request), Instant.now()));
    assertEquals(0, (long) database.read(connection -> SqlStatements.number(connection, count)));
    assertTrue(index.alert(own.getAlertId()).isEmpty(), "their own alert goes first");

    rename("hidden_case", "index_case");
    IndexErasure.of(database).carryOut(database, List.of(request), Instant.now());
    assertEquals(1, (long) database.read(connection -> SqlStatements.number(connection, count)));
    assertEquals(List.of(), places(TOKEN));
  }

  private void rename(String table, String to) {
    database.write(
        connection -> SqlStatements.run(connection, "ALTER TABLE " + table + " RENAME TO " + to));
  }
}
