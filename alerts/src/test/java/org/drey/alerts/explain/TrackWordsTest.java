package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Gate;
import org.drey.event.LivestreamDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Whom alerts are about: a child who hosts is protected as one who pays. */
final class TrackWordsTest {
  private static Alert of(Track track, EntityKind kind) {
    Alert alert = TestAlerts.of(track, "t1");
    alert.setEntityKind(kind);
    return alert;
  }

  @Test
  void aYoungPersonPaysOrHosts() {
    assertEquals(
        "A young person who pays, and may need help",
        TrackWords.who(of(Track.VICTIM, EntityKind.SUBJECT)));
    assertEquals(
        "A young person who hosts, and may need help",
        TrackWords.who(of(Track.VICTIM, EntityKind.HOST)));
    assertEquals("the young person", TrackWords.here(of(Track.VICTIM, EntityKind.HOST)));
    assertEquals("this host", TrackWords.here(of(Track.FACILITATOR, EntityKind.HOST)));
  }

  @Test
  void helpComesFirstForBoth() {
    List<String> host = TrackWords.help(of(Track.VICTIM, EntityKind.HOST));
    assertTrue(host.get(0).contains("made to host. They have done nothing wrong"));
    assertFalse(String.join(" ", host).contains("payments"));
    assertTrue(
        TrackWords.help(of(Track.VICTIM, EntityKind.SUBJECT)).get(0).contains("pressed for money"));
    assertEquals(List.of(), TrackWords.help(of(Track.FACILITATOR, EntityKind.HOST)));
  }

  @Test
  void ofAListTheHelpIsRightForThoseWhoHostAndThoseWhoPay() {
    Alert host = of(Track.VICTIM, EntityKind.HOST);
    Alert payer = of(Track.VICTIM, EntityKind.SUBJECT);
    Alert other = of(Track.PAYER, EntityKind.SUBJECT);
    assertEquals(TrackWords.help(host), TrackWords.help(List.of(other, host)));
    assertEquals(TrackWords.help(payer), TrackWords.help(List.of(payer, payer)));
    assertEquals(List.of(), TrackWords.help(List.of(other)));
    List<String> both = TrackWords.help(List.of(payer, host, host));
    assertTrue(
        both.get(0).contains("made to host (2 here), or pressed for money (1)"), both.get(0));
    assertTrue(both.contains("Those who pay: " + payerHelp(payer)), both.toString());
  }

  private static String payerHelp(Alert payer) {
    String procedure = TrackWords.help(payer).get(2);
    return procedure.substring(procedure.indexOf("stop"));
  }

  @Test
  void whoHostsIsHeldForAnotherReasonThanWhoPays() {
    Gate gate = new Gate("VICTIM_HOLD", -39.0);
    Alert host = of(Track.FACILITATOR, EntityKind.HOST);
    assertTrue(GateWords.sentence(gate, host).contains("whoever hosts may have been a child"));
    Alert payer = of(Track.PAYER, EntityKind.SUBJECT);
    assertTrue(GateWords.sentence(gate, payer).contains("a victim of extortion"));
  }

  @Test
  void aHostWhoIsAChildHasNoNameInAnEventOfOthers() {
    Alert viewer = of(Track.PAYER, EntityKind.SUBJECT);
    viewer.getEvents().get(0).setPayment(null);
    viewer
        .getEvents()
        .get(0)
        .setLivestream(
            new LivestreamDetails(
                null, "t1", "s1", "JOINED", "PRIVATE", 1L, null, "CHILD", "ADULT"));
    String words = new EventWords(viewer).sentence(viewer.getEvents().get(0));
    assertTrue(words.contains("of a host who is assured to be a child"), words);
  }
}
