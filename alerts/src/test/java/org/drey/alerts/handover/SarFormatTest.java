package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The text of a suspicious activity report. */
class SarFormatTest {
  static final List<String> HOSTILE = TestHandovers.HOSTILE;
  private static final SharingTerms SHARING =
      new SharingTerms(TrafficLight.AMBER_STRICT, 30, "Example Bank");

  private static String words(HandoverContents handover) {
    return new SarFormat().preview(handover);
  }

  private static HandoverContents only(Alert alert) {
    return TestHandovers.select(TestHandovers.results(alert), TestHandovers.WITH_VICTIMS, SHARING);
  }

  private static int visible(String html) {
    return html.substring(html.indexOf("<body>")).replaceAll("<[^>]*>", "").length();
  }

  @Test
  void anAccountThatIsPaid() {
    Alert alert = TestHandovers.paid(Track.RECEIVER, "payee-token-1", "payer-a", "payer-b");
    Golden.assertSame("receiver.sar.txt", words(only(alert)));
  }

  @Test
  void aPersonWhoPaysAndWatches() {
    Golden.assertSame("payer.sar.txt", words(only(TestHandovers.watcher())));
  }

  /** Who paid how often is there, and no token that leads to a child. */
  @Test
  void payersOfAReceiverHaveNumbers() {
    Alert alert = TestHandovers.paid(Track.RECEIVER, "payee", "child-a", "child-b", "child-a");
    String text = words(only(alert));
    assertTrue(text.contains("- payer 1 (GB): 2 payments"), text);
    assertTrue(text.contains("- payer 2 (GB): 1 payment"), text);
    assertTrue(text.contains("from payer 2 (GB) to the subject"), text);
    assertFalse(text.contains("child-"), text);
    assertFalse(new SarFormat().write(only(alert)).contains("child-"));
  }

  /** An event of others names no host who is assured to be a child. */
  @Test
  void aChildWhoHostsHasANumber() {
    Alert alert = TestHandovers.watcher();
    alert.getEvents().stream()
        .filter(event -> event.getLivestream() != null)
        .forEach(event -> event.getLivestream().setHost(null));
    String text = words(only(alert));
    assertTrue(text.contains("of host 1"), text);
    GoamlFormat goaml = new GoamlFormat(GoamlTerms.NONE);
    assertTrue(goaml.write(only(alert)).contains("host 1"));
  }

  @Test
  void aYoungPerson() {
    HandoverContents handover = only(TestHandovers.confirmed(Track.VICTIM, "child-token-1"));
    Golden.assertSame("child.sar.txt", words(handover));
    Golden.assertSame("child.sar.html", new SarFormat().write(handover));
  }

  @Test
  void itHasAtMost8000CharactersAndTheNewestPayments() {
    String[] payers =
        IntStream.range(0, 50).mapToObj(i -> "p".repeat(120) + i).toArray(String[]::new);
    Alert alert = TestHandovers.paid(Track.FACILITATOR, "payee", payers);
    alert.getEvents().get(49).setEventTime(TestAlerts.AS_OF.plusSeconds(1));
    String text = words(only(alert));
    assertTrue(text.length() <= SarFormat.MAX_CHARACTERS, () -> "" + text.length());
    assertTrue(text.length() <= SarFormat.MAX_CHARACTERS - SarFormat.ROOM, "for a conclusion");
    assertTrue(text.length() > 6000, () -> "room is left: " + text.length());
    assertTrue(text.contains("pay-49"), text);
    assertTrue(text.contains("more events, earlier ones, on request"), text);
    assertTrue(visible(new SarFormat().write(only(alert))) <= SarFormat.MAX_CHARACTERS);
  }

  @Test
  void alsoOfTheLargestCaseWithTheLongestTokens() {
    Alert[] alerts =
        IntStream.range(0, 50)
            .mapToObj(
                i -> {
                  Alert one = TestHandovers.confirmed(Track.PAYER, "`_*".repeat(300) + i);
                  one.setReasons(
                      IntStream.range(0, 20).mapToObj(r -> one.getReasons().get(0)).toList());
                  return one;
                })
            .toArray(Alert[]::new);
    Case theCase = TestHandovers.caseOf("*".repeat(1000), alerts);
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(alerts),
            new HandoverSelection.SelectionRequest(Set.of(), theCase, false, List.of()),
            new SharingTerms(TrafficLight.RED, 90, "[".repeat(300)));
    assertEquals(50, handover.alerts().size());
    assertTrue(words(handover).length() <= SarFormat.MAX_CHARACTERS);
    assertTrue(visible(new SarFormat().write(handover)) <= SarFormat.MAX_CHARACTERS);
  }

  /** Not even one line with such a token fits; that there is one, is said. */
  @Test
  void alsoWithATokenThatLeavesNoRoom() {
    String token = "t".repeat(3000);
    Alert alert = TestHandovers.paid(Track.FACILITATOR, token, token + "a", token + "b");
    String text = words(only(alert));
    assertTrue(text.contains("on request"), text);
  }

  /** Nothing of a token is markup, nor a line or a turn of direction of the words. */
  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileTokenIsAText(String token) {
    Alert alert = TestHandovers.confirmed(Track.PAYER, token);
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(alert),
            TestHandovers.ALL,
            new SharingTerms(TrafficLight.RED, 90, token));
    String text = words(handover);
    assertTrue(text.chars().noneMatch(c -> (c < ' ' && c != '\n') || c == 0x202e), text);

    String html = new SarFormat().write(handover);
    String body = html.substring(html.indexOf("<body>"));
    assertTrue(
        body.replaceAll("</?(?:body|html|main|h1|h2|p|ul|li|code)>", "")
            .chars()
            .noneMatch(c -> c == '<' || c == '>' || c == '"'),
        html);
  }
}
