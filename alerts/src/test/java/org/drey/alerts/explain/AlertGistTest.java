package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.SignalDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Alerts in a few words. */
class AlertGistTest {
  private static final AlertGist GIST = new AlertGist(new RuleBook(TestAlerts.RULES, "GBP"));
  private static final Instant EVENING = Instant.parse("2026-01-10T23:30:00Z");

  private static AlertEvent event(Instant time, String... indicators) {
    AlertEvent event = AlertEvent.newBuilder(TestAlerts.payer().getEvents().get(0)).build();
    event.setEventId(time.toString());
    event.setEventTime(time);
    event.setPayment(null);
    event.setIndicators(List.of(indicators));
    return event;
  }

  private static AlertEvent paid(Instant time, String payer, String payee, double amount) {
    PaymentDetails payment =
        PaymentDetails.newBuilder(TestAlerts.payer().getEvents().get(0).getPayment()).build();
    payment.setSubject(payer);
    payment.setPayee(payee);
    payment.setAmount(amount);
    AlertEvent event = event(time, "PAY-01", "LNK-01");
    event.setPayment(payment);
    return event;
  }

  private static AlertEvent seen(Instant time, String type, String viewer, String visibility) {
    AlertEvent event = event(time, "LNK-01");
    event.setLivestream(
        LivestreamDetails.newBuilder()
            .setHost("host-1")
            .setSubject(viewer)
            .setSession("session-" + time)
            .setType(type)
            .setVisibility(visibility)
            .setViewers(1)
            .setHostAgeAssurance("UNKNOWN")
            .setViewerAgeAssurance("UNKNOWN")
            .build());
    return event;
  }

  private static AlertEvent reported(double confidence) {
    AlertEvent event = event(EVENING, "EXT-01");
    event.setSignal(new SignalDetails("TRUSTED_FLAGGER", "reported_account", confidence));
    return event;
  }

  private static String gist(Track track, EntityKind kind, AlertEvent... events) {
    Alert alert = TestAlerts.of(track, "payer-token-1");
    alert.setEntityKind(kind);
    alert.setEvents(List.of(events));
    return GIST.of(alert);
  }

  private static String payer(AlertEvent... events) {
    return gist(Track.PAYER, EntityKind.SUBJECT, events);
  }

  @Test
  void paymentsHaveTheirSumAndEveningsBeforeSessions() {
    Instant night = EVENING.plusSeconds(3 * 3600); // after midnight, of the same evening
    assertEquals(
        "3 payments, 70 GBP, to 2 accounts in PH, before private sessions on 2 days",
        payer(
            paid(EVENING, "payer-token-1", "payee-1", 20),
            seen(EVENING.plusSeconds(600), "JOINED", "payer-token-1", "PRIVATE"),
            paid(night, "payer-token-1", "payee-1", 20.4),
            paid(EVENING.plusSeconds(86_400), "payer-token-1", "payee-2", 30),
            seen(EVENING.plusSeconds(87_000), "JOINED", "payer-token-1", "INVITE")));
  }

  @Test
  void byDayOrInOtherSessionsTheWordsAreOthers() {
    Instant noon = Instant.parse("2026-01-10T12:00:00Z");
    assertEquals(
        "1 payment, 20 GBP, to 1 account in PH, before live sessions on 1 day",
        payer(
            paid(noon, "payer-token-1", "payee-1", 20),
            seen(noon.plusSeconds(600), "JOINED", "payer-token-1", "PUBLIC")));
    assertEquals(
        "2 private sessions of 1 host",
        payer(
            seen(noon, "JOINED", "payer-token-1", "PRIVATE"),
            seen(noon.plusSeconds(600), "LEFT", "payer-token-1", "PRIVATE")));
  }

  @Test
  void whatWasOnlyTriedIsNotCounted() {
    AlertEvent declined = paid(EVENING, "payer-token-1", "payee-1", 500);
    declined.getPayment().setStatus("DECLINED");
    assertEquals(
        "1 payment, 20 GBP, to 1 account in PH",
        payer(declined, paid(EVENING, "payer-token-1", "payee-2", 20)));
  }

  @Test
  void ofAnAccountThoseWhoPaidItAreCountedAndNotNamed() {
    assertEquals(
        "3 payments, 60 GBP, from 2 people",
        gist(
            Track.RECEIVER,
            EntityKind.PAYEE,
            paid(EVENING, "child-1", "payer-token-1", 20),
            paid(EVENING, "child-1", "payer-token-1", 20),
            paid(EVENING, "child-2", "payer-token-1", 20)));
  }

  @Test
  void aYoungHostIsJoinedAndReported() {
    assertEquals(
        "1 session by invitation, joined by 1 person, 1 live session reported",
        gist(
            Track.VICTIM,
            EntityKind.HOST,
            seen(EVENING, "JOINED", "viewer-1", "INVITE"),
            seen(EVENING, "REPORTED", null, "INVITE")));
  }

  @Test
  void aReportSaysHowSureItIs() {
    assertEquals(
        "report by a trusted flagger (reported account, confidence 0.90)", payer(reported(0.9)));
    assertEquals(
        "report by a trusted flagger (reported account, to which it gives no confidence: 0.00)",
        payer(reported(0)));
  }

  @Test
  void aListThatIsCutSaysSo() {
    List<AlertEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(paid(EVENING.plusSeconds(i), "payer-token-1", "payee-1", 1));
    }
    assertEquals(
        "50+ payments, 50+ GBP, to 1+ accounts in PH", payer(events.toArray(AlertEvent[]::new)));
  }

  @Test
  void withoutEventsTheStrongestReasonSpeaksAndWithoutReasonsNothing() {
    Alert alert = TestAlerts.payer();
    alert.setEvents(List.of());
    assertEquals("PAY-20: 6 within 7 days (threshold: 5 or more).", GIST.of(alert));
    alert.setReasons(List.of());
    alert.setFindings(List.of());
    assertEquals("", GIST.of(alert));
  }

  @Test
  void hostsWhoAreAssuredToBeChildrenAreSaidFirst() {
    AlertEvent child = seen(EVENING, "JOINED", "payer-token-1", "PRIVATE");
    child.getLivestream().setHostAgeAssurance("CHILD");
    AlertEvent other = seen(EVENING.plusSeconds(60), "JOINED", "payer-token-1", "PRIVATE");
    assertEquals("hosts assured to be children: 1 private session of 1 host", payer(child));
    assertEquals(
        "some hosts assured to be children: 2 private sessions of 1 host", payer(child, other));
    assertFalse(gist(Track.VICTIM, EntityKind.HOST, child).contains("children"));
  }
}
