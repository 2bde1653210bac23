package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** What happened, and its figures. */
class HandoverStoryTest {
  private static HandoverContents only(Alert... alerts) {
    return TestHandovers.select(TestHandovers.results(alerts), TestHandovers.ALL);
  }

  private static HandoverFigures figures(HandoverContents handover) {
    return new HandoverFigures(handover, HandoverStory.of(handover), "GBP");
  }

  @Test
  void aVisitIsOneEventWithItsLength() {
    HandoverStory story = HandoverStory.of(only(TestHandovers.watcher()));
    assertEquals(3, story.payments().size());
    assertEquals(
        List.of("live-0-in JOINED 720", "live-1-in JOINED 720", "live-2-in JOINED 720"),
        story.sessions().stream()
            .map(one -> one.eventId() + " " + one.type() + " " + one.seconds())
            .toList());
  }

  @Test
  void whoMayBeAVictimHasTheSameNumberInPaymentsAndSessions() {
    Alert receiver = TestHandovers.paid(Track.RECEIVER, "payee", "a", "b", "a");
    List<AlertEvent> events = new ArrayList<>(receiver.getEvents());
    events.addAll(TestHandovers.visit("v", "b", "host", TestAlerts.AS_OF));
    events.addAll(TestHandovers.visit("w", "c", "host", TestAlerts.AS_OF));
    receiver.setEvents(events);
    HandoverStory story = HandoverStory.of(only(receiver));
    assertEquals(
        List.of("payer 1", "payer 2", "payer 1"),
        story.payments().stream().map(one -> one.from().number()).toList());
    assertEquals(
        List.of("nullpayer 2", "nullviewer 1"),
        story.sessions().stream()
            .map(HandoverSession::viewer)
            .map(one -> one == null ? "" : one.token() + one.number())
            .toList());
  }

  @Test
  void aHostWhoMayBeAVictimHasNoTokenEither() {
    Alert child = TestAlerts.of(Track.VICTIM, "host-token-0");
    child.setEntityKind(EntityKind.HOST);
    child.setAlertId(PossibleVictims.alertId(EntityNames.of(child)));
    HandoverStory story = HandoverStory.of(only(TestHandovers.watcher(), child));
    assertEquals("host 1", story.sessions().get(0).host().number());
    assertEquals("host-token-1", story.sessions().get(1).host().token());
  }

  @Test
  void figuresAreOfWhatWasCompleted() {
    HandoverFigures figures = figures(only(TestHandovers.watcher()));
    assertEquals(
        List.of(
            "3 payments on 3 days, from 2026-01-10 to 2026-01-12: 2 completed, 43.00 GBP together;"
                + " 1 declined.",
            "2 live sessions of 2 hosts on 3 days, from 2026-01-10 to 2026-01-12: 2 private."),
        figures.totals());
    assertEquals(
        List.of(
            " (PH): 2 payments on 2 days, from 2026-01-10 to 2026-01-12, 1 completed, 21.50 GBP"
                + " together; 1 declined.",
            " (PH): 1 payment on 2026-01-11, 1 completed, 21.50 GBP together."),
        List.copyOf(figures.counterparts().values()));
    assertEquals(List.of("1 of 3 payments: they say that they are related."), figures.relations());
  }

  @Test
  void whatIsNotKnownIsNotCounted() {
    Alert alert = TestHandovers.paid(Track.FACILITATOR, "payee", "p", "q");
    alert.getEvents().get(0).getPayment().setAmount(null);
    assertEquals(
        List.of(
            "2 payments on 2026-01-15: 2 completed, 21.50 GBP together; 1 of these without a known"
                + " amount."),
        figures(only(alert)).totals());
  }

  @Test
  void thatEarlierEventsAreNotThereIsSaid() {
    String[] payers = "p ".repeat(50).split(" ");
    Alert alert = TestHandovers.paid(Track.FACILITATOR, "payee", payers);
    assertTrue(figures(only(alert)).totals().get(1).contains("latest 50 events"));
  }
}
