package org.drey.console.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.RefusedException;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.access.SignedInPerson;
import org.drey.console.audit.AuditLog;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.FeedReading;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexFeed;
import org.drey.console.index.IndexSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.SentVerdicts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions on an alert about one who has another as a young person. */
final class AlsoVictimTest {
  @TempDir private Path place;
  private Path folder;
  private ConsoleDatabase database;
  private IndexSource source;
  private DecisionProcess deciding;
  private final Alert alert = ConsoleAlerts.onSoftEvidence(ConsoleAlerts.of(Track.PAYER, "c1"));
  private final Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(place.resolve("results"));
    database = FreshDatabase.open(place.resolve("console.db"));
    source = new FolderSource(folder, warning -> {});
    deciding =
        new DecisionProcess(
            new DecisionProcess.DecisionStores(
                source,
                new AlertIndex(database),
                new AnalystNotes(database),
                new SentVerdicts(database),
                new AuditLog(database)),
            ConsoleAlerts.VERDICTS,
            new FolderOutlet(folder));
    append(alert, child);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void append(Alert... alerts) throws IOException {
    ConsoleAlerts.append(folder, alerts);
    try (IndexFeed feed = source.open(database)) {
      FeedReading.toTheEnd(feed, database);
    }
  }

  private DecisionForm form(String choice, String alsoVictim) {
    return DecisionForm.of(
        Map.of(
            "generation", List.of(Long.toString(alert.getGeneration())),
            "revision", List.of(Long.toString(alert.getRevision())),
            "choice", List.of(choice),
            "also_victim", List.of(alsoVictim)));
  }

  private CheckedVerdict prepared(DecisionForm form) throws Exception {
    return deciding.prepare(alert, form, SignedInPerson.local("a17"), List.of(), Instant.now());
  }

  @Test
  void whatWouldConfirmThemIsSentIfTheOtherAlertIsNamed() throws Exception {
    DecisionForm unnamed = form("CONFIRMED|REPORTED", "");
    CheckedVerdict decision = prepared(unnamed);
    assertEquals(child.getAlertId(), decision.victimAlert());
    assertTrue(
        decision.effects().get(0).startsWith("The same person has an alert as a young person"),
        decision.effects().get(0));
    assertThrows(RefusedException.class, () -> deciding.give(alert, unnamed, decision));
    DecisionForm other = form("CONFIRMED|REPORTED", alert.getAlertId());
    assertThrows(RefusedException.class, () -> deciding.give(alert, other, decision));
    assertTrue(Files.notExists(folder.resolve("verdicts.jsonl")));

    deciding.give(alert, form("CONFIRMED|REPORTED", child.getAlertId()), decision);
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  @Test
  void whatClearsWhoeverPaysChildrenIsSentIfTheChildrenAreNamed() throws Exception {
    Alert payer = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.PAYER, "p9"), "CHILD");
    append(payer);
    Map<String, List<String>> fields =
        Map.of(
            "generation", List.of(Long.toString(payer.getGeneration())),
            "revision", List.of(Long.toString(payer.getRevision())),
            "choice", List.of("BENIGN_EXPLAINED|LICENSED_SERVICE"));
    DecisionForm unnamed = DecisionForm.of(fields);
    SignedInPerson person = SignedInPerson.local("a17");
    CheckedVerdict decision = deciding.prepare(payer, unnamed, person, List.of(), Instant.now());
    assertTrue(
        decision.effects().get(0).startsWith("The hosts here are assured to be children"),
        decision.effects().get(0));
    assertThrows(RefusedException.class, () -> deciding.give(payer, unnamed, decision));
    assertTrue(Files.notExists(folder.resolve("verdicts.jsonl")));

    Map<String, List<String>> named = new HashMap<>(fields);
    named.put("also_child", List.of("yes"));
    deciding.give(payer, DecisionForm.of(named), decision);
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  @Test
  void whatClearsThemNeedsNoWord() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    CheckedVerdict decision = prepared(form);
    assertNull(decision.victimAlert());
    deciding.give(alert, form, decision);
    assertEquals(1, Files.readAllLines(folder.resolve("verdicts.jsonl")).size());
  }

  @Test
  void theyAreDecidedAloneUnlessTheOtherAlertIsWithdrawn() throws IOException {
    BulkRules bulk = new BulkRules(ConsoleAlerts.VERDICTS);
    assertEquals(Optional.of("a young person may need help"), bulk.alone(deciding.history(alert)));
    Alert withdrawn = ConsoleAlerts.next(child, child.getScore(), Instant.now());
    withdrawn.setState(AlertState.WITHDRAWN);
    append(withdrawn);
    assertNull(deciding.history(alert).victimAlert());
    assertEquals(Optional.empty(), bulk.alone(deciding.history(alert)));
  }
}
