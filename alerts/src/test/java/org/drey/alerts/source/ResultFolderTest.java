package org.drey.alerts.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files. */
class ResultFolderTest {
  @TempDir private Path folder;

  private static String line() {
    return new String(new JsonLineWriter().write(TestAlerts.payer()), StandardCharsets.UTF_8);
  }

  private List<String> read(String content) throws IOException {
    Files.writeString(folder.resolve("alerts.jsonl"), content);
    List<String> said = new ArrayList<>();
    new ResultFolder(folder, said::add)
        .read(TopicNames.ALERTS, Alert.class, alert -> said.add(alert.getEntity()));
    return said;
  }

  @Test
  void everyLineIsARecord() throws IOException {
    assertEquals(List.of("payer-token-1", "payer-token-1"), read(line() + "\n\n" + line() + "\n"));
    assertEquals(List.of("payer-token-1"), read(line()));
  }

  @Test
  void aFileThatIsNotThereHasNone() throws IOException {
    ResultFolder results = new ResultFolder(folder, warning -> {});
    assertFalse(results.has(TopicNames.VERDICTS));
    results.read(
        TopicNames.ALERTS,
        Alert.class,
        alert -> {
          throw new AssertionError(alert);
        });
  }

  @Test
  void aLineThatCannotBeReadCostsItselfAndSaysWhere() throws IOException {
    List<String> said = read("{\"alert_id\":\"secret\"}\n" + line() + "\n");
    assertEquals("payer-token-1", said.get(1));
    assertTrue(said.get(0).contains("alerts.jsonl, line 1: MISSING_FIELD"), said.get(0));
    assertFalse(said.get(0).contains("secret"), said.get(0));
  }

  @Test
  void ofManyTheFirstAreSaidAndHowManyThereAre() throws IOException {
    List<String> said = read("no json\n".repeat(50));
    assertEquals(4, said.size());
    assertTrue(said.get(3).contains("50 records"), said.get(3));
  }

  @Test
  void aLastLineThatIsStillBeingWrittenIsNotAnError() throws IOException {
    assertEquals(
        List.of("payer-token-1"), read(line() + "\n" + line().substring(0, line().length() / 2)));
  }

  @Test
  void aLineThatNoRecordCanBeIsNotKeptInMemory() throws IOException {
    List<String> said = read("x".repeat(3 << 20) + "\n" + line() + "\n");
    assertEquals(2, said.size());
    assertTrue(said.get(0).contains("OVERSIZED"), said.get(0));
  }
}
