package org.drey.alerts.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Reason;
import org.drey.event.Track;

/**
 * The Open Cybersecurity Schema Framework: a Detection Finding (class 2004) a line, for a SIEM of
 * the house. Of the events only their ids: who else is in them is for the analysts alone. What OCSF
 * has no field for is under {@code unmapped}; of a young person there is no score there.
 */
public final class OcsfExport implements AlertExport {
  /** The fields used have meant the same since. */
  private static final String SCHEMA_VERSION = "1.4.0";

  private static final String DISCLAIMER =
      "From metadata; no content was looked at. A reason to look, not a finding.";

  private static final int FINDINGS = 2;
  private static final int DETECTION_FINDING = 2004;
  private static final int TYPE_FACTOR = 100;
  private static final int RULE = 1;
  private static final Set<String> CLEARS = Set.of("UNFOUNDED", "BENIGN_EXPLAINED");

  private final ObjectMapper json = new ObjectMapper(new JsonFactory());

  @Override
  public boolean isForAnalysts() {
    return false;
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith("{") && beginning.contains("\"class_uid\":" + DETECTION_FINDING);
  }

  @Override
  public Writer begin(OutputStream out, BiFunction<Alert, Reason, String> words) {
    BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    return new Writer() {
      @Override
      public void write(Alert alert) throws IOException {
        lines.write(json.writeValueAsString(finding(alert, words)) + "\n");
      }

      @Override
      public void end() throws IOException {
        lines.flush();
      }
    };
  }

  private ObjectNode finding(Alert alert, BiFunction<Alert, Reason, String> words) {
    ObjectNode finding = json.createObjectNode();
    int activity = activity(alert);
    finding.put("activity_id", activity);
    finding.put("category_uid", FINDINGS);
    finding.put("class_uid", DETECTION_FINDING);
    finding.put("type_uid", DETECTION_FINDING * TYPE_FACTOR + activity);
    finding.put("time", alert.getEmittedAt().toEpochMilli());
    finding.put("start_time", alert.getFirstSeen().toEpochMilli());
    finding.put("end_time", alert.getLastSeen().toEpochMilli());
    finding.put("severity_id", alert.getSeverity() + 1);
    finding.put("confidence_id", confidence(alert));
    finding.put("status_id", status(alert));
    finding.put("is_alert", alert.getNotify() && alert.getState() == AlertState.OPEN);
    ObjectNode metadata = finding.putObject("metadata");
    metadata.put("version", SCHEMA_VERSION);
    metadata.put(
        "uid", alert.getAlertId() + "." + alert.getGeneration() + "." + alert.getRevision());
    metadata.putObject("product").put("name", "Drey").put("vendor_name", "Drey");
    info(finding.putObject("finding_info"), alert, words);
    finding
        .putArray("resources")
        .addObject()
        .put("uid", alert.getEntity())
        .put("type", lower(alert.getEntityKind()))
        .put("namespace", alert.getTokenDomain());
    unmapped(finding.putObject("unmapped"), alert);
    return finding;
  }

  private static void info(ObjectNode info, Alert alert, BiFunction<Alert, Reason, String> words) {
    info.put("uid", alert.getAlertId());
    info.put("title", title(alert, words));
    info.put("desc", description(alert, words));
    info.put("first_seen_time", alert.getFirstSeen().toEpochMilli());
    info.put("last_seen_time", alert.getLastSeen().toEpochMilli());
    info.put("modified_time", alert.getEmittedAt().toEpochMilli());
    info.putArray("types").add(lower(alert.getTrack()));
    ArrayNode sources = info.putArray("data_sources");
    alert.getStreams().forEach(sources::add);
    ArrayNode analytics = info.putArray("related_analytics");
    for (Reason reason : alert.getReasons()) {
      analytics
          .addObject()
          .put("type_id", RULE)
          .put("name", reason.getIndicator())
          .put("desc", PlainText.text(words.apply(alert, reason)))
          .put("uid", reason.getRuleId())
          .put("version", reason.getRuleVersion());
    }
    ArrayNode events = info.putArray("related_events");
    for (AlertEvent event : alert.getEvents()) {
      events.addObject().put("uid", event.getEventId()).put("type", event.getTopic());
    }
    info.put("related_events_count", alert.getEvents().size());
  }

  /** Returns what is strongest; a list of a SIEM shows nothing else. */
  private static String title(Alert alert, BiFunction<Alert, Reason, String> words) {
    if (alert.getTrack() == Track.VICTIM) {
      return "A young person who may need help";
    }
    return alert.getReasons().isEmpty()
        ? "Alert on the track " + lower(alert.getTrack())
        : PlainText.text(words.apply(alert, alert.getReasons().get(0)));
  }

  private static String description(Alert alert, BiFunction<Alert, Reason, String> words) {
    return Stream.concat(
            alert.getReasons().stream().map(one -> words.apply(alert, one)).map(PlainText::text),
            Stream.of(DISCLAIMER))
        .collect(Collectors.joining(" "));
  }

  private static void unmapped(ObjectNode unmapped, Alert alert) {
    unmapped.put("state", alert.getState().name());
    unmapped.put("episode", alert.getEpisode());
    unmapped.put("priority", alert.getPriority().name());
    unmapped.put("key_version", alert.getKeyVersion());
    unmapped.put("verdict", alert.getVerdict());
    unmapped.put("closed_by", alert.getClosedBy());
    unmapped.put("content_assessed", alert.getContentAssessed());
    if (alert.getDueBy() != null) {
      unmapped.put("due_by", alert.getDueBy().toEpochMilli());
    }
    if (alert.getTrack() != Track.VICTIM) {
      unmapped.put("score", alert.getScore());
      unmapped.put("band", alert.getBand().name());
    }
  }

  /** Create, update, close. */
  private static int activity(Alert alert) {
    return switch (alert.getState()) {
      case CLOSED, WITHDRAWN -> 3;
      case OPEN, UNKNOWN -> alert.getRevision() <= 1 ? 1 : 2;
    };
  }

  /** New, in progress, suppressed, resolved. */
  private static int status(Alert alert) {
    return switch (alert.getState()) {
      case OPEN, UNKNOWN -> alert.getVerdict() == null ? 1 : 2;
      case WITHDRAWN -> 4;
      case CLOSED -> CLEARS.contains(String.valueOf(alert.getClosedBy())) ? 3 : 4;
    };
  }

  private static int confidence(Alert alert) {
    return switch (alert.getConfidence()) {
      case UNKNOWN -> 0;
      case LOW -> 1;
      case MEDIUM -> 2;
      case HIGH -> 3;
    };
  }

  private static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }
}
