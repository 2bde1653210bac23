package org.drey.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;

/**
 * A kind of observation, which several streams may share. Gates ask how many kinds agree, and
 * alerts name them. The schema of each stream has its own.
 *
 * @param label its name in gates and alerts: PAYMENT
 * @param words for people: payments
 */
@NullMarked
public record LogSource(String label, String words) {
  /** Property of a stream's record. */
  private static final String PROPERTY = "log_source";

  /** Those of all streams, in the order of {@link TopicNames}. */
  public static final List<LogSource> ALL =
      TopicNames.ALL.stream()
          .filter(topic -> TopicNames.schema(topic).getObjectProp(PROPERTY) != null)
          .map(LogSource::of)
          .distinct()
          .toList();

  /** Returns that of a stream. */
  public static LogSource of(String topic) {
    Schema schema = TopicNames.schema(topic);
    Map<?, ?> both = (Map<?, ?>) Objects.requireNonNull(schema.getObjectProp(PROPERTY), topic);
    return new LogSource(text(both, "label"), text(both, "words"));
  }

  private static String text(Map<?, ?> both, String key) {
    return (String) Objects.requireNonNull(both.get(key), key);
  }
}
