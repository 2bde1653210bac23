package org.drey.alerts.handover;

import static org.drey.alerts.handover.TestHandovers.ALL;
import static org.drey.alerts.handover.TestHandovers.WITH_VICTIMS;
import static org.drey.alerts.handover.TestHandovers.confirmed;
import static org.drey.alerts.handover.TestHandovers.results;
import static org.drey.alerts.handover.TestHandovers.select;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.MemoryResults;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.handover.HandoverParty.Role;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** What goes to others, for all formats. */
class HandoverSelectionTest {
  private static Set<String> going(HandoverContents handover) {
    return handover.alerts().stream()
        .map(one -> one.alert().getEntity())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static HandoverSelection.SelectionRequest named(Alert... alerts) {
    return new HandoverSelection.SelectionRequest(
        Arrays.stream(alerts).map(Alert::getAlertId).collect(Collectors.toUnmodifiableSet()),
        null,
        false,
        List.of());
  }

  private static HandoverSelection.SelectionRequest of(Case theCase, boolean victims) {
    return new HandoverSelection.SelectionRequest(Set.of(), theCase, victims, List.of());
  }

  @Test
  void ofAllThoseThatWereDecidedSo() {
    MemoryResults results =
        results(
            confirmed(Track.PAYER, "p1"),
            TestHandovers.decided(Track.PAYER, "p2", VerdictType.UNFOUNDED),
            TestAlerts.of(Track.PAYER, "p3"),
            TestHandovers.decided(Track.RECEIVER, "p4", VerdictType.LIKELY));
    HandoverContents handover = select(results, ALL);
    assertEquals(Set.of("p1", "p4"), going(handover));
    assertEquals(Map.of(), handover.held());
  }

  @Test
  void whatIsNamedAndStaysSaysWhy() {
    Alert open = TestAlerts.payer();
    HandoverContents handover = select(results(open), named(open));
    assertEquals(Map.of(open.getAlertId(), HandoverClearance.NO_VERDICT), handover.held());
  }

  @Test
  void aYoungPersonsAlertGoesOnlyIfItIsAskedFor() {
    Alert child = confirmed(Track.VICTIM, "child");
    assertTrue(select(results(child), ALL).alerts().isEmpty());
    assertTrue(select(results(child), WITH_VICTIMS).alerts().get(0).isVictim());
    assertTrue(select(results(child), named(child)).alerts().get(0).isVictim());
  }

  @Test
  void noOneWhoMayBeAVictimGoesAsAnythingElse() {
    Alert payer = confirmed(Track.PAYER, "child");
    Alert child = TestAlerts.of(Track.VICTIM, "child");
    HandoverContents handover = select(results(payer, child), named(payer));
    assertTrue(handover.alerts().isEmpty());
    assertTrue(handover.held().get(payer.getAlertId()).contains("may be a victim"));

    child.setState(AlertState.CLOSED); // also if it was closed as unfounded: no suspect of a child
    child.setClosedBy("UNFOUNDED");
    assertTrue(select(results(payer, child), named(payer)).alerts().isEmpty());

    child.setState(AlertState.WITHDRAWN);
    assertEquals(Set.of("child"), going(select(results(payer, child), named(payer))));

    child.setState(AlertState.OPEN);
    child.setTokenDomain("elsewhere"); // the same token there is of someone else
    child.setAlertId(PossibleVictims.alertId(EntityNames.of(child)));
    assertEquals(Set.of("child"), going(select(results(payer, child), named(payer))));
  }

  @Test
  void inAReportAboutAnotherAVictimHasNoToken() {
    Alert facilitator = TestHandovers.paid(Track.FACILITATOR, "payee", "child", "payer");
    Alert child = TestAlerts.of(Track.VICTIM, "child");
    HandoverContents handover = select(results(facilitator, child), ALL);
    List<HandoverPayment> payments = HandoverStory.of(handover).payments();
    assertEquals(new HandoverParty(Role.MAY_BE_VICTIM, null, "payer 1"), payments.get(0).from());
    assertEquals(new HandoverParty(Role.OTHER, "payer", ""), payments.get(1).from());
    assertEquals(new HandoverParty(Role.SUBJECT, "payee", ""), payments.get(1).to());
  }

  @Test
  void whoPaysAReceiverMayBeAVictimAlsoWithoutAnAlert() {
    Alert receiver = TestHandovers.paid(Track.RECEIVER, "payee", "someone");
    HandoverContents handover = select(results(receiver), ALL);
    assertEquals(
        new HandoverParty(Role.MAY_BE_VICTIM, null, "payer 1"),
        HandoverStory.of(handover).payments().get(0).from());
  }

  @Test
  void whatHasExpiredStays() {
    Alert alert = confirmed(Track.PAYER, "p");
    assertEquals(
        1,
        select(results(alert), ALL, new SharingTerms(TrafficLight.RED, 5, null)).alerts().size());
    HandoverContents handover =
        select(results(alert), ALL, new SharingTerms(TrafficLight.RED, 4, null));
    assertTrue(handover.held().get(alert.getAlertId()).contains("more than 4 days old"));
  }

  @Test
  void ofACaseItsMembersGo() {
    Alert one = confirmed(Track.PAYER, "p1");
    Alert two = TestAlerts.of(Track.PAYER, "p2");
    Alert child = confirmed(Track.VICTIM, "child");
    Alert other = confirmed(Track.PAYER, "p9");
    Case theCase = TestHandovers.caseOf("hub", one, two, child);
    MemoryResults results = results(one, two, child, other);
    HandoverContents handover = select(results, of(theCase, false));
    assertEquals(Set.of("p1"), going(handover));
    assertEquals(Set.of(two.getAlertId(), child.getAlertId()), handover.held().keySet());
    assertEquals(Set.of("p1", "child"), going(select(results, of(theCase, true))));
  }

  @Test
  void theMiddleOfACaseGoesUnlessAnAlertOnItStays() {
    Alert one = confirmed(Track.PAYER, "p1");
    Case theCase = TestHandovers.caseOf("hub", one);
    assertTrue(select(results(one), of(theCase, false)).hubGoes());

    Alert hub = TestHandovers.decided(Track.FACILITATOR, "hub", VerdictType.UNFOUNDED);
    hub.setEntityKind(EntityKind.PAYEE);
    assertFalse(select(results(one, hub), of(theCase, false)).hubGoes());
  }

  @Test
  void aChildInTheMiddleOfACaseStays() {
    Alert one = confirmed(Track.PAYER, "p1");
    Alert child = confirmed(Track.VICTIM, "hub");
    child.setEntityKind(EntityKind.HOST);
    child.setAlertId(PossibleVictims.alertId(EntityNames.of(child)));
    Case theCase = TestHandovers.caseOf("hub", one, child);
    theCase.setEntityKind(EntityKind.HOST);
    assertTrue(select(results(one), of(theCase, false)).hubGoes());
    assertFalse(select(results(one, child), of(theCase, true)).hubGoes());
  }

  @Test
  void verdictsOfAFileCountForTheirAlertsAlone() {
    Alert one = TestAlerts.of(Track.PAYER, "p1");
    Alert two = TestAlerts.of(Track.PAYER, "p2");
    Verdict given =
        TestHandovers.verdict(
            one, VerdictType.CONFIRMED, VerdictReason.REPORTED, TestHandovers.DECIDED);
    given.setSecondAnalyst("another");
    Verdict beside =
        TestHandovers.verdict(
            two, VerdictType.CONFIRMED, VerdictReason.REPORTED, TestHandovers.DECIDED);
    beside.setVerdictId(given.getVerdictId());
    MemoryResults results = results(one, two).with(TopicNames.VERDICTS, beside);
    HandoverContents handover =
        select(
            results, new HandoverSelection.SelectionRequest(Set.of(), null, false, List.of(given)));
    assertEquals(Set.of("p1"), going(handover));
    assertFalse(handover.alerts().get(0).decided().takenUp());
    assertTrue(handover.held().get(two.getAlertId()).contains("not taken up yet"));
  }
}
