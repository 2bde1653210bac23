package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.base.Sha256Digests;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that an export leaves. */
class ExportAuditTest {
  @TempDir private Path folder;

  @Test
  void itSaysWhatWentAndWhoDidItAndNotWhatIsInIt() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "payer-token-1");
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL);
    String line =
        ExportAudit.line(
            handover,
            "stix",
            "out.json",
            "document",
            new ExportAudit.ExportActor("account", null, "police\n{}"),
            TestHandovers.NOW);
    JsonNode json = Schemas.json(line);
    assertEquals(Sha256Digests.hex("document"), json.get("sha256").textValue());
    assertEquals(alert.getAlertId(), json.at("/alerts/0/alert_id").textValue());
    assertEquals("CONFIRMED", json.at("/alerts/0/verdict").textValue());
    assertEquals("police\n{}", json.get("receiver").textValue());
    assertTrue(json.get("analyst").isNull());
    assertFalse(line.contains("payer-token-1"), line);
    assertFalse(line.contains("\n"), line);
  }

  @Test
  void linesAreOnlyAdded() throws IOException {
    Path file = folder.resolve("exports.jsonl");
    ExportAudit.append(file, "{\"a\":1}");
    String first = Files.readString(file);
    ExportAudit.append(file, "{\"a\":2}");
    assertEquals("{\"a\":1,\"previous\":\"" + "0".repeat(64) + "\"}\n", first);
    assertEquals(
        first + "{\"a\":2,\"previous\":\"" + Sha256Digests.hex(first.strip()) + "\"}\n",
        Files.readString(file));
  }

  @Test
  void aLineThatIsChangedOrTakenOutIsFound() throws IOException {
    Path file = folder.resolve("exports.jsonl");
    for (int i = 0; i < 5; i++) {
      ExportAudit.append(file, "{\"a\":\"" + i + "x".repeat(i * 6000) + "\"}");
    }
    assertEquals(0, ExportAudit.verify(file));
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < 4; i++) {
      List<String> changed = new ArrayList<>(lines);
      changed.set(i, lines.get(i).replace("\"a\":\"" + i, "\"a\":\"9"));
      Files.write(file, changed);
      assertEquals(i + 2, ExportAudit.verify(file), "the one after it does not follow");
      changed.remove(i);
      Files.write(file, changed);
      assertEquals(i + 1, ExportAudit.verify(file));
    }
  }
}
