package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.drey.console.ConsoleAlerts;
import org.drey.console.web.TeamBrowser.Answer;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console says of records, and of requests, that it cannot read. */
@Timeout(120)
final class UnreadRecordsIT {
  @TempDir private Path place;
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");
  private final String gone = ConsoleAlerts.of(Track.PAYER, "payer-9").getAlertId();
  private TeamConsole console;

  @BeforeEach
  void start() throws Exception {
    console = TeamConsole.start(place, "", payer);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void append(String alertId) throws Exception {
    Files.writeString(
        place.resolve("results").resolve("alerts.jsonl"),
        "{\"alert_id\":\"" + alertId + "\",\"episode\":\"many\"}\n",
        StandardOpenOption.APPEND);
  }

  @Test
  void anAlertThatCannotBeReadIsARedLineAndItsAddressSaysWhy() throws Exception {
    append(gone);
    TeamBrowser analyst = console.signedIn("sub-1", "analyst");
    String list = TeamConsole.list(analyst, "1 record cannot be read").html();
    assertTrue(list.contains("alert " + gone + " at alerts.jsonl, line 2 ("), list);
    Answer alert = analyst.get("/alerts/" + gone);
    assertEquals(404, alert.status());
    assertTrue(alert.html().contains("its record cannot be read: alerts.jsonl, line 2 ("));
    Map<String, List<String>> search = Map.of("token", List.of(gone), "purpose", List.of("a test"));
    assertTrue(analyst.post("/search", search).html().contains("cannot be read"));
    assertTrue(analyst.get("/alerts/0").html().contains("There is nothing here."));
    assertFalse(analyst.get("/alerts/" + payer.getAlertId()).html().contains("cannot be read"));
    String state = console.signedIn("sub-2", "administrator").get("/state").html();
    assertTrue(state.contains("1: alert " + gone + " at alerts.jsonl, line 2 ("), state);
  }

  @Test
  void anAlertWhoseLaterRecordCannotBeReadSaysThatItIsAsItWas() throws Exception {
    append(payer.getAlertId());
    TeamBrowser analyst = console.signedIn("sub-1", "analyst");
    TeamConsole.list(analyst, "1 record cannot be read");
    Answer alert = analyst.get("/alerts/" + payer.getAlertId());
    assertEquals(200, alert.status());
    assertTrue(alert.html().contains("so you see it as it was before: alerts.jsonl, line 2 ("));
  }

  @Test
  void whatIsNoRequestHasAPageOfTheConsole() throws Exception {
    for (String path : List.of("/../../etc/passwd", "/%zz")) {
      Answer answer = console.browser().send("GET", path, List.of(), "");
      assertEquals(400, answer.status(), path);
      assertTrue(answer.html().contains("This is no address of the console."), answer.html());
      assertFalse(answer.html().contains("badMessage"), answer.html());
      String policy = String.join("", answer.headers().get("content-security-policy"));
      assertTrue(policy.startsWith("default-src 'none'"), policy);
    }
  }
}
