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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drey.console.ConsoleAlerts;
import org.drey.console.index.IndexPosition;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of more than a hundred: what waits while one reads, and further pages. */
final class LongListsTest {
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
    return new AlertFilter.FilterContext(
        "a17",
        NOW,
        Instant.parse("2026-01-16T12:00:00Z"),
        seen,
        tables.index().position().indexId(),
        List.of(),
        List.of());
  }

  private List<Alert> many(Track track, int count) throws IOException {
    List<Alert> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Alert alert = ConsoleAlerts.of(track, track + "-" + i);
      alert.setPriority(Priority.P2);
      alert.setDueBy(NOW.plusSeconds(i / 2L * 40)); // two at a time; some cannot wait
      alert.setScore(50 + i % 3);
      many.add(alert);
    }
    tables.append(many.toArray(Alert[]::new));
    tables.readAll();
    return many;
  }

  @Test
  void whatHasBecomeMoreUrgentWaitsAlsoAmongManyThatHaveChanged() throws IOException {
    Alert[] listed = new Alert[AlertTriage.MAX_LISTED];
    Alert[] again = new Alert[AlertTriage.MAX_LISTED];
    for (int i = 0; i < listed.length; i++) {
      listed[i] = due("listed-" + i, Priority.P2, Duration.ofHours(1));
      again[i] = ConsoleAlerts.next(listed[i], listed[i].getScore(), NOW);
    }
    tables.append(listed);
    tables.readAll();
    ListSnapshot list = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    again[7].setPriority(Priority.P0);
    tables.append(again);
    tables.readAll();
    assertEquals(new WaitingAlerts(0, 1, 0), triage.waiting(list, around(IndexPosition.NOWHERE)));
    tables.append(due("new", Priority.P0, Duration.ofHours(1)));
    tables.readAll();
    assertEquals(new WaitingAlerts(1, 1, 0), triage.waiting(list, around(IndexPosition.NOWHERE)));
  }

  @Test
  void whatComesToAnEmptyListWaits() throws IOException {
    tables.readAll();
    ListSnapshot list = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    tables.append(due("new", Priority.P0, Duration.ofHours(1)));
    tables.readAll();
    assertEquals(new WaitingAlerts(1, 0, 0), triage.waiting(list, around(IndexPosition.NOWHERE)));
  }

  @Test
  void aboveAHundredWhatWaitsIsWhatWouldBeListed() throws IOException {
    List<Alert> alerts = many(Track.PAYER, 150);
    ListSnapshot list = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    assertEquals(100, list.ids().size());
    for (Alert behind : alerts.subList(110, 140)) {
      tables.append(ConsoleAlerts.next(behind, 51, NOW));
    }
    tables.readAll();
    assertEquals(
        WaitingAlerts.NOTHING, triage.waiting(list, around(IndexPosition.NOWHERE)), "they wait");

    Alert urgent = ConsoleAlerts.next(alerts.get(3), 60, NOW);
    urgent.setPriority(Priority.P0);
    Alert closed = ConsoleAlerts.next(alerts.get(4), 60, NOW);
    closed.setState(AlertState.CLOSED);
    Alert risen = ConsoleAlerts.next(alerts.get(149), 60, NOW);
    risen.setPriority(Priority.P1);
    tables.append(urgent, closed, risen, due("new", Priority.P0, Duration.ZERO));
    tables.append(ConsoleAlerts.of(Track.VICTIM, "child"));
    tables.readAll();
    assertEquals(new WaitingAlerts(3, 1, 1), triage.waiting(list, around(IndexPosition.NOWHERE)));
    ListSnapshot renewed = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    assertEquals(WaitingAlerts.NOTHING, triage.waiting(renewed, around(IndexPosition.NOWHERE)));
  }

  @Test
  void eachAlertIsOnOnePageAndChildrenHaveTheirOwnPages() throws IOException {
    List<Alert> payers = many(Track.PAYER, 250);
    List<Alert> children = many(Track.VICTIM, 120);
    ListSnapshot page = triage.list(AlertFilter.OPEN, around(IndexPosition.NOWHERE));
    assertEquals(20, page.moreLane());
    assertEquals(150, page.more());
    ListSnapshot lane =
        triage.list(AlertFilter.OPEN, page.nextLane().orElseThrow(), around(IndexPosition.NOWHERE));
    assertEquals(List.of(), lane.ids());
    assertEquals(Optional.empty(), lane.nextLane());
    assertEquals(Optional.empty(), lane.next());
    Set<String> young = new HashSet<>(page.lane());
    young.addAll(lane.lane());
    assertEquals(120, page.lane().size() + lane.lane().size());
    assertEquals(Set.copyOf(ids(children.toArray(Alert[]::new))), young);

    List<String> all = new ArrayList<>(page.ids());
    Optional<PageStart> next = page.next();
    while (next.isPresent()) {
      PageStart read = PageStart.parse(next.get().text()).orElseThrow();
      assertEquals(next.get(), read, "as in an address");
      page = triage.list(AlertFilter.OPEN, read, around(IndexPosition.NOWHERE));
      assertEquals(List.of(), page.lane());
      all.addAll(page.ids());
      next = page.next();
    }
    assertEquals(250, all.size());
    assertEquals(Set.copyOf(ids(payers.toArray(Alert[]::new))), Set.copyOf(all));
    assertEquals(Optional.empty(), PageStart.parse("1_2_x'; DROP TABLE"));
  }
}
