package org.drey.streaming.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.record.EventDetails;
import org.drey.event.AlertEvent;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.event.TopicNames;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertExplanation.ExplainedEvent;
import org.jspecify.annotations.Nullable;

/** The events behind the reasons of an alert, as its record shows them. */
final class AlertEvents {
  private AlertEvents() {}

  /**
   * One event; its stream is empty where its details cannot be read.
   *
   * @param own whom the alert is about
   */
  static AlertEvent of(ExplainedEvent behind, EntityKey own) {
    EventDetails details = EventDetails.read(behind.seen().details());
    AlertEvent event = new AlertEvent();
    event.setProvider(behind.seen().event().provider());
    event.setEventId(behind.seen().event().eventId());
    event.setEventTime(Instant.ofEpochMilli(behind.seen().time()));
    event.setTopic(details == null ? "" : details.topic());
    event.setIndicators(behind.indicators());
    if (details != null) {
      add(details, event, own);
    }
    return event;
  }

  private static void add(EventDetails details, AlertEvent event, EntityKey own) {
    DetailFields fields = DetailFields.of(details.topic());
    if (fields == null) {
      return; // of queries and requests nothing is shown
    }
    SpecificRecordBase shown = fields.addTo(event);
    List<DetailField> all = fields.shown();
    for (int i = 0; i < all.size(); i++) {
      DetailField field = all.get(i);
      boolean isHidden = details.hides(field) && !isOf(own, field, details);
      Schema schema = fields.schema().getFields().get(i).schema();
      shown.put(i, isHidden ? null : value(details, field, schema));
    }
  }

  private static boolean isOf(EntityKey own, DetailField field, EventDetails details) {
    return field.kind() != null
        && own.kind().equals(field.kind().name())
        && own.token().equals(details.text(field.name()));
  }

  /** A value as its record has it; that of an entity which was erased says so. */
  private static @Nullable Object value(EventDetails details, DetailField field, Schema schema) {
    String text = details.text(field.name());
    if (text == null && field.isAlwaysNamed()) {
      return EntityKey.ERASED;
    }
    if (schema.isNullable()) {
      return text == null ? null : value(text, schema.getTypes().get(1).getType());
    }
    return value(details.required(field.name()), schema.getType());
  }

  private static Object value(String text, Schema.Type type) {
    return switch (type) {
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case STRING -> text;
      default -> throw new IllegalStateException("an alert shows no " + type + " of an event");
    };
  }

  /** The versions of the lists that the events met, as list/version, sorted. */
  static List<String> listVersions(List<ExplainedEvent> events) {
    TreeSet<String> versions = new TreeSet<>();
    for (ExplainedEvent behind : events) {
      EventDetails details = EventDetails.read(behind.seen().details());
      if (details != null && details.topic().equals(TopicNames.BLOCKLIST_HITS)) {
        versions.add(details.required("list_id") + "/" + details.required("list_version"));
      }
    }
    return new ArrayList<>(versions);
  }
}
