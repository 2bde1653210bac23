package org.drey.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stream's events that stay with their findings. Two schemas say which these are: a
 * record in {@code alerts.avsc} has those that an alert shows, and the stream's own marks others as
 * {@code "carried"}.
 */
@NullMarked
public final class DetailFields {
  /** Property of an alert event's field: the stream whose details it has. */
  private static final String TOPIC = "topic";

  /** Property of a stream's field that stays with findings though no alert shows it. */
  private static final String CARRIED = "carried";

  /** Added to the position in the stream, which is the number of a field that is carried. */
  private static final int FIRST_CARRIED = 64;

  private static final Map<String, DetailFields> BY_TOPIC = byTopic();

  private final int position;
  private final Schema schema;
  private final List<DetailField> all = new ArrayList<>();

  private DetailFields(Schema.Field inEvent, Schema stream) {
    position = inEvent.pos();
    schema = inEvent.schema().getTypes().get(1);
    for (Schema.Field shown : schema.getFields()) {
      all.add(DetailField.of(shown.pos(), shown.name(), stream.getField(shown.name())));
    }
    for (Schema.Field field : stream.getFields()) {
      if ("true".equals(field.getProp(CARRIED))) {
        all.add(DetailField.of(FIRST_CARRIED + field.pos(), field.name(), field));
      }
    }
  }

  private static Map<String, DetailFields> byTopic() {
    Map<String, DetailFields> byTopic = new LinkedHashMap<>();
    for (Schema.Field field : AlertEvent.getClassSchema().getFields()) {
      String topic = field.getProp(TOPIC);
      if (topic != null) {
        byTopic.put(topic, new DetailFields(field, TopicNames.schema(topic)));
      }
    }
    return byTopic;
  }

  /** The fields of a stream; null if no alert shows its events, and then none stays. */
  public static @Nullable DetailFields of(String topic) {
    return BY_TOPIC.get(topic);
  }

  /** The stream of a number, see {@link #number}. */
  public static String topic(int number) {
    return AlertEvent.getClassSchema().getFields().get(number).getProp(TOPIC);
  }

  /** The number of the stream, which never becomes that of another. */
  public int number() {
    return position;
  }

  /** The fields of the streams whose details an event of an alert has: of one, or of none. */
  public static List<DetailFields> of(AlertEvent event) {
    return BY_TOPIC.values().stream().filter(one -> event.get(one.position) != null).toList();
  }

  /** Those that stay: first those that an alert shows, in the order of its record. */
  public List<DetailField> all() {
    return all;
  }

  /** Those that an alert shows; the index of each is its position in the record. */
  public List<DetailField> shown() {
    return all.subList(0, schema.getFields().size());
  }

  /** The schema of the record in which an alert shows them. */
  public Schema schema() {
    return schema;
  }

  /** The details in an event of an alert, which has them. */
  public SpecificRecordBase in(AlertEvent event) {
    return (SpecificRecordBase) event.get(position);
  }

  /** Gives an event of an alert new details, whose fields are still to be set. */
  public SpecificRecordBase addTo(AlertEvent event) {
    SpecificRecordBase details = (SpecificRecordBase) SpecificData.get().newRecord(null, schema);
    event.put(position, details);
    return details;
  }
}
