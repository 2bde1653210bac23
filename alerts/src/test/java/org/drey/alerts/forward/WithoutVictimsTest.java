package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.Track;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.Test;

final class WithoutVictimsTest {
  private final WithoutVictims victims = new WithoutVictims();

  /** An alert whose payments and links name someone. */
  private static Alert naming(String payer, Track track, String entity) {
    Alert alert = TestAlerts.of(track, entity);
    alert.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, payer, 3),
            new LinkedEntity(EntityKind.DEVICE, "device-1", 3),
            new LinkedEntity(EntityKind.PAYEE, "payee-2", 1)));
    alert.getEvents().stream()
        .filter(event -> event.getPayment() != null)
        .forEach(event -> event.getPayment().setSubject(payer));
    assertTrue(text(alert).contains("\"subject\":\"" + payer), text(alert));
    return alert;
  }

  private Alert shown(Alert alert) {
    Alert shown = victims.of(alert).alert();
    assertNotNull(shown);
    assertEquals(alert.getEvents().size(), shown.getEvents().size());
    return shown;
  }

  @Test
  void alertsOfChildrenDoNotGoOut() {
    Alert child = TestAlerts.of(Track.VICTIM, "child-1");
    victims.learn(child);
    assertNull(victims.of(child));
    assertTrue(victims.removed(child.getAlertId()), "not even that it is gone");
  }

  @Test
  void whoWasPaidByChildrenGoesOutWithoutThem() {
    Alert receiver = naming("child-1", Track.RECEIVER, "receiver-1");
    Alert shown = shown(receiver);
    assertFalse(text(shown).contains("child-1"), text(shown));
    assertEquals(List.of("payee-2"), linked(shown));
    assertEquals(3, linked(receiver).size(), "what was read is not changed");
    assertTrue(text(receiver).contains("child-1"), "what was read is not changed");
    assertFalse(victims.removed(receiver.getAlertId()));
  }

  @Test
  void noOtherAlertNamesWhoHasOneOnTheVictimTrack() {
    Alert child = TestAlerts.of(Track.VICTIM, "child-1");
    Alert facilitator = naming("child-1", Track.FACILITATOR, "payee-1");
    assertTrue(text(shown(facilitator)).contains("child-1"), "it is not known yet");
    victims.learn(child);
    assertFalse(text(shown(facilitator)).contains("child-1"));
    assertEquals(List.of("device-1", "payee-2"), linked(shown(facilitator)));
    child.setState(AlertState.WITHDRAWN);
    victims.learn(child);
    assertTrue(text(shown(facilitator)).contains("child-1"));
  }

  @Test
  void aHostWhoHasOneOnTheVictimTrackIsNotNamed() {
    Alert child = TestAlerts.of(Track.VICTIM, "host-1");
    child.setEntityKind(EntityKind.HOST);
    child.setAlertId(PossibleVictims.alertId(EntityNames.of(child)));
    victims.learn(child);
    Alert facilitator = TestAlerts.of(Track.FACILITATOR, "payee-1");
    facilitator
        .getEvents()
        .get(0)
        .setLivestream(
            new LivestreamDetails(
                "host-1", "viewer-1", "s-1", "LIVE", "PRIVATE", 1L, null, "NONE", "NONE"));
    Alert shown = shown(facilitator);
    assertFalse(text(shown).contains("host-1"), text(shown));
    assertTrue(text(shown).contains("viewer-1"), text(shown));
  }

  @Test
  void whatIsAboutAChildOnAnotherTrackIsTakenBack() {
    Alert payer = TestAlerts.of(Track.PAYER, "child-1");
    assertEquals(payer, victims.of(payer).alert());
    victims.learn(TestAlerts.of(Track.VICTIM, "child-1"));
    assertNull(victims.of(payer).alert());
  }

  @Test
  void otherAlertsAreAsTheyAre() {
    victims.learn(TestAlerts.of(Track.VICTIM, "child-1"));
    Alert payer = TestAlerts.payer();
    assertEquals(payer, shown(payer));
  }

  private static List<String> linked(Alert alert) {
    return alert.getLinkedEntities().stream().map(LinkedEntity::getEntity).toList();
  }

  private static String text(Alert alert) {
    return new String(new JsonLineWriter().write(alert), StandardCharsets.UTF_8);
  }
}
