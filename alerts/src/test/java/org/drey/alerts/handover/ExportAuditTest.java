package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.base.Digests;
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
    Handover handover = TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL);
    String line =
        ExportAudit.line(
            handover,
            "stix",
            "out.json",
            "document",
            new ExportAudit.Who("account", null, "police\n{}"),
            TestHandovers.NOW);
    JsonNode json = Schemas.json(line);
    assertEquals(Digests.hex("document"), json.get("sha256").textValue());
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
    ExportAudit.append(file, "one");
    ExportAudit.append(file, "two");
    assertEquals("one\ntwo\n", Files.readString(file));
  }
}
