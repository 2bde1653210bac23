package org.drey.alerts.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
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
    Alert alert = TestAlerts.of(track, token);
    alert.setEntityKind(EntityKind.HOST);
    alert.setAlertId(AlertIds.of(AlertTrack.valueOf(track.name()), EntityNames.of(alert)));
    return alert;
  }

  @Test
  void ofACaseTheMembersAreKnownByTheirTracks() {
    Case star = TestAlerts.sample(Case.class);
    star.setTokenDomain(payer.getTokenDomain());
    star.setKeyVersion(payer.getKeyVersion());
    CaseMember member = new CaseMember(payer.getAlertId(), "c1", Track.PAYER, 60.0);
    CaseMember account = new CaseMember("other", "c1", Track.FACILITATOR, 60.0);
    star.setMembers(List.of(member, account));
    PossibleVictims victims = PossibleVictims.of(List.of(child));
    assertEquals(child.getAlertId(), victims.beside(star, member));
    assertNull(victims.beside(star, account), "the token of an account is no person's");
    Alert other = TestAlerts.of(Track.PAYER, "c2");
    assertTrue(
        PossibleVictims.alertIds(List.of(other), List.of(star)).contains(child.getAlertId()));
  }
}
