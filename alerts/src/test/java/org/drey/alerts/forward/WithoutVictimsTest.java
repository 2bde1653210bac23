package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.Test;

final class WithoutVictimsTest {
  @Test
  void alertsOfChildrenDoNotGoOut() {
    assertNull(WithoutVictims.of(TestAlerts.of(Track.VICTIM, "child-1")));
  }

  @Test
  void whoWasPaidByChildrenGoesOutWithoutThem() {
    Alert receiver = TestAlerts.of(Track.RECEIVER, "receiver-1");
    receiver.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, "child-1", 3),
            new LinkedEntity(EntityKind.DEVICE, "device-of-child-1", 3),
            new LinkedEntity(EntityKind.PAYEE, "payee-2", 1)));
    receiver.getEvents().stream()
        .filter(event -> event.getPayment() != null)
        .forEach(event -> event.getPayment().setSubject("child-1"));
    assertTrue(text(receiver).contains("child-1"));

    Alert shown = WithoutVictims.of(receiver);
    assertFalse(text(shown).contains("child-1"), text(shown));
    assertEquals(receiver.getEvents().size(), shown.getEvents().size());
    assertEquals(List.of("payee-2"), linked(shown));
    assertEquals(3, linked(receiver).size(), "what was read is not changed");
  }

  @Test
  void otherAlertsAreAsTheyAre() {
    Alert payer = TestAlerts.payer();
    assertSame(payer, WithoutVictims.of(payer));
  }

  private static List<String> linked(Alert alert) {
    return alert.getLinkedEntities().stream().map(LinkedEntity::getEntity).toList();
  }

  private static String text(Alert alert) {
    return new String(new JsonLineWriter().write(alert), StandardCharsets.UTF_8);
  }
}
