package org.drey.alerts.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.AlertIds;
import org.junit.jupiter.api.Test;

final class PossibleVictimsTest {
  private final Alert payer = TestAlerts.of(Track.PAYER, "c1");
  private final Alert child = TestAlerts.of(Track.VICTIM, "c1");

  @Test
  void whoHasAnAlertOnTheVictimTrackIsOneUnlessItWasWithdrawn() {
    PossibleVictims victims = PossibleVictims.of(List.of(payer));
    assertFalse(victims.contains(EntityNames.of(payer)));
    child.setState(AlertState.CLOSED); // by any verdict
    victims.learn(child);
    assertTrue(victims.contains(EntityNames.of(payer)));
    child.setState(AlertState.WITHDRAWN);
    victims.learn(child);
    assertFalse(victims.contains(EntityNames.of(payer)));
  }

  @Test
  void anAlertIsBesideThoseOnOtherTracksOfTheSameTokenAlone() {
    PossibleVictims victims = PossibleVictims.of(List.of(child));
    assertEquals(child.getAlertId(), victims.beside(payer));
    assertNull(victims.beside(child));
    assertNull(victims.beside(TestAlerts.of(Track.PAYER, "c2")));
    Alert otherKey = TestAlerts.of(Track.PAYER, "c1");
    otherKey.setKeyVersion(payer.getKeyVersion() + 1);
    assertNull(victims.beside(otherKey));
  }

  @Test
  void aChildWhoHostsIsOneAsAHostAlone() {
    Alert young = ofHost(Track.VICTIM, "h1");
    Alert paid = TestAlerts.of(Track.FACILITATOR, "h1");
    paid.setEntityKind(EntityKind.PAYEE);
    PossibleVictims victims = PossibleVictims.of(List.of(young));
    assertEquals(young.getAlertId(), victims.beside(ofHost(Track.FACILITATOR, "h1")));
    assertNull(victims.beside(paid), "who is paid is another entity");
    assertTrue(PossibleVictims.words(paid, young.getAlertId()).contains("may need help"));
  }

  private static Alert ofHost(Track track, String token) {
    return of(EntityKind.HOST, track, token);
  }

  private static Alert of(EntityKind kind, Track track, String token) {
    Alert alert = TestAlerts.of(track, token);
    alert.setEntityKind(kind);
    alert.setAlertId(AlertIds.of(AlertTrack.valueOf(track.name()), EntityNames.of(alert)));
    return alert;
  }

  @Test
  void aMemberOfACaseIsOfTheKindThatItsAlertIsOf() {
    Alert host = ofHost(Track.FACILITATOR, "h1");
    Case star = TestAlerts.sample(Case.class);
    star.setTokenDomain(host.getTokenDomain());
    star.setKeyVersion(host.getKeyVersion());
    CaseMember member = new CaseMember(host.getAlertId(), "h1", Track.FACILITATOR, 60.0);
    star.setMembers(List.of(member, new CaseMember("new", "h1", Track.UNKNOWN, 1.0)));
    Alert young = ofHost(Track.VICTIM, "h1");
    assertTrue(PossibleVictims.alertIds(List.of(), List.of(star)).contains(young.getAlertId()));
    assertEquals(young.getAlertId(), PossibleVictims.of(List.of(young)).beside(star, member));
  }

  @Test
  void aChildWhoHostsIsNotNamedOnThePagesOfOthers() {
    Alert watched = TestAlerts.of(Track.PAYER, "viewer-1");
    watched.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.HOST, "h1", 2),
            new LinkedEntity(EntityKind.HOST, "h2", 1)));
    watched.setEvents(
        List.of(session(watched, 1, "h1"), session(watched, 2, "h2"), session(watched, 3, "h1")));
    PossibleVictims victims = PossibleVictims.of(List.of(ofHost(Track.VICTIM, "h1")));
    assertTrue(
        PossibleVictims.alertIds(List.of(watched), List.of())
            .contains(ofHost(Track.VICTIM, "h2").getAlertId()));
    Alert shown = victims.masked(watched);
    assertEquals(
        List.of("host 1", "h2", "host 1"),
        shown.getEvents().stream().map(one -> one.getLivestream().getHost()).toList());
    assertEquals(
        List.of("h2"), shown.getLinkedEntities().stream().map(one -> one.getEntity()).toList());
    Alert own = ofHost(Track.FACILITATOR, "h1");
    own.setEvents(watched.getEvents());
    assertEquals("h1", victims.masked(own).getEvents().get(0).getLivestream().getHost());
  }

  @Test
  void whoPaidAReceiverIsNamedNowhere() {
    Alert receiver = TestAlerts.of(Track.RECEIVER, "account-1");
    receiver.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, "payer-1", 3),
            new LinkedEntity(EntityKind.DEVICE, "device-1", 3)));
    Alert shown = new PossibleVictims().masked(receiver);
    assertEquals(List.of(), shown.getLinkedEntities());
    shown.getEvents().stream()
        .filter(one -> one.getPayment() != null)
        .forEach(
            one -> assertTrue(one.getPayment().getSubject().startsWith("person "), one::toString));
  }

  private static AlertEvent session(Alert of, int minute, String host) {
    AlertEvent event = AlertEvent.newBuilder(of.getEvents().get(0)).build();
    event.setEventId("session-" + minute);
    event.setEventTime(Instant.EPOCH.plusSeconds(60L * minute));
    event.setPayment(null);
    event.setLivestream(
        new LivestreamDetails(
            host, of.getEntity(), "s-" + minute, "LIVE", "PRIVATE", 1L, null, "NONE", "NONE"));
    return event;
  }

  @Test
  void ofACaseTheMembersAreKnownByTheirTracks() {
    Case star = TestAlerts.sample(Case.class);
    star.setTokenDomain(payer.getTokenDomain());
    star.setKeyVersion(payer.getKeyVersion());
    CaseMember member = new CaseMember(payer.getAlertId(), "c1", Track.PAYER, 60.0);
    Alert paid = of(EntityKind.PAYEE, Track.FACILITATOR, "c1");
    CaseMember account = new CaseMember(paid.getAlertId(), "c1", Track.FACILITATOR, 60.0);
    star.setMembers(List.of(member, account));
    PossibleVictims victims = PossibleVictims.of(List.of(child));
    assertEquals(child.getAlertId(), victims.beside(star, member));
    assertNull(victims.beside(star, account), "the token of an account is no person's");
    Alert other = TestAlerts.of(Track.PAYER, "c2");
    assertTrue(
        PossibleVictims.alertIds(List.of(other), List.of(star)).contains(child.getAlertId()));
  }
}
