package org.drey.console.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as tables: what grows is read on, what is replaced is read again. */
final class FolderFeedTest {
  @TempDir private Path folder;
  @TempDir private Path place;
  private final List<String> warnings = new ArrayList<>();
  private ConsoleDatabase database;
  private FolderFeed feed;
  private AlertIndex index;

  @BeforeEach
  void open() throws IOException {
    database = FreshDatabase.open(place.resolve("console.db"));
    feed = new FolderFeed(folder, "folder", IndexErasure.of(database), warnings::add);
    index = new AlertIndex(database);
  }

  @AfterEach
  void close() {
    feed.close();
    database.close();
  }

  private void readAll() throws IOException {
    FeedReading.toTheEnd(feed, database);
  }

  @Test
  void ofEachAlertTheHighestRevisionIsKeptInAnyOrder() throws IOException {
    Alert third = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert fourth = ConsoleAlerts.next(third, 80, Instant.parse("2026-01-16T10:00:00Z"));
    Alert older = Alert.newBuilder(fourth).build();
    older.setGeneration(third.getGeneration() - 1);
    older.setRevision(99);
    ConsoleAlerts.append(folder, fourth, third, older);
    readAll();

    assertEquals(fourth, index.alert(third.getAlertId()).orElseThrow());
    assertEquals(
        List.of(4L, 3L, 99L),
        index.revisions(third.getAlertId()).stream().map(AlertIndex.Revision::revision).toList());
  }

  @Test
  void whatCannotBeReadIsKnownByItsLineAndAlertUntilTheAlertIsReadAgain() throws IOException {
    Alert whole = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert broken = ConsoleAlerts.of(Track.PAYER, "p2");
    IndexGaps gaps = new IndexGaps(database);
    ConsoleAlerts.append(folder, whole);
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        ("{\"alert_id\":\"" + broken.getAlertId() + "\",\"episode\":\"many\"}\n").repeat(2) + "{\n",
        StandardOpenOption.APPEND);
    readAll();
    assertEquals(2, gaps.count());
    assertEquals(
        List.of("alerts.jsonl, line 4", "alerts.jsonl, line 3"),
        gaps.newest(9).stream().map(IndexGaps.Gap::where).toList());
    String words = gaps.of(broken.getAlertId()).orElseThrow().words();
    assertTrue(words.startsWith("alerts.jsonl, line 3 ("), words);
    assertFalse(words.contains("many"), words);
    assertEquals(Optional.empty(), gaps.of(whole.getAlertId()));

