package org.drey.console.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.access.ConsoleRole;
import org.drey.console.access.SignedInPerson;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.DecisionProcess.NotNowException;
import org.drey.console.decide.DecisionProcess.Progress;
import org.drey.console.decide.DecisionProcess.Stage;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.FeedReading;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexFeed;
import org.drey.console.index.IndexSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.score.Band;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a form to a verdict in a folder. */
final class DecisionProcessTest {
  private static final SignedInPerson A18 = SignedInPerson.local("a18");

  @TempDir private Path place;
  private Path folder;
  private ConsoleDatabase database;
  private IndexSource source;
  private AlertIndex index;
  private AnalystNotes notes;
  private AuditLog audit;
  private DecisionProcess deciding;
  private IndexFeed feed;
  private Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(place.resolve("results"));
    ConsoleAlerts.append(folder, alert);
    database = FreshDatabase.open(place.resolve("console.db"));
    source = new FolderSource(folder, warning -> {});
    index = new AlertIndex(database);
    notes = new AnalystNotes(database);
    audit = new AuditLog(database);
    deciding =
        new DecisionProcess(
            new DecisionProcess.DecisionStores(
                source, index, notes, new SentVerdicts(database), audit),
            VerdictRules.of(ConsoleAlerts.RULES, SecondEyes.UNKNOWN),
            new FolderOutlet(folder));
    feed = source.open(database);
    readAll();
  }

  @AfterEach
  void close() {
    feed.close();
    database.close();
  }

  private void readAll() throws IOException {
    FeedReading.toTheEnd(feed, database);
  }

  private DecisionForm form(String choice, String note) {
    return DecisionForm.of(
        Map.of(
            "generation", List.of(Long.toString(alert.getGeneration())),
            "revision", List.of(Long.toString(alert.getRevision())),
            "choice", List.of(choice),
            "note", List.of(note)));
  }

  private CheckedVerdict prepared(DecisionForm form) throws NotNowException, RefusedException {
    return prepared(form, SignedInPerson.local("a17"));
  }

  private CheckedVerdict prepared(DecisionForm form, SignedInPerson person)
      throws NotNowException, RefusedException {
    return deciding.prepare(alert, form, person, List.of(), Instant.now());
  }

  @Test
  void whatIsDecidedIsInTheFolderWithItsNoteAndTheAudit() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "rang the bank");
    CheckedVerdict decision = prepared(form);
    assertTrue(
        decision.effects().stream().anyMatch(one -> one.startsWith("Closes the alert: ")),
        decision.effects().toString());
    assertTrue(Files.notExists(folder.resolve("verdicts.jsonl")));

    deciding.give(alert, form, decision);
    readAll();
    assertEquals(List.of(decision.verdict()), deciding.history(alert).verdicts());
    assertEquals("rang the bank", notes.of(alert.getAlertId()).get(0).text());
    assertEquals(2, audit.head().entries(), "decide, sent");
    assertEquals(
        Stage.WRITTEN, deciding.newest(deciding.history(alert), "a17").orElseThrow().stage());
    assertTrue(decision.isGiven(deciding.history(alert)));
  }

  @Test
  void whatTheJobHasTakenUpIsSaidWhenItHas() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    CheckedVerdict decision = prepared(form);
    deciding.give(alert, form, decision);
    Alert next = ConsoleAlerts.next(alert, alert.getScore(), Instant.now());
    next.setVerdict(decision.verdict().getVerdict().name());
    next.setVerdictTime(decision.verdict().getVerdictTime());
    ConsoleAlerts.append(folder, next);
    readAll();
    Alert now = index.alert(alert.getAlertId()).orElseThrow();
    assertEquals(
        new DecisionProcess.Progress(
            deciding.newest(deciding.history(now), "a17").orElseThrow().sent(),
            Stage.TAKEN_UP,
            "revision " + next.getRevision()),
        deciding.newest(deciding.history(now), "a17").orElseThrow());
  }

  @Test
  void ofTwoAtOnceTheLaterOneLearnsThatItClosedNothing() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    CheckedVerdict first = prepared(form);
    CheckedVerdict second =
        deciding.prepare(
            alert,
            form("CONFIRMED|REPORTED", ""),
            A18,
            List.of(),
            first.verdict().getVerdictTime().plusSeconds(60));
    deciding.give(alert, form, first);
    deciding.give(alert, form("CONFIRMED|REPORTED", ""), second);
    Alert next = ConsoleAlerts.next(alert, alert.getScore(), Instant.now());
    next.setState(AlertState.CLOSED);
    next.setClosedBy("UNFOUNDED");
    next.setVerdict("CONFIRMED");
    next.setVerdictTime(second.verdict().getVerdictTime());
    ConsoleAlerts.append(folder, next);
    readAll();
    VerdictHistory history = deciding.history(index.alert(alert.getAlertId()).orElseThrow());
    Progress later = deciding.newest(history, "a18").orElseThrow();
    assertEquals("a18", later.sent().analyst());
    assertEquals(Stage.TOO_LATE, later.stage());
    assertEquals("UNFOUNDED by a17", later.detail());
    assertFalse(history.isTooLateToClose(first.verdict()), "it did");
  }

  private List<String> waitingFor(SignedInPerson person) {
    return new AwaitingSecond(deciding, index).forPerson(person);
  }

  private DecisionProcess withSecondEyes() {
    SecondEyes eyes = new SecondEyes(true, Band.NONE);
    return new DecisionProcess(
        new DecisionProcess.DecisionStores(source, index, notes, new SentVerdicts(database), audit),
        VerdictRules.of(ConsoleAlerts.RULES, eyes),
        new FolderOutlet(folder));
  }

  @Test
  void aFirstVerdictIsNotShownToTheSecondAnalystBeforeThatOneHasChosen() throws Exception {
    deciding = withSecondEyes();
    DecisionForm confirmed = form("CONFIRMED|REPORTED", "");
    CheckedVerdict first = prepared(confirmed);
    assertNull(first.verdict().getSecondAnalyst());
    deciding.give(alert, confirmed, first);
    readAll();
    VerdictHistory history = deciding.history(alert);
    assertEquals(List.of(first.verdict()), deciding.proposals(history).ofOthers("a18"));
    assertEquals(List.of(), deciding.proposals(history).ofOthers("a17"));
    assertEquals(List.of(), deciding.beforeChoosing(history, "a18").verdicts());
    assertTrue(deciding.newest(history, "a18").isEmpty(), "nor what became of it");
    assertTrue(deciding.newest(history, "a17").isPresent());
    assertEquals(history, deciding.beforeChoosing(history, "a17"));
    assertEquals(List.of(alert.getAlertId()), waitingFor(A18));
    assertEquals(List.of(), waitingFor(SignedInPerson.local("a17")), "it is their own");
    SignedInPerson plain = new SignedInPerson("a18", ConsoleRole.all(Set.of(ConsoleRole.ANALYST)));
    assertEquals(List.of(), waitingFor(plain), "who may not agree");

    CheckedVerdict other = prepared(form("LIKELY|WATCHED", ""), A18);
    assertNull(other.verdict().getSecondAnalyst(), "they do not agree");
    CheckedVerdict same = prepared(form("CONFIRMED|REFERRED", ""), A18);
    assertEquals("a17", same.verdict().getSecondAnalyst());
    assertNull(prepared(confirmed).verdict().getSecondAnalyst(), "no one agrees with themselves");

    deciding.give(alert, form("CONFIRMED|REFERRED", ""), same);
    readAll();
    assertEquals(List.of(), deciding.proposals(deciding.history(alert)).verdicts());
    assertEquals(List.of(), waitingFor(A18), "answered");
  }

  @Test
  void aFirstVerdictThatWasAnsweredByMoreWorkWaitsForNoOne() throws Exception {
    deciding = withSecondEyes();
    DecisionForm confirmed = form("CONFIRMED|REPORTED", "");
    deciding.give(alert, confirmed, prepared(confirmed));
    DecisionForm more = form("NEEDS_MORE|MORE_DATA", "");
    CheckedVerdict asked =
        deciding.prepare(alert, more, A18, List.of(), Instant.now().plusSeconds(60));
    deciding.give(alert, more, asked);
    readAll();
    assertEquals(List.of(), waitingFor(A18));
    assertEquals(List.of(), waitingFor(new SignedInPerson("a19", A18.may())));
  }

  @Test
  void whatClosesNothingSaysNothingOfAFirstVerdict() throws Exception {
    deciding = withSecondEyes();
    DecisionForm confirmed = form("CONFIRMED|REPORTED", "");
    CheckedVerdict first = prepared(confirmed);
    deciding.give(alert, confirmed, first);
    readAll();
    String id = first.verdict().getVerdictId();
    for (String choice :
        List.of("NEEDS_MORE|MORE_DATA", "REOPENED|MISTAKE", "REOPENED|MISTAKE|" + id)) {
      String said;
      try {
        said = prepared(form(choice, ""), A18).effects().toString();
      } catch (RefusedException e) {
        said = String.valueOf(e.getMessage());
      }
      assertFalse(said.contains("CONFIRMED") || said.contains("a17"), choice + ": " + said);
    }
  }

  @Test
  void whoHasNotSeenWhatCameLaterHasNotAgreed() throws Exception {
    deciding = withSecondEyes();
    DecisionForm confirmed = form("CONFIRMED|REPORTED", "");
    deciding.give(alert, confirmed, prepared(confirmed));
    Alert later = ConsoleAlerts.next(alert, alert.getScore(), Instant.now());
    List<String> findings = new ArrayList<>(later.getFindings());
    findings.add("f".repeat(32));
    later.setFindings(findings);
    ConsoleAlerts.append(folder, later);
    readAll();
    alert = index.alert(alert.getAlertId()).orElseThrow();
    CheckedVerdict second = prepared(form("CONFIRMED|REPORTED", ""), A18);
    assertNull(second.verdict().getSecondAnalyst(), "a17 has not seen it");
    deciding.give(alert, form("CONFIRMED|REPORTED", ""), second);
    readAll();
    assertEquals("a18", prepared(form("CONFIRMED|REPORTED", "")).verdict().getSecondAnalyst());
  }

  @Test
  void theSecondToDecideIsAReviewer() throws Exception {
    deciding = withSecondEyes();
    SignedInPerson analyst =
        new SignedInPerson("a18", ConsoleRole.all(Set.of(ConsoleRole.ANALYST)));
    DecisionForm confirmed = form("CONFIRMED|REPORTED", "");
    CheckedVerdict alone = prepared(confirmed, analyst);
    assertNull(alone.verdict().getSecondAnalyst(), "the first may be any");
    deciding.give(alert, confirmed, prepared(confirmed));
    readAll();
    List<String> said = new ArrayList<>();
    for (String choice : List.of("CONFIRMED|REPORTED", "UNFOUNDED|NO_PATTERN")) {
      said.add(
          assertThrows(NotNowException.class, () -> prepared(form(choice, ""), analyst))
              .getMessage());
    }
    assertEquals(said.get(0), said.get(1), "what the first one chose is not given away");
    SignedInPerson reviewer =
        new SignedInPerson("a18", ConsoleRole.all(Set.of(ConsoleRole.REVIEWER)));
    assertEquals("a17", prepared(confirmed, reviewer).verdict().getSecondAnalyst());
  }

  @Test
  void anAlertThatChangedMeanwhileIsNotDecided() {
    DecisionForm old =
        DecisionForm.of(
            Map.of(
                "generation", List.of(Long.toString(alert.getGeneration())),
                "revision", List.of("1"),
                "choice", List.of("UNFOUNDED|NO_PATTERN")));
    NotNowException said = assertThrows(NotNowException.class, () -> prepared(old));
    assertTrue(said.getMessage().contains("it is revision 3 now"), said.getMessage());
  }

  @Test
  void whatThePageDoesNotOfferIsNotTakenFromAForm() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    CheckedVerdict first = prepared(form);
    deciding.give(alert, form, first);
    Alert closed = ConsoleAlerts.next(alert, alert.getScore(), Instant.now());
    closed.setState(AlertState.CLOSED);
    closed.setClosedBy("UNFOUNDED");
    closed.setVerdict("UNFOUNDED");
    closed.setVerdictTime(first.verdict().getVerdictTime());
    ConsoleAlerts.append(folder, closed);
    readAll();
    alert = index.alert(alert.getAlertId()).orElseThrow();
    NotNowException said =
        assertThrows(
            NotNowException.class, () -> prepared(form("CONFIRMED|REPORTED", "")), "it is closed");
    assertTrue(said.getMessage().startsWith("That cannot be decided"), said.getMessage());
    prepared(form("REOPENED|MISTAKE|" + first.verdict().getVerdictId(), ""));
  }

  @Test
  void whatIsNotAllowedIsRefusedByTheRulesOwnTable() {
    assertThrows(RefusedException.class, () -> prepared(form("UNFOUNDED|HELPED", "")));
    assertThrows(RefusedException.class, () -> prepared(form("REOPENED|MISTAKE|none", "")));
    assertThrows(NotNowException.class, () -> prepared(form("", "")));
    assertThrows(NotNowException.class, () -> prepared(form("CONVICTED|X", "")));
    assertThrows(
        NotNowException.class,
        () -> prepared(form("UNFOUNDED|NO_PATTERN", "x".repeat(AnalystNotes.MAX_LENGTH + 1))));
  }

  /** A topic that fails before or after it has the verdict. */
  private final class Topic implements VerdictOutlet {
    private boolean isAway;

    @Override
    public SentVerdict give(Verdict verdict) throws IOException {
      if (isAway) {
        throw new IOException("no broker answers");
      }
      database.write(connection -> SqlStatements.run(connection, "DROP TABLE work_audit_payload"));
      return SentVerdict.of(verdict, name(), 0, 7L);
    }

    @Override
    public String name() {
      return "verdicts";
    }

    @Override
    public boolean isLive() {
      return true;
    }
  }

  @Test
  void whatIsOnTheTopicIsNeverReportedAsFailedAndWhatMayBeIsKept() throws Exception {
    Topic topic = new Topic();
    deciding =
        new DecisionProcess(
            new DecisionProcess.DecisionStores(
                source, index, notes, new SentVerdicts(database), audit),
            ConsoleAlerts.VERDICTS,
            topic);
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    topic.isAway = true;
    assertThrows(IOException.class, () -> deciding.give(alert, form, prepared(form)));
    VerdictHistory history = deciding.history(alert);
    assertEquals(Stage.UNCONFIRMED, deciding.newest(history, "a17").orElseThrow().stage());

    topic.isAway = false; // and from then on nothing more can be written to the audit
    assertEquals(7L, deciding.give(alert, form, prepared(form)).offset());
    Progress given = deciding.newest(history, "a17").orElseThrow();
    assertEquals(Stage.SENT, given.stage());
    assertEquals(7L, given.sent().offset());
  }

  @Test
  void whatAFolderDidNotTakeIsNotKept() throws Exception {
    DecisionForm form = form("UNFOUNDED|NO_PATTERN", "");
    CheckedVerdict decision = prepared(form);
    Files.createDirectory(folder.resolve("verdicts.jsonl"));
    assertThrows(IOException.class, () -> deciding.give(alert, form, decision));
    assertEquals(Optional.empty(), deciding.newest(deciding.history(alert), "a17"));
  }
}
