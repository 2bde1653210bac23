package org.drey.alerts.forward;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.Priority;

/** An alert as a line of ArcSight's Common Event Format, version 0 (revision 25 of its guide). */
final class CefFormat {
  private CefFormat() {}

  /** The line. */
  static String of(ForwardedMessage message, Alert alert) {
    return String.join(
            "|",
            "CEF:0",
            "Drey",
            "Drey",
            "1",
            header(alert.getTrack().name()),
            header("Alert " + alert.getState() + ", " + alert.getPriority()),
            Integer.toString(severity(alert.getPriority())))
        + "|"
        + fields(message, alert).entrySet().stream()
            .map(one -> one.getKey() + "=" + value(one.getValue()))
            .collect(Collectors.joining(" "));
  }

  private static Map<String, String> fields(ForwardedMessage message, Alert alert) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("externalId", message.id());
    fields.put("rt", Long.toString(alert.getEmittedAt().toEpochMilli()));
    fields.put("start", Long.toString(alert.getFirstSeen().toEpochMilli()));
    fields.put("end", Long.toString(alert.getLastSeen().toEpochMilli()));
    fields.put("cat", alert.getTrack().name());
    label(fields, "cs1", "entity", alert.getEntityKind() + ":" + alert.getEntity());
    label(fields, "cs2", "alert_id", alert.getAlertId());
    label(fields, "cs3", "state", alert.getState().name());
    label(fields, "cs4", "priority", alert.getPriority().name());
    label(fields, "cs5", "reasons", reasons(alert));
    label(fields, "cs6", "verdict", alert.getVerdict() == null ? "" : alert.getVerdict());
    label(fields, "cfp1", "score", Double.toString(alert.getScore()));
    label(fields, "cn1", "severity", Integer.toString(alert.getSeverity()));
    if (alert.getDueBy() != null) {
      label(fields, "deviceCustomDate1", "due_by", Long.toString(alert.getDueBy().toEpochMilli()));
    }
    return fields;
  }

  private static void label(Map<String, String> fields, String key, String name, String value) {
    fields.put(key + "Label", name);
    fields.put(key, value);
  }

  private static String reasons(Alert alert) {
    return alert.getReasons().stream()
        .map(reason -> reason.getIndicator() + " " + reason.getPoints())
        .collect(Collectors.joining(", "));
  }

  /** Its severities are 0 to 10; from 7 on they are high, from 9 on very high. */
  private static int severity(Priority priority) {
    return switch (priority) {
      case P0 -> 10;
      case P1 -> 8;
      case P2 -> 6;
      case P3, UNKNOWN -> 4;
    };
  }

  private static String header(String text) {
    return oneLine(text.replace("\\", "\\\\").replace("|", "\\|"));
  }

  private static String value(String text) {
    return oneLine(text.replace("\\", "\\\\").replace("=", "\\="));
  }

  /** A token that is hostile must not begin a new line. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ");
  }
}
