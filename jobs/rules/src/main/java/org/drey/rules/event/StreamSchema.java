package org.drey.rules.event;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules know of a stream: its fields, numbered as slots, and the names Sigma has for them.
 *
 * @param topic the topic's name
 * @param category the Sigma log source category that picks this stream
 * @param source the kind of observation that the stream counts as in gates and alerts
 * @param lateness how much older than the clock an event may be
 * @param fields the fields; a field's index is its slot
 * @param sigmaNames standard Sigma field names and the field each stands for
 * @param slots the slot of each field
 */
public record StreamSchema(
    String topic,
    String category,
    LogSource source,
    Duration lateness,
    List<Field> fields,
    Map<String, String> sigmaNames,
    Map<String, Integer> slots)
    implements Serializable {

  public StreamSchema {
    fields = List.copyOf(fields);
    sigmaNames = Map.copyOf(sigmaNames);
    slots = Map.copyOf(slots);
  }

  /** Numbers the fields. */
  public static StreamSchema of(
      String topic,
      String category,
      LogSource source,
      Duration lateness,
      List<Field> fields,
      Map<String, String> sigmaNames) {
    Map<String, Integer> slots = new HashMap<>();
    for (int slot = 0; slot < fields.size(); slot++) {
      if (slots.put(fields.get(slot).name(), slot) != null) {
        throw new IllegalArgumentException(
            topic + " has two fields named " + fields.get(slot).name());
      }
    }
    return new StreamSchema(topic, category, source, lateness, fields, sigmaNames, slots);
  }

  /** The same stream with another lateness, as a deployment configures it. */
  public StreamSchema withLateness(Duration other) {
    return new StreamSchema(topic, category, source, other, fields, sigmaNames, slots);
  }

  /** The slot of a field by its own or its Sigma name, or -1. */
  public int slot(String name) {
    Integer slot = slots.get(sigmaNames.getOrDefault(name, name));
    return slot == null ? -1 : slot;
  }

  /** The field of a name, or null. */
  public @Nullable Field field(String name) {
    int slot = slot(name);
    return slot < 0 ? null : fields.get(slot);
  }
}
