package org.drey.alerts.explain;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Fields of an event that a sentence about it does not have, by the labels that {@code alerts.avsc}
 * gives them. A field with a label names no entity, and may be shown to others.
 */
public final class EventLabels {
  /** Property of a field of an event's details: its name for people. */
  private static final String LABEL = "label";

  private EventLabels() {}

  /** Returns "; label: value" for each that has a value; empty where there is none. */
  public static String of(IndexedRecord details) {
    StringBuilder text = new StringBuilder();
    for (Schema.Field field : details.getSchema().getFields()) {
      String label = field.getProp(LABEL);
      Object value = details.get(field.pos());
      if (label != null && value != null) {
        text.append("; ").append(label).append(": ").append(value);
      }
    }
    return text.toString();
  }
}
