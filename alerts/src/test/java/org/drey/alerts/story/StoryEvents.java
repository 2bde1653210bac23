package org.drey.alerts.story;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.jspecify.annotations.Nullable;

/** Events of an alert about a person who pays, to begin with. */
public final class StoryEvents {
  /** A Thursday. */
  public static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static final Alert ALERT = TestAlerts.payer();
  private static final int MINUTE = 60;

  private StoryEvents() {}

  /** An alert that has these. */
  public static Alert alert(List<AlertEvent> events) {
    Alert alert = Alert.newBuilder(ALERT).build();
    alert.setEvents(events);
    return alert;
  }

  /** An alert that has these, in whose sessions the hosts are of an assured age. */
  public static Alert withHosts(String age, AlertEvent... events) {
    for (AlertEvent event : events) {
      if (event.getLivestream() != null) {
        event.getLivestream().setHostAgeAssurance(age);
      }
    }
    return alert(List.of(events));
  }

  /** A payment so many minutes after noon. */
  public static AlertEvent payment(int minute, String payee, double amount, String... indicators) {
    AlertEvent event = event("payments", minute, indicators);
    PaymentDetails payment =
        PaymentDetails.newBuilder(ALERT.getEvents().get(0).getPayment()).build();
    payment.setPayee(payee);
    payment.setAmount(amount);
    event.setPayment(payment);
    return event;
  }

  /** A person joined a private session so many minutes after noon. */
  public static AlertEvent joined(int minute, String host, String... indicators) {
    return session(minute, host, "JOINED", null, indicators);
  }

  /** A person left a private session so many minutes after noon. */
  public static AlertEvent left(int minute, String host, int minutes, String... indicators) {
    return session(minute, host, "LEFT", (long) MINUTE * minutes, indicators);
  }

  private static AlertEvent session(
      int minute, String host, String type, @Nullable Long seconds, String... indicators) {
    AlertEvent event = event("livestream-sessions", minute, indicators);
    event.setEventId(type + minute);
    event.setPayment(null);
    int started = seconds == null ? minute : minute - (int) (seconds / MINUTE);
    event.setLivestream(
        new LivestreamDetails(
            host,
            ALERT.getEntity(),
            "session-" + started,
            type,
            "PRIVATE",
            1L,
            seconds,
            "UNKNOWN",
            "UNKNOWN"));
    return event;
  }

  private static AlertEvent event(String topic, int minute, String... indicators) {
    AlertEvent event = AlertEvent.newBuilder(ALERT.getEvents().get(0)).build();
    event.setEventId(topic + minute);
    event.setTopic(topic);
    event.setEventTime(NOON.plusSeconds((long) MINUTE * minute));
    event.setIndicators(Arrays.asList(indicators));
    return event;
  }
}
