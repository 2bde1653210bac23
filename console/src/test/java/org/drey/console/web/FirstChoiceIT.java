package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.drey.console.ConsoleAlerts;
import org.drey.console.web.TeamBrowser.Answer;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The second of two analysts, over HTTP: what is chosen before the first is seen is kept. */
@Timeout(120)
final class FirstChoiceIT {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;
  private static final String NOTE = "rang their bank";

  @TempDir private Path place;
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");
  private final String path = "/alerts/" + payer.getAlertId();
  private TeamConsole console;
  private TeamBrowser second;

  @BeforeEach
  void decideFirst() throws Exception {
    console = TeamConsole.start(place, "", payer);
    TeamBrowser first = console.signedIn("first", "analyst");
    TeamConsole.list(first, "payer-1");
    first.get(path);
    first.post(path + "/preview", form("CONFIRMED|REPORTED", NOTE));
    assertEquals(303, first.post(path + "/decide", form("CONFIRMED|REPORTED", NOTE)).status());
    second = console.signedIn("second", "reviewer");
    until("A first analyst has decided");
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private Map<String, List<String>> form(String choice, String note) {
    return Map.of(
        "generation", List.of(Long.toString(payer.getGeneration())),
        "revision", List.of(Long.toString(payer.getRevision())),
        "choice", List.of(choice),
        "note", List.of(note));
  }

  private Answer until(String words) throws Exception {
    Answer page = second.get(path);
    while (!page.html().contains(words)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      page = second.get(path);
    }
    return page;
  }

  private String preview(TeamBrowser browser, String choice) throws Exception {
    Answer answer = browser.post(path + "/preview", form(choice, ""));
    assertEquals(200, answer.status(), answer.html());
    return answer.html();
  }

  @Test
  void nothingOfAFirstVerdictIsShownAtOneThatClosesNothing() throws Exception {
    String html = preview(second, "NEEDS_MORE|MORE_DATA");
    for (String said : List.of("first said", "reported", "CONFIRMED", NOTE)) {
      assertFalse(html.contains(said), said);
    }
    for (String choice : List.of("REOPENED|MISTAKE", "REOPENED|MISTAKE|x")) {
      Answer refused = second.post(path + "/preview", form(choice, ""));
      assertEquals(409, refused.status());
      assertFalse(refused.html().contains("of first"), refused.html());
    }
    TeamBrowser plain = console.signedIn("plain", "analyst");
    plain.get(path);
    assertFalse(preview(plain, "NEEDS_MORE|MORE_DATA").contains("first said"));
    assertEquals(409, plain.post(path + "/preview", form("CONFIRMED|REPORTED", "")).status());
    assertTrue(
        console.audit().stream().noneMatch(one -> one.contains("then_shown ")),
        "nothing was shown");
  }

  @Test
  void aTokenLeadsToItsHolderWhoDoesNotLearnWhereFrom() throws Exception {
    assertTrue(second.get(path).html().contains("rel=\"noreferrer noopener\""));
    Answer away = second.get(path + "/holder");
    assertEquals(303, away.status());
    assertEquals("https://holder.example/of/payer-1", away.location());
    assertEquals(List.of("no-referrer"), away.headers().get("referrer-policy"));
    assertTrue(console.audit().stream().anyMatch(one -> one.startsWith("second holder ")));
  }

  @Test
  void aColleaguesClaimIsTakenOverAndThatIsInTheAudit() throws Exception {
    TeamBrowser other = console.signedIn("other", "analyst");
    other.get(path);
    assertEquals(303, other.post(path + "/claim", Map.of()).status());
    assertTrue(second.get(path).html().contains("name=\"from\" value=\"other\""));
    second.post(path + "/claim", Map.of("from", List.of("someone")));
    assertTrue(second.get(path).html().contains("value=\"other\""), "it is not theirs");
    second.post(path + "/claim", Map.of("from", List.of("other")));
    assertTrue(second.get(path).html().contains("Claimed by you."));
    assertTrue(
        console.audit().stream()
            .anyMatch(one -> one.startsWith("second take-over ") && one.contains("from other")),
        console.audit().toString());
  }

  @Test
  void whatWasChosenBeforeIsKeptAndShownBesideWhatIsSent() throws Exception {
    String disagrees = preview(second, "UNFOUNDED|NO_PATTERN");
    assertTrue(disagrees.contains("first said on"), disagrees);
    assertTrue(disagrees.contains("You do not agree: both verdicts are kept"), disagrees);
    assertTrue(disagrees.contains(NOTE), disagrees);
    String agrees = preview(second, "CONFIRMED|REPORTED");
    assertTrue(agrees.contains("You agree: it counts as of you both."), agrees);
    assertTrue(agrees.contains("you had chosen Unfounded: no pattern"), agrees);
    assertFalse(second.get(path).html().contains("had chosen"), "nothing was sent yet");

    assertEquals(303, second.post(path + "/decide", form("CONFIRMED|REPORTED", "")).status());
    assertTrue(until("second had chosen Unfounded: no pattern").html().contains("first"));
    assertTrue(
        console.audit().stream()
            .anyMatch(
                one ->
                    one.startsWith("second chose ")
                        && one.contains("verdict UNFOUNDED")
                        && one.contains("reason NO_PATTERN")
                        && one.contains("then_shown ")),
        console.audit().toString());
  }

  @Test
  void whatWasNotPreviewedAsItIsSentIsNotSent() throws Exception {
    preview(second, "UNFOUNDED|NO_PATTERN");
    for (Map<String, List<String>> unseen :
        List.of(form("CONFIRMED|REPORTED", ""), form("UNFOUNDED|NO_PATTERN", "a new note"))) {
      Answer refused = second.post(path + "/decide", unseen);
      assertEquals(409, refused.status());
      assertTrue(refused.html().contains("Nothing was sent, because it was not shown"));
    }
    assertEquals(303, second.post(path + "/decide", form("UNFOUNDED|NO_PATTERN", "")).status());
  }
}
