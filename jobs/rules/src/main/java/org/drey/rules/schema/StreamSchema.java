package org.drey.rules.schema;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream as rules know it: its fields, numbered as slots, and the names Sigma has for them.
 *
 * @param topic the topic's name
 * @param category the Sigma log source category that picks this stream
 * @param source the log source as which it counts in gates and alerts: several streams may share it
 * @param lateness how much older than the clock an event may be
 * @param fields the fields; a field's index is its slot
 * @param sigmaNames standard Sigma field names and the field each stands for
 * @param slots the slot of each field
 * @param confidence the field that says with what confidence, 0 to 1, an event counts; null if each
 *     counts in full
 * @param expiry the field that says from when an event counts no more; null if none expires
 */
public record StreamSchema(
    String topic,
    String category,
    String source,
    Duration lateness,
    List<StreamField> fields,
    Map<String, String> sigmaNames,
    Map<String, Integer> slots,
    @Nullable String confidence,
    @Nullable String expiry)
    implements Serializable {

  public StreamSchema {
    fields = List.copyOf(fields);
    sigmaNames = Map.copyOf(sigmaNames);
    slots = Map.copyOf(slots);
    requireType(topic, fields, confidence, FieldType.DOUBLE);
    requireType(topic, fields, expiry, FieldType.LONG);
  }

  private static void requireType(
      String topic, List<StreamField> fields, @Nullable String name, FieldType type) {
    boolean has =
        fields.stream().anyMatch(field -> field.name().equals(name) && field.type() == type);
    if (name != null && !has) {
      throw new IllegalArgumentException(topic + " has no field " + name + " of type " + type);
    }
  }

  /** Numbers the fields. */
  public static StreamSchema of(
      String topic,
      String category,
      String source,
      Duration lateness,
      List<StreamField> fields,
      Map<String, String> sigmaNames) {
    Map<String, Integer> slots = new HashMap<>();
    for (int slot = 0; slot < fields.size(); slot++) {
      if (slots.put(fields.get(slot).name(), slot) != null) {
        throw new IllegalArgumentException(
            topic + " has two fields named " + fields.get(slot).name());
      }
    }
    return new StreamSchema(
        topic, category, source, lateness, fields, sigmaNames, slots, null, null);
  }

  /** The same stream with another lateness, as a deployment configures it. */
  public StreamSchema withLateness(Duration other) {
    return new StreamSchema(
        topic, category, source, other, fields, sigmaNames, slots, confidence, expiry);
  }

  /** The same stream, whose events say with what confidence and until when they count. */
  public StreamSchema withReliability(
      @Nullable String confidenceField, @Nullable String expiryField) {
    return new StreamSchema(
        topic, category, source, lateness, fields, sigmaNames, slots, confidenceField, expiryField);
  }

  /** The slot of a field by its own or its Sigma name, or -1. */
  public int slot(String name) {
    Integer slot = slots.get(sigmaNames.getOrDefault(name, name));
    return slot == null ? -1 : slot;
  }

  /** Returns all names by which rules may ask for a field: its own, and Sigma's. */
  public Set<String> names() {
    Set<String> names = new HashSet<>(slots.keySet());
    names.addAll(sigmaNames.keySet());
    return names;
  }

  /** The slots of the fields in which keywords are looked for. */
  public List<Integer> keywordSlots() {
    return IntStream.range(0, fields.size())
        .filter(slot -> fields.get(slot).keywords())
        .boxed()
        .toList();
  }

  /** The field of a name, or null. */
  public @Nullable StreamField field(String name) {
    int slot = slot(name);
    return slot < 0 ? null : fields.get(slot);
  }
}
