package org.drey.streaming.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.drey.definitions.record.EventDetails;
import org.drey.event.AlertEvent;
import org.drey.event.HitDetails;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.SignalDetails;
import org.drey.event.Topics;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.Explanation.Behind;
import org.jspecify.annotations.Nullable;

/** The events behind the reasons of an alert, as its record shows them. */
final class AlertEvents {
  private AlertEvents() {}

  /** One event; its stream is empty where its details cannot be read. */
  static AlertEvent of(Behind behind) {
    EventDetails details = EventDetails.read(behind.seen().details());
    AlertEvent event = new AlertEvent();
    event.setProvider(behind.seen().event().provider());
    event.setEventId(behind.seen().event().eventId());
    event.setEventTime(Instant.ofEpochMilli(behind.seen().time()));
    event.setTopic(details == null ? "" : details.topic());
    event.setIndicators(behind.indicators());
    if (details != null) {
      add(details, event);
    }
    return event;
  }

  private static void add(EventDetails details, AlertEvent event) {
    switch (details.topic()) {
      case Topics.PAYMENTS -> event.setPayment(payment(details));
      case Topics.LIVESTREAM_SESSIONS -> event.setLivestream(livestream(details));
      case Topics.BLOCKLIST_HITS ->
          event.setHit(
              new HitDetails(
                  details.required("decision"),
                  details.required("entry_id"),
                  details.required("network_class")));
      case Topics.EXTERNAL_SIGNALS ->
          event.setSignal(
              new SignalDetails(
                  details.required("source_tier"),
                  details.required("signal"),
                  Double.valueOf(details.required("confidence"))));
      default -> {} // of queries and requests nothing is shown
    }
  }

  /** The token of an entity that every event of the stream names, unless that was erased. */
  private static String token(EventDetails details, String field) {
    String token = details.text(field);
    return token == null ? EntityKey.ERASED : token;
  }

  private static PaymentDetails payment(EventDetails details) {
    String amount = details.text("amount");
    return new PaymentDetails(
        token(details, "subject"),
        token(details, "payee"),
        amount == null ? null : Double.valueOf(amount),
        details.required("channel"),
        details.required("status"),
        details.required("payer_country"),
        details.required("payee_country"),
        details.required("relationship"),
        number(details.text("payer_utc_offset_minutes")));
  }

  private static LivestreamDetails livestream(EventDetails details) {
    return new LivestreamDetails(
        token(details, "host"),
        details.text("subject"),
        details.required("session"),
        details.required("type"),
        details.required("visibility"),
        Long.valueOf(details.required("viewers")),
        number(details.text("duration_seconds")),
        details.required("host_age_assurance"),
        details.required("viewer_age_assurance"));
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null ? null : Long.valueOf(text);
  }

  /** The versions of the lists that the events met, as list/version, sorted. */
  static List<String> listVersions(List<Behind> events) {
    TreeSet<String> versions = new TreeSet<>();
    for (Behind behind : events) {
      EventDetails details = EventDetails.read(behind.seen().details());
      if (details != null && details.topic().equals(Topics.BLOCKLIST_HITS)) {
        versions.add(details.required("list_id") + "/" + details.required("list_version"));
      }
    }
    return new ArrayList<>(versions);
  }
}
