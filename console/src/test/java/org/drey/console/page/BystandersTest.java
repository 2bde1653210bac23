package org.drey.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Whom an alert names, and who has none, is not on its page. */
final class BystandersTest {

  /** A payee's, with payments of some people. */
  private static Alert paidBy(List<String> payers) {
    Alert alert = ConsoleAlerts.of(Track.FACILITATOR, "the-payee");
    alert.setEntityKind(EntityKind.PAYEE);
    AlertEvent payment =
        alert.getEvents().stream()
            .filter(one -> one.getPayment() != null)
            .findFirst()
            .orElseThrow();
    alert.setEvents(
        payers.stream()
            .map(
                payer -> {
                  AlertEvent event = AlertEvent.newBuilder(payment).build();
                  event.getPayment().setSubject(payer);
                  return event;
                })
            .toList());
    alert.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, "no-alert-2", 3),
            new LinkedEntity(EntityKind.SUBJECT, "alerted", 1),
            new LinkedEntity(EntityKind.DEVICE, "device-1", 1)));
    return alert;
  }

  private static Alert masked(Alert alert, String... alerted) {
    return Bystanders.masked(
        alert,
        asked -> {
          Set<String> found = new HashSet<>(asked);
          found.retainAll(Set.of(alerted));
          return found;
        });
  }

  @Test
  void whoHasNoAlertIsCalledByTheSameNumberThroughoutThePage() {
    Alert shown =
        masked(paidBy(List.of("no-alert-1", "alerted", "no-alert-2", "no-alert-1")), "alerted");
    assertEquals(
        List.of("person 1", "alerted", "person 2", "person 1"),
        shown.getEvents().stream()
            .map(AlertEvent::getPayment)
            .map(PaymentDetails::getSubject)
            .toList());
    assertEquals(
        List.of("person 2", "alerted", "device-1"),
        shown.getLinkedEntities().stream().map(LinkedEntity::getEntity).toList());
    assertFalse(shown.toString().contains("no-alert"), shown.toString());
    assertTrue(shown.getEvents().get(0).getPayment().getPayee().length() > 0);
  }

  @Test
  void anAlertThatNamesNoOneElseIsTheSame() {
    Alert alert = paidBy(List.of("alerted", "the-payee"));
    alert.setLinkedEntities(List.of());
    assertSame(alert, masked(alert, "alerted"));
  }
}
