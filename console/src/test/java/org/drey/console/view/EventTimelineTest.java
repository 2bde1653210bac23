package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Events in time: joined are pairs that a rule found, and no others. */
final class EventTimelineTest {
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final RuleBook BOOK = new RuleBook(ConsoleAlerts.RULES);

  private final Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");

  private AlertEvent payment(int minute, String payer, String payee, String... indicators) {
    AlertEvent event = event("payments", minute, indicators);
    PaymentDetails payment =
        PaymentDetails.newBuilder(alert.getEvents().get(0).getPayment()).build();
    payment.setSubject(payer);
    payment.setPayee(payee);
    event.setPayment(payment);
    return event;
  }

  private AlertEvent joined(int minute, String viewer, String host, String... indicators) {
    AlertEvent event = event("livestream-sessions", minute, indicators);
    event.setPayment(null);
    event.setLivestream(
        new LivestreamDetails(
            host, viewer, "session", "JOINED", "PRIVATE", 2L, null, "UNKNOWN", "ADULT"));
    return event;
  }

  private AlertEvent event(String topic, int minute, String... indicators) {
    AlertEvent event = AlertEvent.newBuilder(alert.getEvents().get(0)).build();
    event.setEventId(topic + minute);
    event.setTopic(topic);
    event.setEventTime(NOON.plusSeconds(60L * minute));
    event.setIndicators(Arrays.asList(indicators));
    return event;
  }

  private EventTimeline lane(AlertEvent... events) {
    Alert shown = Alert.newBuilder(alert).build();
    shown.setEvents(Arrays.asList(events));
    AlertView view =
        AlertView.of(
            VerdictHistory.of(shown, List.of(), ConsoleAlerts.VERDICTS), List.of(), BOOK, NOON);
    EventTimeline lane = EventTimeline.of(view, BOOK);
    assertNotNull(lane);
    return lane;
  }

  private static List<String> joins(EventTimeline lane) {
    return lane.joins().stream().map(EventTimeline.Join::label).toList();
  }

  @Test
  void aPairThatARuleFoundIsJoinedWithTheMinutesBetween() {
    EventTimeline lane =
        lane(joined(25, "p1", "h1", "LNK-01"), payment(0, "p1", "q1", "LNK-01", "PAY-01"));
    assertEquals(
        List.of("livestreams", "payments"),
        lane.rows().stream().map(EventTimeline.Row::label).toList());
    assertEquals(List.of("25 min"), joins(lane));
    assertEquals("110.00", lane.dots().get(0).x());
    assertEquals("730.00", lane.dots().get(1).x());
  }

  @Test
  void whatLiesBetweenAPairDoesNotPartIt() {
    assertEquals(
        List.of("25 min"),
        joins(
            lane(
                payment(0, "p1", "q1", "LNK-01"),
                payment(10, "p1", "q9", "PAY-01"),
                joined(12, "p1", "h9", "LIV-02"),
                joined(25, "p1", "h1", "LNK-01"))));
  }

  @Test
  void neighboursThatNoRulePairedAreNotJoined() {
    assertEquals(List.of(), joins(lane(payment(0, "p1", "q1", "PAY-01"), joined(5, "p1", "h1"))));
    assertEquals(
        List.of(),
        joins(lane(payment(0, "p1", "q1", "PAY-20"), joined(5, "p1", "h1", "PAY-20"))),
        "one that does not ask for an order");
    assertEquals(
        List.of(),
        joins(lane(payment(0, "p1", "q1", "LNK-01"), joined(5, "p2", "h1", "LNK-01"))),
        "of another person");
    assertEquals(
        List.of(),
        joins(lane(payment(0, "p1", "q1", "LNK-01"), joined(120, "p1", "h1", "LNK-01"))),
        "outside the window");
  }

  @Test
  void whereTwoPayeesComeIntoQuestionNoneIsGuessed() {
    assertEquals(
        List.of(),
        joins(
            lane(
                payment(0, "p1", "q1", "LNK-01"),
                payment(5, "p1", "q2", "LNK-01"),
                joined(10, "p1", "h1", "LNK-01"))));
    assertEquals(
        List.of("5 min"),
        joins(
            lane(
                payment(0, "p1", "q1", "LNK-01"),
                payment(5, "p1", "q1", "LNK-01"),
                joined(10, "p1", "h1", "LNK-01"))));
  }
}
