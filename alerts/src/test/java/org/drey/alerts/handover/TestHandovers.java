package org.drey.alerts.handover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.drey.alerts.MemoryResults;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;

/** Alerts that were decided, and what goes out of them. */
final class TestHandovers {
  static final Instant DECIDED = Instant.parse("2026-01-15T21:00:00Z");
  static final Instant NOW = Instant.parse("2026-01-20T09:00:00Z");

  /**
   * What would be markup, a formula, a command or an end of something, and what XML cannot hold.
   */
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "]]><!-- & <a href='x'>\"",
          "[x](javascript:alert(1)) ![i](http://x.example/i.png)",
          "`code` ``` # * _ | \\",
          "=cmd|' /C calc'!A0",
          "a\nb\r\n# c\u0000\u001b[31m\u202e\uFFFE",
          "{\"type\":\"x\"}",
          "${jndi:ldap://x.example/a}",
          "http://x.example/ www.x.example a@x.example",
          "'; DROP TABLE alerts; --");

  private TestHandovers() {}

  /** Closed by a verdict that the job has taken up. */
  static Alert decided(Track track, String token, VerdictType verdict) {
    Alert alert = TestAlerts.of(track, token);
    alert.setReasons(
        List.of(TestAlerts.reason("repeated_small_payments_abroad", 26.0, 6.0, "gte 3", "30d")));
    alert.setState(AlertState.CLOSED);
    alert.setVerdict(verdict.name());
    alert.setVerdictTime(DECIDED);
    alert.setClosedBy(verdict.name());
    return alert;
  }

  static Alert confirmed(Track track, String token) {
    return decided(track, token, VerdictType.CONFIRMED);
  }

  /** An account that is paid, with payments by some payers. */
  static Alert paid(Track track, String payee, String... payers) {
    Alert alert = confirmed(track, payee);
    alert.setEntityKind(EntityKind.PAYEE);
    alert.setEvents(
        IntStream.range(0, payers.length)
            .mapToObj(i -> payment("pay-" + i, payers[i], payee))
            .toList());
    return alert;
  }

  static AlertEvent payment(String id, String payer, String payee) {
    AlertEvent event =
        AlertEvent.newBuilder(TestAlerts.payer().getEvents().get(0)).setEventId(id).build();
    event.setPayment(
        PaymentDetails.newBuilder(event.getPayment()).setSubject(payer).setPayee(payee).build());
    return event;
  }

  /** Events of a visit to a live session. */
  static List<AlertEvent> visit(String id, String viewer, String host, Instant joined) {
    return List.of(
        live(id + "-in", "JOINED", viewer, host, joined),
        live(id + "-out", "LEFT", viewer, host, joined.plusSeconds(720)));
  }

  private static AlertEvent live(String id, String type, String viewer, String host, Instant time) {
    LivestreamDetails details =
        LivestreamDetails.newBuilder()
            .setHost(host)
            .setSubject(viewer)
            .setSession("session-of-" + host)
            .setType(type)
            .setVisibility("PRIVATE")
            .setViewers(1)
            .setDurationSeconds(type.equals("LEFT") ? 720L : null)
            .setHostAgeAssurance("UNKNOWN")
            .setViewerAgeAssurance("UNKNOWN")
            .build();
    AlertEvent event =
        AlertEvent.newBuilder(TestAlerts.payer().getEvents().get(0))
            .setEventId(id)
            .setProvider("live.example")
            .setTopic(TopicNames.LIVESTREAM_SESSIONS)
            .setEventTime(time)
            .setLivestream(details)
            .build();
    event.setPayment(null);
    return event;
  }

  /** A person who paid some accounts before watching, with what the firm knows of the two. */
  static Alert watcher() {
    Alert alert = confirmed(Track.PAYER, "payer-token-1");
    List<AlertEvent> events = new ArrayList<>();
    Instant evening = Instant.parse("2026-01-10T20:15:00Z");
    List<String> relations = List.of("NONE", "DECLARED", "NONE");
    for (int i = 0; i < relations.size(); i++) {
      AlertEvent payment = payment("pay-" + i, alert.getEntity(), "payee-token-" + i % 2);
      payment.setEventTime(evening.plus(Duration.ofDays(i)));
      payment.getPayment().setRelationship(relations.get(i));
      payment.getPayment().setStatus(i == 2 ? "DECLINED" : "COMPLETED");
      events.add(payment);
      events.addAll(
          visit(
              "live-" + i,
              alert.getEntity(),
              "host-token-" + i % 2,
              payment.getEventTime().plusSeconds(960)));
    }
    alert.setEvents(events);
    return alert;
  }

  static Verdict verdict(Alert alert, VerdictType type, VerdictReason reason, Instant time) {
    return TestAlerts.verdict(alert, "v-" + alert.getEntity(), type, reason, time);
  }

  /** A case of some alerts around a payee. */
  static Case caseOf(String hub, Alert... alerts) {
    Case theCase = TestAlerts.sample(Case.class);
    theCase.setEntityKind(EntityKind.PAYEE);
    theCase.setEntity(hub);
    theCase.setMembers(
        Arrays.stream(alerts)
            .map(
                one ->
                    CaseMember.newBuilder()
                        .setAlertId(one.getAlertId())
                        .setEntity(one.getEntity())
                        .setTrack(one.getTrack())
                        .setPeakScore(one.getPeakScore())
                        .build())
            .toList());
    return theCase;
  }

  static MemoryResults results(Alert... alerts) {
    MemoryResults results = new MemoryResults();
    for (Alert one : alerts) {
      results.with(TopicNames.ALERTS, one);
    }
    return results;
  }

  static final HandoverSelection.SelectionRequest ALL =
      new HandoverSelection.SelectionRequest(Set.of(), null, false, List.of());
  static final HandoverSelection.SelectionRequest WITH_VICTIMS =
      new HandoverSelection.SelectionRequest(Set.of(), null, true, List.of());

  static HandoverContents select(MemoryResults results, HandoverSelection.SelectionRequest wanted) {
    return select(results, wanted, SharingTerms.DEFAULT);
  }

  static HandoverContents select(
      MemoryResults results, HandoverSelection.SelectionRequest wanted, SharingTerms sharing) {
    try {
      return HandoverSelection.of(
          results, wanted, sharing, new RuleBook(TestAlerts.RULES), TestAlerts.VERDICTS, NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