    ConsoleAlerts.append(folder, broken);
    readAll();
    assertEquals(Optional.empty(), gaps.of(broken.getAlertId()));
    assertEquals(1, gaps.count());
  }

  @Test
  void anAlertIsFoundByTheBeginningOfItsIdAsListsShowIt() throws IOException {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    ConsoleAlerts.append(folder, alert, ConsoleAlerts.of(Track.PAYER, "p2"));
    readAll();
    List<String> found = List.of(alert.getAlertId());
    assertEquals(found, index.find(alert.getAlertId(), 9));
    assertEquals(found, index.find(alert.getAlertId().substring(0, 8), 9));
    assertEquals(List.of(), index.find(alert.getAlertId().substring(0, 7), 9), "too short");
    assertEquals(found, index.find("p1", 9));
    assertEquals(List.of(), index.find("p", 9));
  }

  @Test
  void sinceWhenNothingIsOpenIsWhenTheLastAlertCeasedToBe() throws IOException {
    Instant first = Instant.parse("2026-01-16T10:00:00Z");
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    ConsoleAlerts.append(folder, alert);
    readAll();
    assertTrue(index.lastClosed().isEmpty());
    Alert closed = ConsoleAlerts.next(alert, 80, first);
    closed.setState(AlertState.CLOSED);
    Alert later = ConsoleAlerts.next(closed, 80, first.plusSeconds(60)); // a verdict on it
    ConsoleAlerts.append(folder, closed, later);
    readAll();
    assertEquals(first, index.lastClosed().orElseThrow());
  }

  @Test
  void aLineThatIsNotWholeYetIsReadWhenItIs() throws IOException {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert next = ConsoleAlerts.next(alert, 80, Instant.parse("2026-01-16T10:00:00Z"));
    ConsoleAlerts.append(folder, alert);
    Path file = folder.resolve("alerts.jsonl");
    String line = new String(new JsonLineWriter().write(next), StandardCharsets.UTF_8);
    Files.writeString(file, line.substring(0, 100), StandardOpenOption.APPEND);
    readAll();
    assertEquals(3, index.alert(alert.getAlertId()).orElseThrow().getRevision());

    Files.writeString(file, line.substring(100) + "\n", StandardOpenOption.APPEND);
    readAll();
    assertEquals(4, index.alert(alert.getAlertId()).orElseThrow().getRevision());
    assertEquals(List.of(), warnings);
  }

  @Test
  void aFileInAnothersPlaceRebuildsTheIndex() throws IOException {
    Alert gone = ConsoleAlerts.of(Track.PAYER, "gone");
    Alert stays = ConsoleAlerts.of(Track.PAYER, "stays");
    ConsoleAlerts.append(folder, gone, stays);
    readAll();
    assertEquals(2, index.alerts(Set.of(gone.getAlertId(), stays.getAlertId())).size());

    Path other = Files.createDirectory(place.resolve("other"));
    ConsoleAlerts.append(other, stays);
    Files.move(
        other.resolve("alerts.jsonl"),
        folder.resolve("alerts.jsonl"),
        StandardCopyOption.REPLACE_EXISTING);
    readAll();
    assertEquals(
        Set.of(stays.getAlertId()),
        index.alerts(Set.of(gone.getAlertId(), stays.getAlertId())).keySet());
  }

  @Test
  void ofVerdictsThatDifferUnderOneIdTheFirstCounts() throws IOException {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    Verdict later = ConsoleAlerts.verdict(alert, "v1", Instant.parse("2026-01-17T10:00:00Z"));
    Verdict first = ConsoleAlerts.verdict(alert, "v1", Instant.parse("2026-01-16T10:00:00Z"));
    ConsoleAlerts.append(folder, alert, later, first, later);
    readAll();
    assertEquals(List.of(first), index.verdicts(alert.getAlertId()));
  }

  @Test
  void aCaseHasItsNewestMembers() throws IOException {
    Alert one = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert two = ConsoleAlerts.of(Track.PAYER, "p2");
    Alert three = ConsoleAlerts.of(Track.PAYER, "p3");
    ConsoleAlerts.append(folder, one, two, three);
    ConsoleAlerts.append(folder, ConsoleAlerts.star("x", List.of(one, two, three)));
    ConsoleAlerts.append(folder, ConsoleAlerts.star("x", List.of(one, two)));
    readAll();
    assertEquals(
        Set.of(one.getAlertId(), two.getAlertId()),
        index.caseOf(List.of(one.getAlertId(), two.getAlertId(), three.getAlertId())).keySet());
  }

  @Test
  void aLineThatIsNoAlertCostsItselfAndAWarning() throws IOException {
    Files.writeString(folder.resolve("alerts.jsonl"), "{\"alert_id\": \"secret-token\"}\n\n");
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    ConsoleAlerts.append(folder, alert);
    readAll();
    assertTrue(index.alert(alert.getAlertId()).isPresent());
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).contains("line 1:"), warnings::toString);
    assertTrue(!warnings.get(0).contains("secret-token"), warnings::toString);
  }

  @Test
  void anotherSourceBeginsAtTheBeginning() throws IOException {
    ConsoleAlerts.append(folder, ConsoleAlerts.of(Track.PAYER, "p1"));
    readAll();
    IndexTables.read().prepare(database, "folder");
    assertEquals(1, index.find("p1", 10).size());
    IndexTables.read().prepare(database, "another");
    assertEquals(0, index.find("p1", 10).size());
  }

  @Test
  void aFolderThatIsGoneIsSaid() {
    IndexErasure noOne = IndexErasure.of(database);
    FolderFeed none = new FolderFeed(folder.resolve("none"), "folder", noOne, warnings::add);
    IOException said = assertThrows(IOException.class, () -> none.step(database));
    assertTrue(said.getMessage().contains("there is no folder"), said.getMessage());
  }
}
