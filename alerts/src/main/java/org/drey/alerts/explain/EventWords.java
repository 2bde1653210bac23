package org.drey.alerts.explain;

import java.util.Locale;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.DetailFields;
import org.drey.event.HitDetails;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.SignalDetails;
import org.drey.event.TopicNames;

/** An event behind an alert, in one sentence. */
final class EventWords {
  /** One whom no alert of others names. */
  static final String YOUNG_HOST = "a host who is assured to be a child";

  private final Alert alert;

  EventWords(Alert alert) {
    this.alert = alert;
  }

  String sentence(AlertEvent event) {
    StringBuilder text = new StringBuilder(what(event));
    DetailFields.of(event).forEach(fields -> text.append(EventLabels.of(fields.in(event))));
    return text.toString();
  }

  private String what(AlertEvent event) {
    if (event.getPayment() != null) {
      return payment(event.getPayment());
    }
    if (event.getLivestream() != null) {
      return livestream(event.getLivestream());
    }
    if (event.getHit() != null) {
      return hit(event.getHit());
    }
    return event.getSignal() != null
        ? report(event.getSignal())
        : TopicNames.words(event.getTopic());
  }

  private String payment(PaymentDetails payment) {
    StringBuilder text = new StringBuilder(name(payment.getSubject()));
    text.append(payment.getStatus().equals("COMPLETED") ? " paid " : " tried to pay ");
    text.append(name(payment.getPayee()));
    if (payment.getAmount() != null) {
      text.append(String.format(Locale.ROOT, " %.2f", payment.getAmount()));
    }
    text.append(" by ").append(channel(payment.getChannel()));
    if (!payment.getPayerCountry().equals(payment.getPayeeCountry())) {
      text.append(", from ").append(payment.getPayerCountry());
      text.append(" to ").append(payment.getPayeeCountry());
    }
    if (!payment.getStatus().equals("COMPLETED")) {
      text.append(", ").append(words(payment.getStatus()));
    }
    return text.append("; ").append(relationship(payment.getRelationship())).toString();
  }

  /** Returns what the payment firm knows of the two. */
  private static String relationship(String symbol) {
    return switch (symbol) {
      case "NONE", "UNKNOWN" -> "no relationship known";
      case "DECLARED" -> "they say that they are related";
      case "VERIFIED_FAMILY" -> "verified family";
      case "BUSINESS" -> "a business relationship";
      default -> "relationship: " + words(symbol);
    };
  }

  /** Returns how it was paid, as people call it. */
  private static String channel(String symbol) {
    return switch (symbol) {
      case "P2P" -> "a payment app";
      case "ACCOUNT_TRANSFER" -> "bank transfer";
      case "OTHER", "UNKNOWN" -> "another way";
      default -> words(symbol);
    };
  }

  private String livestream(LivestreamDetails stream) {
    String host = stream.getHost() == null ? YOUNG_HOST : name(stream.getHost());
    String viewer = stream.getSubject() == null ? "a viewer" : name(stream.getSubject());
    String session = SessionWords.session(stream.getVisibility());
    String what =
        switch (stream.getType()) {
          case "JOINED" -> viewer + " joined " + session + " of " + host;
          case "LEFT" -> viewer + " left " + session + " of " + host;
          case "STARTED" -> host + " started " + session;
          case "ENDED" -> host + " ended " + session;
          case "REPORTED" -> session + " of " + host + " was reported";
          default -> session + " of " + host + ": " + words(stream.getType());
        };
    return what + SessionWords.size(stream.getViewers(), stream.getDurationSeconds());
  }

  private static String hit(HitDetails hit) {
    return "asked for the blocklist entry "
        + hit.getEntryId()
        + ": "
        + words(hit.getDecision())
        + "; "
        + words(hit.getNetworkClass())
        + " connection";
  }

  /** Returns a report: {@code report by law enforcement (monitoring request, confidence 0.90)}. */
  static String report(SignalDetails signal) {
    String by =
        switch (signal.getSourceTier()) {
          case "TRUSTED_FLAGGER" -> "a trusted flagger";
          case "LAW_ENFORCEMENT" -> "law enforcement";
          case "INDUSTRY" -> "another firm";
          case "PUBLIC" -> "the public";
          default -> "an unknown source";
        };
    return String.format(
        Locale.ROOT,
        signal.getConfidence() > 0
            ? "report by %s (%s, confidence %.2f)"
            : "report by %s (%s, to which it gives no confidence: %.2f)",
        by,
        words(signal.getSignal()),
        signal.getConfidence());
  }

  private String name(String token) {
    return token.equals(alert.getEntity()) ? TrackWords.here(alert) : token;
  }

  static String words(String symbol) {
    return symbol.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
