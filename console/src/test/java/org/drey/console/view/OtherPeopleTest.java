package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** People without an alert have no token on a page, and of a receiver no payer has one. */
final class OtherPeopleTest {
  private static final Map<String, String> ALERTED = Map.of("payer-1", "alert-1");

  private static final PossibleVictims NOBODY = new PossibleVictims();

  private static Alert paid(Track track) {
    Alert alert = ConsoleAlerts.of(track, "account-1");
    alert.setEntityKind(EntityKind.PAYEE);
    alert.setLinkedEntities(
        List.of(
            new LinkedEntity(EntityKind.SUBJECT, "payer-1", 3),
            new LinkedEntity(EntityKind.SUBJECT, "payer-2", 1),
            new LinkedEntity(EntityKind.DEVICE, "device-1", 1),
            new LinkedEntity(EntityKind.HOST, "host-1", 2)));
    List<AlertEvent> events = new ArrayList<>();
    for (String payer : List.of("payer-1", "payer-2", "payer-2", "payer-3")) {
      AlertEvent event = AlertEvent.newBuilder(payment(alert)).build();
      event.setEventId("event-" + events.size());
      event.getPayment().setSubject(payer);
      events.add(event);
    }
    alert.setEvents(events);
    return alert;
  }

  private static AlertEvent payment(Alert alert) {
    return alert.getEvents().stream()
        .filter(one -> one.getPayment() != null)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> payers(Alert alert) {
    return alert.getEvents().stream().map(one -> one.getPayment().getSubject()).toList();
  }

  private static List<String> links(OtherPeople people) {
    return LinkLine.of(people, List.of()).stream().map(LinkLine::token).toList();
  }

  @Test
  void onAnAccountsPageThoseWithAnAlertAreNamedAndTheOthersCounted() {
    Alert alert = paid(Track.FACILITATOR);
    assertEquals(Set.of("payer-1", "payer-2", "payer-3"), OtherPeople.of(alert));
    OtherPeople people = new OtherPeople(alert, ALERTED, NOBODY);
    assertEquals(List.of("payer-1", "device-1", "host-1"), links(people));
    assertEquals("alert-1", LinkLine.of(people, List.of()).get(0).alertId());
    assertEquals("2 people, 1 with an alert; no one else is listed.", people.words());
    assertEquals(List.of("payer-1", "person 1", "person 1", "person 2"), payers(people.masked()));
    assertEquals(List.of("payer-1", "payer-2", "payer-2", "payer-3"), payers(alert), "as it was");
  }

  @Test
  void onAReceiversPageNoPayerIsNamedForAnyMayBeAChild() {
    OtherPeople people = new OtherPeople(paid(Track.RECEIVER), ALERTED, NOBODY);
    assertEquals(List.of("host-1"), links(people));
    assertEquals(
        "2 people and their devices are not listed: any of them may be a child.", people.words());
    assertEquals(List.of("person 1", "person 2", "person 2", "person 3"), payers(people.masked()));
  }

  @Test
  void onAPersonsOwnPageTheyAreThemselves() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "payer-1");
    alert.getEvents().stream()
        .filter(one -> one.getPayment() != null)
        .forEach(one -> one.getPayment().setSubject("payer-1"));
    alert.getEvents().stream()
        .filter(one -> one.getLivestream() != null)
        .forEach(one -> one.getLivestream().setSubject("payer-1"));
    OtherPeople people = new OtherPeople(alert, Map.of(), NOBODY);
    assertEquals(alert, people.masked());
    assertNull(people.words());
  }

  @Test
  void whoMayBeAVictimIsNamedOnNoOtherPage() {
    Alert child = ConsoleAlerts.of(Track.VICTIM, "payer-1");
    OtherPeople people =
        new OtherPeople(paid(Track.FACILITATOR), ALERTED, PossibleVictims.of(List.of(child)));
    assertEquals(List.of("device-1", "host-1"), links(people));
    assertEquals(List.of("person 1", "person 2", "person 2", "person 3"), payers(people.masked()));
    Alert account = ConsoleAlerts.of(Track.FACILITATOR, "account-1");
    var star = ConsoleAlerts.star("payer-1", List.of(account, child));
    star.setEntityKind(EntityKind.SUBJECT);
    CaseStarView view =
        CaseStarView.of(star, account.getAlertId(), List.of(), PossibleVictims.of(List.of(child)));
    assertNull(view.token());
    assertEquals(
        List.of("account-1", "alert " + child.getAlertId().substring(0, 8)),
        view.members().stream().map(CaseStarView.Member::token).toList());
  }

  @Test
  void aCaseIsInTheOrderInWhichItsAlertsAreDueAndShowsNoScores() {
    Alert first = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert second = ConsoleAlerts.of(Track.PAYER, "p2");
    var star = ConsoleAlerts.star("payee", List.of(first, second));
    star.setMembers(
        List.of(
            new CaseMember("gone", "p0", Track.PAYER, 99.0),
            star.getMembers().get(0),
            star.getMembers().get(1)));
    CaseStarView view =
        CaseStarView.of(
            star,
            first.getAlertId(),
            List.of(second.getAlertId(), first.getAlertId()),
            new PossibleVictims());
    assertEquals(
        List.of("p2", "p1", "p0"),
        view.members().stream().map(CaseStarView.Member::token).toList());
  }
}
