package org.drey.console.triage;

import static org.drey.console.triage.FolderTables.NOW;
import static org.drey.console.triage.FolderTables.due;
import static org.drey.console.triage.FolderTables.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.console.ConsoleAlerts;
import org.drey.console.index.IndexPosition;
import org.drey.console.work.AlertClaims;
import org.drey.console.work.LastVisits;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes first, on real tables. */
final class AlertTriageTest {
  @TempDir private Path place;
  private FolderTables tables;
  private AlertTriage triage;

  @BeforeEach
  void open() throws IOException {
    tables = new FolderTables(place);
    triage = tables.triage();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private AlertFilter.FilterContext around(IndexPosition seen) {
    return around(seen, List.of());
  }

  private AlertFilter.FilterContext around(IndexPosition seen, List<String> eyes) {
    return around(seen, eyes, List.of());
  }

  private AlertFilter.FilterContext around(
      IndexPosition seen, List<String> eyes, List<String> decided) {
    return new AlertFilter.FilterContext(
        "a17",
        NOW,
        Instant.parse("2026-01-16T12:00:00Z"),
        seen,
        tables.index().position().indexId(),
        eyes,
        decided);
  }

  private ListSnapshot list(String name, String value) {
    return triage.list(AlertFilter.of(Map.of(name, value)), around(IndexPosition.NOWHERE));
  }

  @Test
  void theMostUrgentComesFirstAndChildrenBeforeAll() throws IOException {
    Alert later = due("later", Priority.P1, Duration.ofHours(8));
    Alert overdue = due("overdue", Priority.P1, Duration.ofHours(-1));
    Alert lower = due("lower", Priority.P3, Duration.ofHours(-9));
    Alert child = ConsoleAlerts.of(Track.VICTIM, "child");
    Alert closed = due("closed", Priority.P0, Duration.ofHours(1));
    closed.setState(AlertState.CLOSED);
    tables.append(later, lower, child, overdue, closed);
    tables.readAll();

    ListSnapshot open = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    assertEquals(ids(overdue, lower, later), open.ids(), "a low one that is overdue is not last");
    assertEquals(ids(child), open.lane());
    assertEquals(0, open.more());
    assertEquals(ids(closed), list("show", "closed").ids());
    assertEquals(ids(overdue, lower), list("due", "overdue").ids());
    assertEquals(ids(lower), list("priority", "p3").ids());
    assertEquals(ids(overdue, lower, later), list("stream", "PAYMENT").ids());
    assertEquals(List.of(), list("stream", "LIVESTREAM").ids());
    assertEquals(ids(child), list("track", "victim").lane());

    new AlertClaims(tables.database()).claim(later.getAlertId(), "a17", NOW);
    assertEquals(ids(later), list("claim", "mine").ids());
    assertEquals(ids(overdue, lower), list("claim", "free").ids());
    assertEquals(
        new AlertTriage.Overview(4, 2, 2, 0, 1, 0, true),
        triage.overview(around(IndexPosition.NOWHERE)));
  }

  @Test
  void ofAReplayNothingIsDueAndTheHighestScoreIsFirst() throws IOException {
    Alert early = due("early", Priority.P1, Duration.ofHours(-9));
    Alert high = due("high", Priority.P1, Duration.ofHours(-8));
    early.setGeneration(0);
    high.setGeneration(0);
    high.setScore(early.getScore() + 1);
    tables.append(early, high);
    tables.readAll();
    assertEquals(ids(high, early), list("show", "open").ids());
    assertEquals(List.of(), list("due", "overdue").ids());
    assertEquals(
        new AlertTriage.Overview(2, 0, 0, 0, 0, 0, false),
        triage.overview(around(IndexPosition.NOWHERE)));
  }

  @Test
  void whatIsDecidedLeavesTheOpenOnesAndHasAListOfItsOwn() throws IOException {
    Alert decided = due("decided", Priority.P1, Duration.ofHours(1));
    Alert open = due("open", Priority.P1, Duration.ofHours(2));
    tables.append(decided, open);
    tables.readAll();
    ListSnapshot before = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    AlertFilter.FilterContext around = around(IndexPosition.NOWHERE, List.of(), ids(decided));
    assertEquals(ids(open), triage.list(AlertFilter.OPEN, around).ids());
    assertEquals(ids(open), before.without(around.decided()).ids(), "a list that is being read");
    assertEquals(WaitingAlerts.NOTHING, triage.waiting(before, around));
    ListSnapshot list = triage.list(AlertFilter.of(Map.of("show", "decided")), around);
    assertEquals(ids(decided), list.ids());
    assertEquals(new AlertTriage.Overview(1, 0, 2, 0, 0, 1, true), triage.overview(around));
  }

  @Test
  void whatWaitsForTheSecondEyesOfAnAnalystIsListedAndCounted() throws IOException {
    Alert waiting = due("waiting", Priority.P1, Duration.ofHours(1));
    tables.append(waiting, due("other", Priority.P1, Duration.ofHours(1)));
    tables.readAll();
    assertEquals(List.of(), list("show", "eyes").ids());
    AlertFilter.FilterContext around = around(IndexPosition.NOWHERE, ids(waiting));
    ListSnapshot list = triage.list(AlertFilter.of(Map.of("show", "eyes")), around);
    assertEquals(ids(waiting), list.ids());
    assertEquals(1, triage.overview(around).eyes());
  }

  @Test
  void afterAnAlertComesTheNextOfTheList() {
    ListSnapshot list =
        new ListSnapshot(
            AlertFilter.OPEN,
            null,
            0,
            List.of(new AlertRank(false, 0, 1, 50, "child")),
            List.of(new AlertRank(false, 0, 1, 50, "a"), new AlertRank(false, 0, 2, 50, "b")),
            IndexPosition.NOWHERE,
            List.of(),
            0,
            0);
    assertEquals(List.of("a", "b"), list.after("child"));
    assertEquals(List.of("b"), list.after("a"));
    assertEquals(List.of(), list.after("b"));
    assertEquals(List.of(), list.after("elsewhere"));
  }

  @Test
  void whatComesWaitsAndTheOrderStays() throws IOException {
    Alert one = due("one", Priority.P2, Duration.ofHours(2));
    tables.append(one);
    tables.readAll();
    ListSnapshot list = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    assertEquals(WaitingAlerts.NOTHING, triage.waiting(list, around(IndexPosition.NOWHERE)));

    tables.append(
        ConsoleAlerts.next(one, 90, NOW),
        due("two", Priority.P0, Duration.ofHours(1)),
        due("three", Priority.P3, Duration.ofHours(1)));
    tables.readAll();
    assertEquals(new WaitingAlerts(2, 0, 0), triage.waiting(list, around(IndexPosition.NOWHERE)));
    assertEquals(ids(one), list.ids());
  }

  @Test
  void whatWasDecidedAndIsOpenYetIsMarkedUntilItIsTakenBack() throws IOException {
    DecidedAlerts decided = new DecidedAlerts(tables.database());
    Alert given = due("decided", Priority.P1, Duration.ofHours(1));
    Alert more = due("more", Priority.P1, Duration.ofHours(1));
    Alert none = due("none", Priority.P1, Duration.ofHours(1));
    tables.append(given, more, none);
    tables.append(given(given, "v1", VerdictType.LIKELY, NOW));
    tables.append(given(more, "v2", VerdictType.NEEDS_MORE, NOW));
    tables.readAll();
    List<String> all = ids(given, more, none);
    assertEquals(ids(given), decided.waiting(all));
    assertEquals(ids(more), decided.asking(all));
    assertEquals(1, decided.since(NOW));
    assertEquals(0, decided.since(NOW.plusMillis(1)));
    Verdict back = given(given, "v3", VerdictType.REOPENED, NOW.plusSeconds(9));
    back.setTakesBack("v1");
    tables.append(back);
    tables.readAll();
    assertEquals(List.of(), decided.waiting(all));
  }

  private static Verdict given(Alert alert, String id, VerdictType type, Instant time) {
    Verdict verdict = ConsoleAlerts.verdict(alert, id, time);
    verdict.setVerdict(type);
    return verdict;
  }

  @Test
  void alertsOfOneCaseAreOneStoryWhereTheFirstOfThemIs() throws IOException {
    Alert first = due("first", Priority.P1, Duration.ofHours(1));
    Alert alone = due("alone", Priority.P2, Duration.ofHours(1));
    Alert last = due("last", Priority.P3, Duration.ofHours(1));
    tables.append(first, alone, last);
    tables.append(ConsoleAlerts.star("x", List.of(first, last)));
    tables.readAll();
    List<AlertStory> stories =
        triage.stories(triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE)).ids());
    assertEquals(
        List.of(ids(first, last), ids(alone)), stories.stream().map(AlertStory::alertIds).toList());
  }

  @Test
  void whatCameSinceALookIsListedAlsoIfItIsOlder() throws IOException {
    Alert same = due("same", Priority.P1, Duration.ofHours(1));
    Alert stronger = due("stronger", Priority.P1, Duration.ofHours(1));
    tables.append(same, stronger);
    tables.readAll();
    IndexPosition look = tables.index().position();

    Instant before = same.getEmittedAt().minusSeconds(60); // by a subtask that committed later
    tables.append(ConsoleAlerts.next(stronger, stronger.getScore() + 11, before));
    tables.readAll();
    assertEquals(
        ids(stronger), triage.list(AlertFilter.of(Map.of("show", "changed")), around(look)).ids());
    assertEquals(
        Map.of(stronger.getAlertId(), new AlertChange(AlertChange.Kind.STRONGER, "+11.0 points")),
        triage.changes(List.of(same.getAlertId(), stronger.getAlertId()), around(look)));
  }

  @Test
  void ofAnIndexThatIsRebuiltTheJobsClockSaysWhatCame() throws IOException {
    Alert same = due("same", Priority.P1, Duration.ofHours(1));
    IndexPosition look = new IndexPosition("an older making", 99, same.getEmittedAt());
    tables.append(
        same,
        due("other", Priority.P1, Duration.ofHours(1)),
        ConsoleAlerts.next(
            due("other", Priority.P1, Duration.ofHours(1)),
            90,
            same.getEmittedAt().plusSeconds(60)));
    tables.readAll();
    assertEquals(
        ids(due("other", Priority.P1, Duration.ofHours(1))),
        triage.list(AlertFilter.of(Map.of("show", "changed")), around(look)).ids());
  }

  /** The same folder after another replay, by the clock of that run. */
  private void replayed(Alert... alerts) throws IOException {
    List<Alert> again = new ArrayList<>();
    for (Alert one : alerts) {
      Alert later = Alert.newBuilder(one).build();
      later.setEmittedAt(one.getEmittedAt().plusSeconds(86_400));
      again.add(later);
    }
    tables.replace(again);
  }

  private LastVisits.LastVisit look() {
    IndexPosition now = tables.index().position();
    return new LastVisits.LastVisit(NOW, now.indexId(), now.arrived(), now.newest());
  }

  private Map<String, AlertChange> changed(LastVisits looks, Alert... alerts) {
    LastVisits.LastVisit last = looks.last("a17").orElseThrow();
    AlertFilter.FilterContext around =
        around(new IndexPosition(last.indexId(), last.arrived(), last.emitted()));
    Map<String, AlertChange> changes = triage.changes(ids(alerts), around);
    ListSnapshot listed = triage.list(AlertFilter.of(Map.of("show", "changed")), around);
    assertEquals(changes.keySet(), Set.copyOf(listed.ids()), "the filter finds the same");
    return changes;
  }

  @Test
  void theSameAlertsOfAnotherReplayAreNothingNew() throws IOException {
    Alert same = due("same", Priority.P1, Duration.ofHours(1));
    Alert closed = due("closed", Priority.P1, Duration.ofHours(1));
    closed.setState(AlertState.CLOSED);
    Alert weak = due("weak", Priority.P1, Duration.ofHours(1));
    tables.append(same, closed, weak);
    tables.readAll();
    LastVisits looks = new LastVisits(tables.database());
    looks.begin("a17", look());
    assertEquals(Map.of(), changed(looks, same, closed, weak));

    Alert strong = Alert.newBuilder(weak).build();
    strong.setScore(weak.getScore() + 12);
    replayed(same, closed, strong);
    assertEquals(
        Map.of(weak.getAlertId(), new AlertChange(AlertChange.Kind.STRONGER, "+12.0 points")),
        changed(looks, same, closed, weak));
  }

  @Test
  void whatWasNotListedIsNotSeen() throws IOException {
    Alert first = due("first", Priority.P1, Duration.ofHours(1));
    tables.append(first);
    tables.readAll();
    LastVisits looks = new LastVisits(tables.database());
    looks.begin("a17", look());
    Alert urgent = due("urgent", Priority.P0, Duration.ofHours(1));
    Alert child = ConsoleAlerts.of(Track.VICTIM, "child");
    tables.append(urgent, child, ConsoleAlerts.next(first, 90, NOW));
    tables.readAll();
    looks.looked("a17", looks.last("a17").orElseThrow(), look(), ids(urgent)); // by a filter

    LastVisits.LastVisit last = looks.last("a17").orElseThrow();
    AlertFilter.FilterContext around =
        around(new IndexPosition(last.indexId(), last.arrived(), last.emitted()));
    assertEquals(
        List.of(first.getAlertId(), child.getAlertId()),
        List.copyOf(triage.changes(ids(first, urgent, child), around).keySet()));
    looks.looked("a17", last, look(), ids(first, child));
    assertEquals(look(), looks.last("a17").orElseThrow(), "nothing is left");
  }

  @Test
  void ofTwoWhoClaimAtOnceOneWins() {
    AlertClaims claims = new AlertClaims(tables.database());
    assertEquals("a17", claims.claim("alert", "a17", NOW));
    assertEquals("a17", claims.claim("alert", "b2", NOW));
    claims.release("alert", "b2");
    assertEquals("a17", claims.of("alert").orElseThrow());
    claims.release("alert", "a17");
    assertEquals("b2", claims.claim("alert", "b2", NOW));
  }

  @Test
  void aFilterIsItsOwnAddress() {
    Map<String, String> address =
        Map.of(
            "show", "closed", "track", "payer", "priority", "p1", "due", "noon", "claim", "free");
    assertEquals(address, AlertFilter.of(address).parameters());
    assertEquals(AlertFilter.OPEN, AlertFilter.of(Map.of("show", "'; DROP TABLE", "stream", "%")));
  }
}
