package org.drey.alerts.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.present.PresentAlerts;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest revisions alone are read, and never another answer is given than by reading all. */
class NewestLinesTest {
  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();
  private Path file = Path.of("");
  private Path beside = Path.of("");

  @BeforeEach
  void names() {
    file = folder.resolve("alerts.jsonl");
    beside = folder.resolve("alerts.jsonl.newest");
  }

  private static String line(String id, long generation, long revision) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setGeneration(generation);
    alert.setRevision(revision);
    return new String(new JsonLineWriter().write(alert), StandardCharsets.UTF_8) + "\n";
  }

  private void write(String... lines) throws IOException {
    Files.writeString(file, String.join("", lines));
  }

  private void append(String... lines) throws IOException {
    Files.writeString(file, String.join("", lines), StandardOpenOption.APPEND);
  }

  private static String name(Alert alert) {
    return alert.getAlertId() + "." + alert.getGeneration() + "." + alert.getRevision();
  }

  /** All that is given to a reader, and what is warned of. */
  private List<String> read() throws IOException {
    said.clear();
    new ResultFolder(folder, said::add)
        .readNewest(TopicNames.ALERTS, id -> true, alert -> said.add(name(alert)));
    return said;
  }

  @Test
  void olderRevisionsAreNotRead() throws IOException {
    write(line("a", 0, 1), line("b", 0, 1), line("a", 0, 3), line("a", 0, 2), line("b", 1, 1));
    NewestLines.writeIn(folder);
    assertEquals(List.of("a.0.3", "b.1.1"), read());
  }

  @Test
  void ofOneRevisionTwiceTheFirstCounts() throws IOException {
    String first = line("a", 0, 1).replace("payer-token-1", "payer-token-2");
    write(first, line("a", 0, 1));
    NewestLines.writeIn(folder);
    new ResultFolder(folder, said::add)
        .readNewest(TopicNames.ALERTS, id -> true, alert -> said.add(alert.getEntity()));
    assertEquals(List.of("payer-token-2"), said);
  }

  @Test
  void whatIsAppendedIsReadToo() throws IOException {
    write(line("a", 0, 1), line("a", 0, 2));
    NewestLines.writeIn(folder);
    append(line("c", 0, 1), "no json\n");
    assertEquals(List.of("a.0.2", "c.0.1"), read().subList(0, 2));
    assertTrue(said.get(2).contains("line 4"), said.get(2));
  }

  @Test
  void aLineThatWasCutOffWhenThePlacesWereWrittenIsReadOnceItIsWhole() throws IOException {
    String second = line("a", 0, 2);
    write(line("a", 0, 1), second.substring(0, 200));
    NewestLines.writeIn(folder);
    assertEquals(List.of("a.0.1"), read());
    append(second.substring(200));
    assertEquals(List.of("a.0.1", "a.0.2"), read());
  }

  @Test
  void aLineThatIsNoAlertIsStillWarnedOfByItsNumber() throws IOException {
    write(line("a", 0, 1), "\n", "{\"alert_id\":\"x\"}\n", line("a", 0, 2));
    NewestLines.writeIn(folder);
    assertEquals(2, read().size());
    assertTrue(said.get(0).contains("line 3: MISSING_FIELD"), said.get(0));
  }

  @Test
  void withoutTheFileBesideOlderRevisionsAreNotReadEither() throws IOException {
    write(line("a", 0, 1), "no json\n", line("a", 0, 3), line("b", 0, 1), line("a", 0, 2));
    assertEquals(List.of("a.0.3", "b.0.1"), read().subList(1, 3));
    assertTrue(said.get(0).contains("line 2"), said.get(0));
  }

  @Test
  void whatWasFoundIsLookedForAgainWhereTheFileIsAnother() throws IOException {
    ResultFolder results = new ResultFolder(folder, said::add);
    for (List<String> lines : List.of(List.of("a", "b"), List.of("b", "c"), List.of("c"))) {
      write(lines.stream().map(id -> line(id, 0, 1)).toArray(String[]::new));
      append(line(lines.get(0), 0, 2));
      said.clear();
      results.readNewest(TopicNames.ALERTS, id -> true, alert -> said.add(name(alert)));
      assertEquals(lines.size(), said.size(), said.toString());
      assertTrue(said.contains(lines.get(0) + ".0.2"), said.toString());
    }
  }

  @Test
  void anAlertThatIsTooLongDoesNotHideItsOlderRevision() throws IOException {
    String second = line("a", 0, 2);
    String longest = second.replace("payer-token-1", "t".repeat(1 << 20));
    write(line("a", 0, 1), longest);
    for (boolean isWritten : List.of(false, true)) {
      if (isWritten) {
        NewestLines.writeIn(folder);
      }
      assertEquals(2, read().size(), said.toString());
      assertEquals("a.0.1", said.get(0));
      assertTrue(said.get(1).contains("line 2: OVERSIZED"), said.get(1));
    }
  }

  @Test
  void theFileBesideAnotherIsNotUsed() throws IOException {
    write(line("a", 0, 1), line("a", 0, 2));
    NewestLines.writeIn(folder);
    write(line("b", 0, 5) + line("b", 0, 6));
    assertEquals(List.of("b.0.6"), read());
    write(line("a", 0, 1));
    assertEquals(List.of("a.0.1"), read());
    write(line("a", 0, 2));
    assertEquals(List.of("a.0.2"), read());
    write("");
    assertEquals(List.of(), read());
  }

  @Test
  void aCopyOfBothIsAsGood() throws IOException {
    write(line("a", 0, 1), line("a", 0, 2));
    NewestLines.writeIn(folder);
    byte[] alerts = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, alerts);
    assertEquals(List.of("a.0.2"), read());
  }

  @Test
  void aDamagedFileBesideIsNotUsed() throws IOException {
    write(line("a", 0, 1), line("a", 0, 2));
    NewestLines.writeIn(folder);
    String text = Files.readString(beside);
    for (String damaged :
        List.of(
            "",
            "\n",
            text.substring(0, text.length() - 3),
            text.lines().findFirst().orElseThrow() + "\n",
            text.replace("newest-1", "newest-2"),
            text + "3 99999999 5\n",
            text + "9 9\n",
            "\u0000\u0001\u0002")) {
      Files.writeString(beside, damaged);
      assertEquals(List.of("a.0.2"), read(), damaged);
    }
  }

  @Test
  void itSaysNothingOfAnyone() throws IOException {
    write(line("a", 0, 1));
    NewestLines.writeIn(folder);
    assertTrue(Files.readString(beside).matches("newest-1( \\d+){3}\n1 0 \\d+\n"));
    assertFalse(Files.exists(folder.resolve("shadow-alerts.jsonl.newest")));
  }

  @Test
  void theAnswerIsThatOfReadingAll() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        lines.add(line("id" + random.nextInt(6), random.nextInt(2), random.nextInt(9)));
      }
      int covered = random.nextInt(lines.size() + 1);
      write(lines.subList(0, covered).toArray(String[]::new));
      NewestLines.writeIn(folder);
      if (random.nextInt(3) == 0) { // other lines are there than those that were placed
        write(lines.subList(random.nextInt(lines.size()), lines.size()).toArray(String[]::new));
      } else {
        append(lines.subList(covered, lines.size()).toArray(String[]::new));
      }
      List<String> fast = present();
      Files.delete(beside);
      assertEquals(present(), fast, "round " + round);
    }
  }

  private List<String> present() throws IOException {
    return List.copyOf(
        PresentAlerts.read(
            new ResultFolder(folder, said::add),
            TopicNames.ALERTS,
            id -> true,
            NewestLinesTest::name));
  }
}
