package org.drey.alerts.forward;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.event.json.JsonLineWriter;

/** Bodies of webhooks. */
final class WebhookBodies {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonLineWriter LINES = new JsonLineWriter();
  private static final String SOURCE = "Drey";

  private WebhookBodies() {}

  /** The fields that Standard Webhooks asks for, and the alert as files have it. */
  static byte[] standard(ForwardedMessage message) {
    ObjectNode body = JSON.createObjectNode();
    Alert alert = message.alert();
    body.put("type", alert == null ? "alert.removed" : "alert.revised");
    if (alert == null) {
      body.putObject("data").put("alert_id", message.alertId());
    } else {
      body.put("timestamp", alert.getEmittedAt().toString());
      body.set("data", json(alert));
    }
    return bytes(body);
  }

  /**
   * An alert for {@code /alerts/add} of DFIR-IRIS 2.4, of its first customer: its severities are 2
   * (informational) to 6 (critical), its status 2 is new. Written after its documentation, never
   * tried with it.
   */
  static byte[] iris(ForwardedMessage message) {
    Alert alert = message.alert();
    if (alert == null) {
      return new byte[0];
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("alert_title", title(alert));
    body.put("alert_description", sentence(alert));
    body.put("alert_source", SOURCE);
    body.put("alert_source_ref", message.id());
    body.put("alert_source_event_time", alert.getAsOf().toString());
    body.put("alert_severity_id", urgency(alert) + 2);
    body.put("alert_status_id", 2);
    body.put("alert_customer_id", 1);
    body.put("alert_tags", String.join(",", tags(alert)));
    body.set("alert_source_content", json(alert));
    return bytes(body);
  }

  /**
   * An alert for {@code /api/v1/alert} of TheHive 5, with severities 1 to 4. Written after its
   * documentation, never tried with it.
   */
  static byte[] theHive(ForwardedMessage message) {
    Alert alert = message.alert();
    if (alert == null) {
      return new byte[0];
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "csea-indicator");
    body.put("source", SOURCE);
    body.put("sourceRef", message.id());
    body.put("title", title(alert));
    body.put("description", sentence(alert));
    body.put("severity", urgency(alert));
    body.put("date", alert.getAsOf().toEpochMilli());
    ArrayNode tags = body.putArray("tags");
    tags(alert).forEach(tags::add);
    return bytes(body);
  }

  private static String title(Alert alert) {
    return "Drey alert %s, %s, %s"
        .formatted(alert.getPriority(), alert.getTrack(), alert.getAlertId());
  }

  private static String sentence(Alert alert) {
    return "%s since %s, by %s. No content was assessed; read it with 'drey alerts show %s'."
        .formatted(
            alert.getState(),
            alert.getFirstSeen(),
            String.join(", ", alert.getReasons().stream().map(Reason::getIndicator).toList()),
            alert.getAlertId());
  }

  private static List<String> tags(Alert alert) {
    return Stream.concat(
            Stream.of("drey", alert.getTrack().name(), alert.getState().name()),
            alert.getReasons().stream().map(Reason::getIndicator))
        .toList();
  }

  /** 1 for P3 to 4 for P0. */
  private static int urgency(Alert alert) {
    return switch (alert.getPriority()) {
      case P0 -> 4;
      case P1 -> 3;
      case P2 -> 2;
      case P3, UNKNOWN -> 1;
    };
  }

  private static ObjectNode json(Alert alert) {
    try {
      return (ObjectNode) JSON.readTree(LINES.write(alert));
    } catch (IOException e) {
      throw new UncheckedIOException("what was written as JSON is JSON", e);
    }
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
  }
}
